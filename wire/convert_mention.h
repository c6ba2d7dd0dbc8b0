// Ranges, sentences and mentions, from the library to the wire. Ranges are in
// bytes; range_unit.h turns them into another unit. Thread-safe.
#ifndef WIRE_CONVERT_MENTION_H_
#define WIRE_CONVERT_MENTION_H_

#include "vigie/mention.h"
#include "vigie/search.h"
#include "vigie/v1/mention.pb.h"
#include "vigie/v1/range.pb.h"

namespace vigie::wire {

v1::Field ToProto(Field from);
v1::EntityType ToProto(EntityType from);
v1::MentionRule ToProto(MentionRule from);
v1::MentionRole ToProto(MentionRole from);
void ToProto(const ByteRange& from, v1::TextRange* to);
void ToProto(const Sentence& from, v1::Sentence* to);
void ToProto(const Mention& from, v1::Mention* to);
void ToProto(const MentionRow& from, v1::MentionRow* to);

// kUnspecified for a value that this version does not know.
EntityType FromProto(v1::EntityType from);

}  // namespace vigie::wire

#endif  // WIRE_CONVERT_MENTION_H_
