#include "client/json_format.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/duration.pb.h>

#include <charconv>
#include <string>

#include "vigie/v1/article.pb.h"

namespace vigie::client {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using nlohmann::ordered_json;

// "EntityType" -> "ENTITY_TYPE_".
std::string EnumPrefix(const std::string& type_name) {
  std::string prefix;
  for (const char c : type_name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !prefix.empty()) prefix += '_';
    prefix += upper || c == '_' ? c : static_cast<char>(c - 'a' + 'A');
  }
  return prefix + '_';
}

std::string EnumName(const EnumValueDescriptor& value) {
  std::string name = value.name();
  const std::string prefix = EnumPrefix(value.type()->name());
  if (name.rfind(prefix, 0) == 0) name.erase(0, prefix.size());
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return name;
}

// The double that prints as the float does: .9, not .8999999761581421.
double ShortestDouble(float value) {
  char text[32];
  const auto written = std::to_chars(text, text + sizeof(text), value);
  double exact = 0;
  std::from_chars(text, written.ptr, exact);
  return exact;
}

ordered_json MessageToJson(const Message& message) {
  if (message.GetDescriptor() == v1::PublicationTime::descriptor()) {
    return static_cast<const v1::PublicationTime&>(message).local();
  }
  if (message.GetDescriptor() == google::protobuf::Duration::descriptor()) {
    const auto& duration =
        static_cast<const google::protobuf::Duration&>(message);
    return static_cast<double>(duration.seconds()) +
           static_cast<double>(duration.nanos()) * 1e-9;
  }
  return ToJson(message);
}

// Element `index` of a repeated field, or the singular field when index < 0.
ordered_json ValueToJson(const Message& message, const FieldDescriptor* field,
                         int index) {
  const Reflection& reflection = *message.GetReflection();
  const bool single = index < 0;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return single ? reflection.GetString(message, field)
                    : reflection.GetRepeatedString(message, field, index);
    case FieldDescriptor::CPPTYPE_UINT32:
      return single ? reflection.GetUInt32(message, field)
                    : reflection.GetRepeatedUInt32(message, field, index);
    case FieldDescriptor::CPPTYPE_UINT64:
      return single ? reflection.GetUInt64(message, field)
                    : reflection.GetRepeatedUInt64(message, field, index);
    case FieldDescriptor::CPPTYPE_INT32:
      return single ? reflection.GetInt32(message, field)
                    : reflection.GetRepeatedInt32(message, field, index);
    case FieldDescriptor::CPPTYPE_INT64:
      return single ? reflection.GetInt64(message, field)
                    : reflection.GetRepeatedInt64(message, field, index);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return single ? reflection.GetDouble(message, field)
                    : reflection.GetRepeatedDouble(message, field, index);
    case FieldDescriptor::CPPTYPE_FLOAT:
      return ShortestDouble(
          single ? reflection.GetFloat(message, field)
                 : reflection.GetRepeatedFloat(message, field, index));
    case FieldDescriptor::CPPTYPE_BOOL:
      return single ? reflection.GetBool(message, field)
                    : reflection.GetRepeatedBool(message, field, index);
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumName(
          *(single ? reflection.GetEnum(message, field)
                   : reflection.GetRepeatedEnum(message, field, index)));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return MessageToJson(
          single ? reflection.GetMessage(message, field)
                 : reflection.GetRepeatedMessage(message, field, index));
  }
  return nullptr;
}

ordered_json RangeToJson(const v1::TextRange& range) {
  return {{"begin", range.begin()}, {"end", range.end()}};
}

}  // namespace

ordered_json ToJson(const Message& message) {
  ordered_json object = ordered_json::object();
  const auto* descriptor = message.GetDescriptor();
  const Reflection& reflection = *message.GetReflection();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const FieldDescriptor* field = descriptor->field(i);
    if (field->is_repeated()) {
      ordered_json array = ordered_json::array();
      for (int k = 0; k < reflection.FieldSize(message, field); ++k) {
        array.push_back(ValueToJson(message, field, k));
      }
      object[field->name()] = std::move(array);
    } else if (!field->has_presence() || reflection.HasField(message, field)) {
      object[field->name()] = ValueToJson(message, field, -1);
    }
  }
  return object;
}

ordered_json MentionLine(const v1::MentionRow& row) {
  const v1::Mention& mention = row.mention();
  ordered_json line;
  line["article"] = {{"id", row.article().id()},
                     {"title", row.article().title()},
                     {"source", row.article().source()},
                     {"published_at", nullptr},
                     {"url", row.article().url()}};
  if (row.article().has_published_at()) {
    line["article"]["published_at"] = row.article().published_at().local();
  }
  const ordered_json flat = ToJson(mention);
  line["entity"] = nullptr;
  if (!mention.entity_id().empty()) {
    line["entity"] = {{"id", mention.entity_id()},
                      {"type", flat["type"]},
                      {"label", mention.label()}};
    if (mention.unlisted()) line["entity"]["unlisted"] = true;
    if (!mention.wikidata_id().empty()) {
      line["entity"]["wikidata_id"] = mention.wikidata_id();
    }
  }
  line["field"] = flat["field"];
  line["begin"] = mention.range().begin();
  line["end"] = mention.range().end();
  line["surface"] = mention.surface();
  line["sentence"] = RangeToJson(mention.sentence().range());
  line["sentence"]["text"] = mention.sentence().text();
  line["rule"] = flat["rule"];
  line["confidence"] = flat["confidence"];
  if (!mention.entity_id().empty()) {
    line["link_confidence"] = flat["link_confidence"];
  }
  line["nested"] = mention.nested();
  if (mention.nested()) line["parent"] = RangeToJson(mention.parent());
  if (mention.role() != v1::MENTION_ROLE_UNSPECIFIED) {
    line["role"] = flat["role"];
  }
  if (mention.has_quotation()) {
    line["quotation"] = RangeToJson(mention.quotation());
  }
  if (row.has_window()) {
    line["window"] = RangeToJson(row.window().range());
    line["window"]["left"] = row.window().left();
    line["window"]["right"] = row.window().right();
  }
  return line;
}

std::string Dump(const ordered_json& json, bool pretty) {
  return json.dump(pretty ? 2 : -1, ' ', false,
                   ordered_json::error_handler_t::replace);
}

}  // namespace vigie::client
