#include "json/values.h"

#include <optional>

#include "json/names.h"
#include "vigie/time.h"

namespace vigie::json {
namespace {

void PutTime(Writer* writer, const char* name,
             const std::optional<PublicationTime>& time) {
  if (time.has_value()) writer->Text(name, FormatPublicationTime(*time));
}

std::string_view FieldName(Field field) {
  return field == Field::kTitle ? "title" : "text";
}

}  // namespace

void Put(Writer* writer, const ByteRange& range) {
  writer->Object([&] {
    writer->Count("begin", range.begin);
    writer->Count("end", range.end);
  });
}

void Put(Writer* writer, const Sentence& sentence) {
  writer->Object([&] {
    writer->Value("range", sentence.range);
    writer->Text("text", sentence.text);
  });
}

void Put(Writer* writer, const Attribute& attribute) {
  writer->Object([&] {
    writer->Text("name", attribute.name);
    writer->Texts("values", attribute.values);
  });
}

void Put(Writer* writer, const SuppliedMention& mention) {
  writer->Object([&] {
    writer->Flag("in_title", mention.field == Field::kTitle);
    writer->Count("begin", mention.range.begin);
    writer->Count("end", mention.range.end);
    writer->Text("entity_id", mention.entity_id);
    writer->Text("type", mention.type == EntityType::kUnspecified
                             ? ""
                             : EntityTypeName(mention.type));
    writer->Text("label", mention.label);
  });
}

void Put(Writer* writer, const Article& article) {
  writer->Object([&] {
    writer->Text("id", article.id);
    writer->Text("title", article.title);
    writer->Text("text", article.text);
    PutTime(writer, "published_at", article.published_at);
    writer->Text("source", article.source);
    writer->Texts("authors", article.authors);
    writer->Text("url", article.url);
    writer->Text("language", article.language);
    writer->Text("section", article.section);
    PutTime(writer, "updated_at", article.updated_at);
    writer->List("attributes", article.attributes);
    writer->Count("version", article.version);
    writer->List("supplied_mentions", article.mentions);
  });
}

void Put(Writer* writer, const ArticleSummary& article) {
  writer->Object([&] {
    writer->Text("id", article.id);
    writer->Text("title", article.title);
    writer->Text("source", article.source);
    PutTime(writer, "published_at", article.published_at);
    writer->Text("url", article.url);
  });
}

void Put(Writer* writer, const Mention& mention) {
  writer->Object([&] {
    writer->Text("entity_id", mention.entity_id);
    writer->Text("type", NameOf(kEntityTypes, mention.type));
    writer->Text("label", mention.label);
    writer->Text("field", FieldName(mention.field));
    writer->Value("range", mention.range);
    writer->Text("surface", mention.surface);
    writer->Value("sentence", mention.sentence);
    writer->Text("rule", NameOf(kRules, mention.rule));
    writer->Real("confidence", mention.confidence);
    writer->Flag("nested", mention.nested);
    if (mention.nested) writer->Value("parent", mention.parent);
    writer->Text("role", NameOf(kRoles, mention.role));
    if (mention.role == MentionRole::kSpeaker) {
      writer->Value("quotation", mention.quotation);
    }
    writer->Flag("unlisted", mention.unlisted);
    writer->Real("link_confidence", mention.link_confidence);
    writer->Text("wikidata_id", mention.wikidata_id);
  });
}

void Put(Writer* writer, const MentionRow& row) {
  writer->Object([&] {
    writer->Value("article", row.article);
    writer->Value("mention", row.mention);
    if (row.window.range.end == 0) return;
    writer->Object("window", [&] {
      writer->Value("range", row.window.range);
      writer->Text("left", row.window.left);
      writer->Text("right", row.window.right);
    });
  });
}

void Put(Writer* writer, const FacetKey& key) {
  writer->Object([&] {
    writer->Text("dimension", NameOf(kDimensions, key.dimension));
    writer->Text("entity_type", NameOf(kEntityTypes, key.entity_type));
    writer->Text("attribute", key.attribute);
  });
}

void Put(Writer* writer, const FacetSurface& surface) {
  writer->Object([&] {
    writer->Text("surface", surface.surface);
    writer->Count("articles", surface.articles);
    writer->Count("mentions", surface.mentions);
  });
}

void Put(Writer* writer, const FacetValue& value) {
  writer->Object([&] {
    writer->Text("value", value.value);
    writer->Text("label", value.label);
    writer->Text("entity_type", NameOf(kEntityTypes, value.entity_type));
    writer->Count("articles", value.articles);
    writer->Count("mentions", value.mentions);
    writer->Flag("selected", value.selected);
    writer->Flag("excluded", value.excluded);
    writer->Text("alias", value.alias);
    writer->List("surfaces", value.surfaces);
    writer->Flag("unlisted", value.unlisted);
  });
}

void Put(Writer* writer, const Facet& facet) {
  writer->Object([&] {
    writer->Value("key", facet.key);
    writer->List("values", facet.values);
    writer->Count("distinct", facet.distinct);
    writer->Count("missing", facet.missing);
    writer->Count("other", facet.other);
    writer->Flag("exact", facet.exact);
  });
}

void Put(Writer* writer, const QueryWarning& warning) {
  writer->Object([&] {
    writer->Text("code", warning.code);
    writer->Value("range", warning.range);
    writer->Text("message", warning.message);
    writer->Text("message_en", warning.message_en);
  });
}

void Put(Writer* writer, const QueryExpansion& expansion) {
  writer->Object([&] {
    writer->Text("kind", NameOf(kExpansionKinds, expansion.kind));
    writer->Value("range", expansion.range);
    writer->Text("source", expansion.source);
    writer->Texts("targets", expansion.targets);
  });
}

void Put(Writer* writer, const QueryUnderstanding& understanding) {
  writer->Object([&] {
    writer->Text("normalized", understanding.normalized);
    writer->List("warnings", understanding.warnings);
    writer->List("expansions", understanding.expansions);
  });
}

}  // namespace vigie::json
