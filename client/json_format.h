// Answers as JSON, for programs.
#ifndef VIGIE_CLIENT_JSON_FORMAT_H_
#define VIGIE_CLIENT_JSON_FORMAT_H_

#include <google/protobuf/message.h>

#include <nlohmann/json.hpp>

#include "vigie/v1/mention.pb.h"

namespace vigie::client {

// Any message: keys are the proto's field names, in its order. Every field is
// there (0, "" and [] included), but for absent messages, which are left out.
// Enum values are written in lower case without their prefix ("organization"),
// 64-bit integers as numbers, PublicationTime as its local form in
// Europe/Paris ("2026-03-14" when the day alone is known), Duration as seconds.
nlohmann::ordered_json ToJson(const google::protobuf::Message& message);

// One mention per line of `vigie mentions --format ndjson`:
// article{id,title,source,published_at,url}, entity{id,type,label} or null for
// a text match, field, begin, end, surface, sentence{begin,end,text}, rule,
// confidence, and nested with parent{begin,end} when inside a longer mention;
// where asked for window{begin,end,left,right}.
nlohmann::ordered_json MentionLine(const v1::MentionRow& row);

// Serialised on one line; bytes that are not UTF-8 become U+FFFD.
std::string Dump(const nlohmann::ordered_json& json, bool pretty);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_JSON_FORMAT_H_
