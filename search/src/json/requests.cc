#include "json/requests.h"

#include <string>
#include <utility>

#include "json/members.h"
#include "json/names.h"
#include "vigie/mention.h"
#include "vigie/time.h"

namespace vigie::json {
namespace {

void ReadKey(Members& members, FacetKey* key) {
  members.ReadEnum("dimension", kDimensions, &key->dimension);
  members.ReadEnum("entity_type", kEntityTypes, &key->entity_type);
  members.Read("attribute", &key->attribute);
}

void ReadSelection(Members& members, FacetSelection* selection) {
  members.ReadObject("key", [&](Members& m) { ReadKey(m, &selection->key); });
  uint32_t mode = 0;
  members.ReadEnum("mode", kModes, &mode);
  selection->mode =
      mode == 2 ? FacetSelection::Mode::kAnd : FacetSelection::Mode::kOr;
  members.Read("include", &selection->include);
  members.Read("exclude", &selection->exclude);
}

void ReadFacet(Members& members, FacetRequest* facet) {
  members.ReadObject("key", [&](Members& m) { ReadKey(m, &facet->key); });
  members.Read("limit", &facet->limit);
  members.Read("matching", &facet->matching);
  members.Read("surfaces", &facet->surfaces);
}

void ReadOptions(Members& members, QueryOptions* options) {
  uint32_t joined = 0;
  members.ReadEnum("default_operator", kOperators, &joined);
  options->default_operator =
      joined == 2 ? QueryOptions::Operator::kOr : QueryOptions::Operator::kAnd;
  members.Read("strict", &options->strict);
  members.Read("typo_tolerance", &options->typo_tolerance);
  members.Read("expand", &options->expand);
  members.Read("require_complete", &options->require_complete);
}

// What every request on a query has.
template <typename Request>
void ReadQuery(Members& members, Request* request) {
  members.Read("query", &request->query);
  members.ReadObject("options",
                     [&](Members& m) { ReadOptions(m, &request->options); });
  members.ReadObjects("selections", [&](Members& m) {
    ReadSelection(m, &request->selections.emplace_back());
  });
  uint32_t unit = 0;
  members.ReadEnum("range_unit", kRangeUnits, &unit);
  if (unit > 1) members.Fail("range_unit", "bytes: others are the server's");
}

template <typename Request>
void ReadFacets(Members& members, Request* request) {
  members.ReadObjects("facets", [&](Members& m) {
    ReadFacet(m, &request->facets.emplace_back());
  });
}

void ReadTime(Members& members, const char* name,
              std::optional<PublicationTime>* time) {
  std::string text;
  members.Read(name, &text);
  if (text.empty()) return;
  const Result<PublicationTime> parsed = ParsePublicationTime(text);
  if (!parsed.ok()) return members.Fail(name, "a date, such as 2026-03-14");
  *time = *parsed;
}

void ReadSupplied(Members& members, SuppliedMention* mention) {
  bool in_title = false;
  members.Read("in_title", &in_title);
  mention->field = in_title ? Field::kTitle : Field::kText;
  members.Read("begin", &mention->range.begin);
  members.Read("end", &mention->range.end);
  members.Read("entity_id", &mention->entity_id);
  std::string type;
  members.Read("type", &type);
  mention->type = EntityTypeFromName(type);
  if (!type.empty() && mention->type == EntityType::kUnspecified) {
    members.Fail("type", "the name of an entity type");
  }
  members.Read("label", &mention->label);
}

void ReadIndexOptions(Members& members, IndexOptions* options) {
  members.Read("positions", &options->positions);
  members.Read("keep_versions", &options->keep_versions);
  members.Read("kept_revisions", &options->kept_revisions);
  members.Read("recognize", &options->recognize);
  members.Read("unlisted_names", &options->unlisted_names);
  members.Read("facet_attributes", &options->facet_attributes);
}

// Reads a Value by `body`, called with members and value.
template <typename Value, typename Body>
Result<Value> ReadAs(std::string_view text, const Body& body) {
  Value value;
  Status status =
      ReadObjectText(text, [&](Members& members) { body(members, &value); });
  if (!status.ok()) return status;
  return value;
}

}  // namespace

Result<SearchRequest> ReadSearchRequest(std::string_view text) {
  return ReadAs<SearchRequest>(text, [](Members& members, SearchRequest* to) {
    ReadQuery(members, to);
    ReadFacets(members, to);
    SortOrder sort = SortOrder::kUnspecified;
    members.ReadEnum("sort", kSortOrders, &sort);
    if (sort != SortOrder::kUnspecified) to->sort = sort;
    members.Read("page_size", &to->page_size);
    members.Read("page_token", &to->page_token);
    members.Read("passages_per_hit", &to->passages_per_hit);
    members.Read("freshness_half_life_days", &to->freshness_half_life_days);
    FacetKey collapse;
    if (members.ReadObject("collapse",
                           [&](Members& m) { ReadKey(m, &collapse); })) {
      to->collapse = std::move(collapse);
    }
    members.Read("receipt", &to->receipt);
  });
}

Result<MentionRequest> ReadMentionRequest(std::string_view text) {
  return ReadAs<MentionRequest>(text, [](Members& members, MentionRequest* to) {
    ReadQuery(members, to);
    uint32_t scope = 0;
    members.ReadEnum("scope", kScopes, &scope);
    to->scope = scope == 2 ? MentionRequest::Scope::kEntitiesInHits
                           : MentionRequest::Scope::kMatches;
    members.ReadEnums("types", kEntityTypes, &to->types);
    members.Read("page_size", &to->page_size);
    members.Read("page_token", &to->page_token);
    members.ReadObject("filter", [&](Members& filter) {
      filter.ReadEnums("roles", kRoles, &to->roles);
      filter.ReadEnums("sections", kSections, &to->sections);
      filter.Read("speakers", &to->speakers);
      filter.Read("least_confidence", &to->least_confidence);
    });
    members.Read("window", &to->window);
  });
}

Result<FacetsRequest> ReadFacetsRequest(std::string_view text) {
  return ReadAs<FacetsRequest>(text, [](Members& members, FacetsRequest* to) {
    ReadQuery(members, to);
    ReadFacets(members, to);
  });
}

Result<Article> ReadArticle(std::string_view text) {
  return ReadAs<Article>(text, [](Members& members, Article* to) {
    members.Read("id", &to->id);
    members.Read("title", &to->title);
    members.Read("text", &to->text);
    ReadTime(members, "published_at", &to->published_at);
    members.Read("source", &to->source);
    members.Read("authors", &to->authors);
    members.Read("url", &to->url);
    members.Read("language", &to->language);
    members.Read("section", &to->section);
    ReadTime(members, "updated_at", &to->updated_at);
    members.ReadObjects("attributes", [&](Members& m) {
      Attribute& attribute = to->attributes.emplace_back();
      m.Read("name", &attribute.name);
      m.Read("values", &attribute.values);
    });
    members.Read("version", &to->version);
    members.ReadObjects("supplied_mentions", [&](Members& m) {
      ReadSupplied(m, &to->mentions.emplace_back());
    });
  });
}

Result<WriterOptions> ReadWriterOptions(std::string_view text) {
  return ReadAs<WriterOptions>(text, [](Members& members, WriterOptions* to) {
    members.Read("dictionary_path", &to->dictionary_path);
    members.Read("overlay_path", &to->overlay_path);
    members.Read("names_model_path", &to->names_model_path);
    members.Read("segment_text_bytes", &to->segment_text_bytes);
    members.Read("threads", &to->threads);
    members.Read("memory_bytes", &to->memory_bytes);
    members.Read("merge_memory_bytes", &to->merge_memory_bytes);
    IndexOptions index;
    if (members.ReadObject("index",
                           [&](Members& m) { ReadIndexOptions(m, &index); })) {
      to->index = std::move(index);
    }
  });
}

}  // namespace vigie::json
