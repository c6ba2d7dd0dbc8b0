#include "wire/convert_article.h"

#include <string>
#include <utility>
#include <vector>

#include "vigie/mention.h"
#include "vigie/time.h"

namespace vigie::wire {

void ToProto(const PublicationTime& from, v1::PublicationTime* to) {
  to->mutable_time()->set_seconds(from.unix_seconds);
  to->set_date_only(from.date_only);
  to->set_local(FormatPublicationTime(from));
}

void ToProto(const Article& from, v1::Article* to) {
  to->set_id(from.id);
  to->set_title(from.title);
  to->set_text(from.text);
  if (from.published_at) {
    ToProto(*from.published_at, to->mutable_published_at());
  }
  to->set_source(from.source);
  for (const std::string& author : from.authors) to->add_authors(author);
  to->set_url(from.url);
  to->set_language(from.language);
  to->set_section(from.section);
  if (from.updated_at) ToProto(*from.updated_at, to->mutable_updated_at());
  for (const Attribute& attribute : from.attributes) {
    v1::Attribute* added = to->add_attributes();
    added->set_name(attribute.name);
    for (const std::string& value : attribute.values) added->add_values(value);
  }
  to->set_version(from.version);
  for (const SuppliedMention& mention : from.mentions) {
    v1::SuppliedMention* added = to->add_supplied_mentions();
    added->set_in_title(mention.field == Field::kTitle);
    added->set_begin(mention.range.begin);
    added->set_end(mention.range.end);
    added->set_entity_id(mention.entity_id);
    if (mention.type != EntityType::kUnspecified) {
      added->set_type(std::string(EntityTypeName(mention.type)));
    }
    added->set_label(mention.label);
  }
}

void ToProto(const ArticleSummary& from, v1::ArticleSummary* to) {
  to->set_id(from.id);
  to->set_title(from.title);
  to->set_source(from.source);
  if (from.published_at) {
    ToProto(*from.published_at, to->mutable_published_at());
  }
  to->set_url(from.url);
}

namespace {

void ToProto(const SegmentInfo& from, v1::SegmentInfo* to) {
  to->set_name(from.name);
  to->set_bytes(from.bytes);
  to->set_articles(from.articles);
  to->set_tombstones(from.tombstones);
  to->set_dictionary_version(from.dictionary_version);
  for (const std::string& version : from.other_dictionary_versions) {
    to->add_other_dictionary_versions(version);
  }
}

}  // namespace

void ToProto(const IndexStatus& from, v1::IndexStatus* to) {
  to->set_revision(from.revision);
  to->set_format_version(from.format_version);
  to->set_articles(from.articles);
  to->set_mentions(from.mentions);
  to->set_entities(from.entities);
  to->set_bytes(from.bytes);
  if (from.oldest) ToProto(*from.oldest, to->mutable_oldest());
  if (from.newest) ToProto(*from.newest, to->mutable_newest());
  to->set_analyzer_version(from.analyzer_version);
  to->set_dictionary_version(from.dictionary_version);
  to->set_applied_sequence(from.applied_sequence);
  for (const SegmentInfo& segment : from.segments) {
    ToProto(segment, to->add_segments());
  }
}

namespace {

PublicationTime FromProto(const v1::PublicationTime& from) {
  return {from.time().seconds(), from.date_only()};
}

Result<SuppliedMention> FromProto(const v1::SuppliedMention& from, int index) {
  SuppliedMention mention;
  mention.field = from.in_title() ? Field::kTitle : Field::kText;
  mention.range = {from.begin(), from.end()};
  mention.entity_id = from.entity_id();
  mention.type = EntityTypeFromName(from.type());
  mention.label = from.label();
  if (!from.type().empty() && mention.type == EntityType::kUnspecified) {
    return Status(StatusCode::kInvalidArgument,
                  "supplied_mentions[" + std::to_string(index) +
                      "].type: is not a type of entity",
                  "FIELD_INVALID");
  }
  return mention;
}

std::vector<std::string> Copy(
    const google::protobuf::RepeatedPtrField<std::string>& from) {
  return {from.begin(), from.end()};
}

}  // namespace

Result<Article> FromProto(const v1::Article& from) {
  Article article;
  article.id = from.id();
  article.title = from.title();
  article.text = from.text();
  if (from.has_published_at()) {
    article.published_at = FromProto(from.published_at());
  }
  article.source = from.source();
  article.authors = Copy(from.authors());
  article.url = from.url();
  article.language = from.language();
  article.section = from.section();
  if (from.has_updated_at()) article.updated_at = FromProto(from.updated_at());
  for (const v1::Attribute& attribute : from.attributes()) {
    article.attributes.push_back({attribute.name(), Copy(attribute.values())});
  }
  article.version = from.version();
  for (int i = 0; i < from.supplied_mentions_size(); ++i) {
    Result<SuppliedMention> mention = FromProto(from.supplied_mentions(i), i);
    if (!mention.ok()) return mention.status();
    article.mentions.push_back(*std::move(mention));
  }
  return article;
}

}  // namespace vigie::wire
