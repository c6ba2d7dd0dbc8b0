// Articles between the library and the wire, and index status to it. Each
// ToProto fills an empty message. Thread-safe.
#ifndef WIRE_CONVERT_ARTICLE_H_
#define WIRE_CONVERT_ARTICLE_H_

#include "vigie/article.h"
#include "vigie/search.h"
#include "vigie/snapshot.h"
#include "vigie/status.h"
#include "vigie/v1/article.pb.h"
#include "vigie/v1/index_service.pb.h"

namespace vigie::wire {

void ToProto(const PublicationTime& from, v1::PublicationTime* to);
void ToProto(const Article& from, v1::Article* to);
void ToProto(const ArticleSummary& from, v1::ArticleSummary* to);
void ToProto(const IndexStatus& from, v1::IndexStatus* to);

// INVALID_ARGUMENT (reason FIELD_INVALID): a supplied mention's type is no
// type. Article limits are the library's to check.
Result<Article> FromProto(const v1::Article& from);

}  // namespace vigie::wire

#endif  // WIRE_CONVERT_ARTICLE_H_
