#include "json/values.h"

#include <charconv>

#include "json/names.h"
#include "vigie/time.h"

namespace vigie::json {
namespace {

// The double that prints as the float does: .9, not .8999999761581421.
double ShortestDouble(float value) {
  char text[32];
  const auto written = std::to_chars(text, text + sizeof(text), value);
  double exact = 0;
  std::from_chars(text, written.ptr, exact);
  return exact;
}

void PutTime(const char* name, const std::optional<PublicationTime>& time,
             ordered_json* object) {
  if (time.has_value()) (*object)[name] = FormatPublicationTime(*time);
}

std::string_view FieldName(Field field) {
  return field == Field::kTitle ? "title" : "text";
}

ordered_json ToJson(const Attribute& attribute) {
  return {{"name", attribute.name}, {"values", attribute.values}};
}

ordered_json ToJson(const SuppliedMention& mention) {
  return {{"in_title", mention.field == Field::kTitle},
          {"begin", mention.range.begin},
          {"end", mention.range.end},
          {"entity_id", mention.entity_id},
          {"type", mention.type == EntityType::kUnspecified
                       ? ""
                       : EntityTypeName(mention.type)},
          {"label", mention.label}};
}

ordered_json ToJson(const ArticleSummary& article) {
  ordered_json object = {
      {"id", article.id}, {"title", article.title}, {"source", article.source}};
  PutTime("published_at", article.published_at, &object);
  object["url"] = article.url;
  return object;
}

ordered_json ToJson(const FacetSurface& surface) {
  return {{"surface", surface.surface},
          {"articles", surface.articles},
          {"mentions", surface.mentions}};
}

ordered_json ToJson(const FacetValue& value) {
  ordered_json surfaces = ordered_json::array();
  for (const FacetSurface& surface : value.surfaces) {
    surfaces.push_back(ToJson(surface));
  }
  return {{"value", value.value},
          {"label", value.label},
          {"entity_type", NameOf(kEntityTypes, value.entity_type)},
          {"articles", value.articles},
          {"mentions", value.mentions},
          {"selected", value.selected},
          {"excluded", value.excluded},
          {"alias", value.alias},
          {"surfaces", std::move(surfaces)},
          {"unlisted", value.unlisted}};
}

ordered_json ToJson(const QueryWarning& warning) {
  return {{"code", warning.code},
          {"range", json::ToJson(warning.range)},
          {"message", warning.message},
          {"message_en", warning.message_en}};
}

ordered_json ToJson(const QueryExpansion& expansion) {
  return {{"kind", NameOf(kExpansionKinds, expansion.kind)},
          {"range", json::ToJson(expansion.range)},
          {"source", expansion.source},
          {"targets", expansion.targets}};
}

}  // namespace

ordered_json ToJson(const ByteRange& range) {
  return {{"begin", range.begin}, {"end", range.end}};
}

ordered_json ToJson(const Sentence& sentence) {
  return {{"range", ToJson(sentence.range)}, {"text", sentence.text}};
}

ordered_json ToJson(const Article& article) {
  ordered_json object = {
      {"id", article.id}, {"title", article.title}, {"text", article.text}};
  PutTime("published_at", article.published_at, &object);
  object["source"] = article.source;
  object["authors"] = article.authors;
  object["url"] = article.url;
  object["language"] = article.language;
  object["section"] = article.section;
  PutTime("updated_at", article.updated_at, &object);
  ordered_json& attributes = object["attributes"] = ordered_json::array();
  for (const Attribute& attribute : article.attributes) {
    attributes.push_back(ToJson(attribute));
  }
  object["version"] = article.version;
  ordered_json& mentions = object["supplied_mentions"] = ordered_json::array();
  for (const SuppliedMention& mention : article.mentions) {
    mentions.push_back(ToJson(mention));
  }
  return object;
}

ordered_json ToJson(const Mention& mention) {
  ordered_json object = {{"entity_id", mention.entity_id},
                         {"type", NameOf(kEntityTypes, mention.type)},
                         {"label", mention.label},
                         {"field", FieldName(mention.field)},
                         {"range", ToJson(mention.range)},
                         {"surface", mention.surface},
                         {"sentence", ToJson(mention.sentence)},
                         {"rule", NameOf(kRules, mention.rule)},
                         {"confidence", ShortestDouble(mention.confidence)},
                         {"nested", mention.nested}};
  if (mention.nested) object["parent"] = ToJson(mention.parent);
  object["role"] = NameOf(kRoles, mention.role);
  if (mention.role == MentionRole::kSpeaker) {
    object["quotation"] = ToJson(mention.quotation);
  }
  object["unlisted"] = mention.unlisted;
  object["link_confidence"] = ShortestDouble(mention.link_confidence);
  object["wikidata_id"] = mention.wikidata_id;
  return object;
}

ordered_json ToJson(const MentionRow& row) {
  ordered_json object = {{"article", ToJson(row.article)},
                         {"mention", ToJson(row.mention)}};
  if (row.window.range.end > 0) {
    object["window"] = {{"range", ToJson(row.window.range)},
                        {"left", row.window.left},
                        {"right", row.window.right}};
  }
  return object;
}

ordered_json ToJson(const Facet& facet) {
  ordered_json values = ordered_json::array();
  for (const FacetValue& value : facet.values) values.push_back(ToJson(value));
  return {{"key",
           {{"dimension", NameOf(kDimensions, facet.key.dimension)},
            {"entity_type", NameOf(kEntityTypes, facet.key.entity_type)},
            {"attribute", facet.key.attribute}}},
          {"values", std::move(values)},
          {"distinct", facet.distinct},
          {"missing", facet.missing},
          {"other", facet.other},
          {"exact", facet.exact}};
}

ordered_json ToJson(const QueryUnderstanding& understanding) {
  ordered_json warnings = ordered_json::array();
  for (const QueryWarning& warning : understanding.warnings) {
    warnings.push_back(ToJson(warning));
  }
  ordered_json expansions = ordered_json::array();
  for (const QueryExpansion& expansion : understanding.expansions) {
    expansions.push_back(ToJson(expansion));
  }
  return {{"normalized", understanding.normalized},
          {"warnings", std::move(warnings)},
          {"expansions", std::move(expansions)}};
}

}  // namespace vigie::json
