#include "server/request_limits.h"

#include <cmath>
#include <string>

namespace vigie::server {
namespace {

constexpr char kInvalid[] = "FIELD_INVALID";

// Collects what is wrong with one request; the first fault gives the status.
class Faults {
 public:
  void Add(const std::string& field, const std::string& description,
           const char* reason = kInvalid) {
    if (check_.status.ok()) {
      check_.status = Status(StatusCode::kInvalidArgument,
                             field + ": " + description, reason);
    }
    check_.violations.push_back({field, description});
  }

  void AtMost(const std::string& field, size_t size, size_t limit,
              const char* unit, const char* reason = kInvalid) {
    if (size <= limit) return;
    Add(field,
        "has " + std::to_string(size) + " " + unit + "; at most " +
            std::to_string(limit) + " are accepted",
        reason);
  }

  void Known(const std::string& field, bool known) {
    if (!known) Add(field, "is not a value that this server knows");
  }

  RequestCheck Take() { return std::move(check_); }

 private:
  RequestCheck check_;
};

std::string At(const char* field, int index) {
  return std::string(field) + "[" + std::to_string(index) + "]";
}

void CheckKey(const v1::FacetKey& key, const std::string& field,
              Faults* faults) {
  if (key.dimension() == v1::FACET_DIMENSION_UNSPECIFIED) {
    faults->Add(field + ".dimension", "is required");
  }
  faults->Known(field + ".dimension",
                v1::FacetDimension_IsValid(key.dimension()));
  faults->Known(field + ".entity_type",
                v1::EntityType_IsValid(key.entity_type()));
}

template <typename Request>
void CheckFacets(const Request& request, Faults* faults) {
  faults->AtMost("facets", request.facets_size(), RequestLimits::kListItems,
                 "items");
  for (int i = 0; i < request.facets_size(); ++i) {
    CheckKey(request.facets(i).key(), At("facets", i) + ".key", faults);
    faults->AtMost(At("facets", i) + ".matching",
                   request.facets(i).matching().size(),
                   RequestLimits::kMatchingBytes, "bytes", "FACET_MATCHING");
  }
}

template <typename Request>
void CheckSelections(const Request& request, Faults* faults) {
  faults->AtMost("selections", request.selections_size(),
                 RequestLimits::kListItems, "items");
  for (int i = 0; i < request.selections_size(); ++i) {
    const v1::FacetSelection& selection = request.selections(i);
    const std::string field = At("selections", i);
    CheckKey(selection.key(), field + ".key", faults);
    faults->Known(field + ".mode",
                  v1::FacetSelection::Mode_IsValid(selection.mode()));
    faults->AtMost(field + ".include", selection.include_size(),
                   RequestLimits::kSelectionValues, "items");
    faults->AtMost(field + ".exclude", selection.exclude_size(),
                   RequestLimits::kSelectionValues, "items");
  }
}

template <typename Request>
void CheckWords(const Request& request, Faults* faults) {
  faults->AtMost("query", request.query().size(), RequestLimits::kQueryBytes,
                 "bytes", "QUERY_TOO_COMPLEX");
  faults->AtMost("request", request.ByteSizeLong(), RequestLimits::kSearchBytes,
                 "bytes", "REQUEST_TOO_LARGE");
  faults->Known(
      "options.default_operator",
      v1::QueryOptions::Operator_IsValid(request.options().default_operator()));
}

// The fields that every request with a query has, whose answer has ranges.
template <typename Request>
void CheckQuery(const Request& request, Faults* faults) {
  CheckWords(request, faults);
  faults->Known("range_unit", v1::RangeUnit_IsValid(request.range_unit()));
}

template <typename Request>
void CheckFreshness(const Request& request, Faults* faults) {
  const double days = request.freshness_half_life_days();
  if (!std::isfinite(days) || days < 0) {
    faults->Add("freshness_half_life_days", "is not a number of days");
  }
}

template <typename Request>
void CheckTypes(const Request& request, Faults* faults) {
  faults->AtMost("types", request.types_size(), RequestLimits::kListItems,
                 "items");
  for (int i = 0; i < request.types_size(); ++i) {
    faults->Known(At("types", i),
                  v1::EntityType_IsValid(request.types(i)) &&
                      request.types(i) != v1::ENTITY_TYPE_UNSPECIFIED);
  }
}

void CheckFilter(const v1::MentionFilter& filter, Faults* faults) {
  faults->AtMost("filter.roles", filter.roles_size(), RequestLimits::kListItems,
                 "items");
  for (int i = 0; i < filter.roles_size(); ++i) {
    faults->Known(At("filter.roles", i),
                  v1::MentionRole_IsValid(filter.roles(i)));
  }
  faults->AtMost("filter.sections", filter.sections_size(),
                 RequestLimits::kListItems, "items");
  for (int i = 0; i < filter.sections_size(); ++i) {
    faults->Known(At("filter.sections", i),
                  v1::MentionSection_IsValid(filter.sections(i)) &&
                      filter.sections(i) != v1::MENTION_SECTION_UNSPECIFIED);
  }
  faults->AtMost("filter.speakers", filter.speakers_size(),
                 RequestLimits::kListItems, "items");
  const float least = filter.least_confidence();
  if (!(least >= 0 && least <= 1)) {
    faults->Add("filter.least_confidence", "is not from 0 to 1");
  }
}

// One side of a comparison.
void CheckSide(const v1::QuerySide& side, const std::string& field,
               Faults* faults) {
  faults->AtMost(field + ".query", side.query().size(),
                 RequestLimits::kQueryBytes, "bytes", "QUERY_TOO_COMPLEX");
  faults->Known(
      field + ".options.default_operator",
      v1::QueryOptions::Operator_IsValid(side.options().default_operator()));
  CheckSelections(side, faults);
}

template <typename Request>
RequestCheck CheckMentions(const Request& request) {
  Faults faults;
  CheckQuery(request, &faults);
  CheckSelections(request, &faults);
  faults.Known("scope", v1::MentionScope_IsValid(request.scope()));
  CheckTypes(request, &faults);
  CheckFilter(request.filter(), &faults);
  return faults.Take();
}

void CheckId(const std::string& id, const std::string& field, Faults* faults) {
  if (id.empty()) faults->Add(field, "is required");
  faults->AtMost(field, id.size(), RequestLimits::kIdBytes, "bytes");
}

}  // namespace

RequestCheck Check(const v1::SearchRequest& request) {
  Faults faults;
  CheckQuery(request, &faults);
  CheckSelections(request, &faults);
  CheckFacets(request, &faults);
  CheckFreshness(request, &faults);
  faults.Known("sort", v1::SortOrder_IsValid(request.sort()));
  if (request.has_collapse()) CheckKey(request.collapse(), "collapse", &faults);
  return faults.Take();
}

RequestCheck Check(const v1::StreamArticlesRequest& request) {
  Faults faults;
  CheckWords(request, &faults);
  CheckSelections(request, &faults);
  faults.Known("sort", v1::SortOrder_IsValid(request.sort()));
  return faults.Take();
}

RequestCheck Check(const v1::ReplayRequest& request) {
  Faults faults;
  if (!request.has_receipt()) faults.Add("receipt", "is required", "RECEIPT");
  faults.AtMost("receipt.request", request.receipt().request().size(),
                RequestLimits::kSearchBytes, "bytes", "RECEIPT");
  return faults.Take();
}

RequestCheck Check(const v1::ListMentionsRequest& request) {
  return CheckMentions(request);
}

RequestCheck Check(const v1::StreamMentionsRequest& request) {
  return CheckMentions(request);
}

RequestCheck Check(const v1::ListFacetsRequest& request) {
  Faults faults;
  CheckQuery(request, &faults);
  CheckSelections(request, &faults);
  CheckFacets(request, &faults);
  return faults.Take();
}

RequestCheck Check(const v1::AnalyzeRequest& request) {
  Faults faults;
  faults.AtMost("text", request.text().size(), RequestLimits::kAnalyzeBytes,
                "bytes");
  faults.Known("range_unit", v1::RangeUnit_IsValid(request.range_unit()));
  return faults.Take();
}

RequestCheck Check(const v1::ExplainRequest& request) {
  Faults faults;
  CheckQuery(request, &faults);
  CheckFreshness(request, &faults);
  CheckId(request.article_id(), "article_id", &faults);
  return faults.Take();
}

RequestCheck Check(const v1::TimelineRequest& request) {
  Faults faults;
  CheckQuery(request, &faults);
  CheckSelections(request, &faults);
  faults.Known("step", v1::TimelineStep_IsValid(request.step()));
  faults.AtMost("series", request.series_size(), RequestLimits::kSeries,
                "items");
  return faults.Take();
}

RequestCheck Check(const v1::ReportCompletenessRequest& request) {
  Faults faults;
  CheckQuery(request, &faults);
  CheckId(request.entity(), "entity", &faults);
  return faults.Take();
}

RequestCheck Check(const v1::RelatedRequest& request) {
  Faults faults;
  CheckQuery(request, &faults);
  CheckSelections(request, &faults);
  CheckTypes(request, &faults);
  faults.Known("measure", v1::Association_IsValid(request.measure()));
  return faults.Take();
}

RequestCheck Check(const v1::CompareRequest& request) {
  Faults faults;
  CheckSide(request.first(), "first", &faults);
  CheckSide(request.second(), "second", &faults);
  faults.AtMost("request", request.ByteSizeLong(), RequestLimits::kSearchBytes,
                "bytes", "REQUEST_TOO_LARGE");
  faults.Known("range_unit", v1::RangeUnit_IsValid(request.range_unit()));
  if (request.by().empty()) faults.Add("by", "is required", "COMPARE_KEYS");
  faults.AtMost("by", request.by_size(), RequestLimits::kCompareKeys, "items",
                "COMPARE_KEYS");
  for (int i = 0; i < request.by_size(); ++i) {
    CheckKey(request.by(i), At("by", i), &faults);
  }
  return faults.Take();
}

RequestCheck Check(const v1::SimilarRequest& request) {
  Faults faults;
  CheckId(request.article_id(), "article_id", &faults);
  faults.AtMost("request", request.ByteSizeLong(), RequestLimits::kSearchBytes,
                "bytes", "REQUEST_TOO_LARGE");
  CheckSelections(request, &faults);
  return faults.Take();
}

RequestCheck Check(const v1::SuggestRequest& request) {
  Faults faults;
  faults.AtMost("text", request.text().size(), RequestLimits::kSuggestBytes,
                "bytes", "SUGGEST_TEXT");
  CheckTypes(request, &faults);
  faults.AtMost("kinds", request.kinds_size(), RequestLimits::kListItems,
                "items");
  for (int i = 0; i < request.kinds_size(); ++i) {
    faults.Known(At("kinds", i),
                 v1::SuggestionKind_IsValid(request.kinds(i)) &&
                     request.kinds(i) != v1::SUGGESTION_KIND_UNSPECIFIED);
  }
  return faults.Take();
}

RequestCheck Check(const v1::GetArticleRequest& request) {
  Faults faults;
  CheckId(request.id(), "id", &faults);
  faults.Known("range_unit", v1::RangeUnit_IsValid(request.range_unit()));
  return faults.Take();
}

RequestCheck Check(const v1::BatchGetArticlesRequest& request) {
  Faults faults;
  if (request.ids().empty()) faults.Add("ids", "is required");
  faults.AtMost("ids", request.ids_size(), RequestLimits::kBatchIds, "items");
  for (int i = 0; i < request.ids_size(); ++i) {
    CheckId(request.ids(i), At("ids", i), &faults);
  }
  return faults.Take();
}

RequestCheck Check(const v1::IngestRequest& request) {
  Faults faults;
  if (request.has_deletion()) {
    CheckId(request.deletion().id(), "deletion.id", &faults);
  } else if (!request.has_article()) {
    faults.Add("write", "is required");
  }
  faults.Known("wait_for", v1::WaitFor_IsValid(request.wait_for()));
  return faults.Take();
}

RequestCheck Check(const v1::DeleteArticleRequest& request) {
  Faults faults;
  CheckId(request.id(), "id", &faults);
  faults.Known("wait_for", v1::WaitFor_IsValid(request.wait_for()));
  return faults.Take();
}

RequestCheck Check(const v1::EraseArticleRequest& request) {
  Faults faults;
  CheckId(request.id(), "id", &faults);
  return faults.Take();
}

RequestCheck Check(const v1::GetEntityRequest& request) {
  Faults faults;
  CheckId(request.id(), "id", &faults);
  return faults.Take();
}

RequestCheck Check(const v1::SearchEntitiesRequest& request) {
  Faults faults;
  faults.AtMost("text", request.text().size(), RequestLimits::kSuggestBytes,
                "bytes", "SUGGEST_TEXT");
  CheckTypes(request, &faults);
  return faults.Take();
}

RequestCheck Check(const v1::ListEntitiesRequest& request) {
  Faults faults;
  CheckTypes(request, &faults);
  faults.AtMost("page_token", request.page_token().size(),
                RequestLimits::kEntityTokenBytes, "bytes",
                "PAGE_TOKEN_MALFORMED");
  return faults.Take();
}

RequestCheck Check(const v1::ListRelatedEntitiesRequest& request) {
  Faults faults;
  CheckId(request.id(), "id", &faults);
  CheckTypes(request, &faults);
  faults.Known("measure", v1::Association_IsValid(request.measure()));
  faults.Known("range_unit", v1::RangeUnit_IsValid(request.range_unit()));
  return faults.Take();
}

RequestCheck Check(const v1::GetStatusRequest& /*request*/) { return {}; }

RequestCheck Check(const v1::BackupIndexRequest& request) {
  constexpr size_t kNameBytes = 100;
  constexpr char kAccepted[] =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  Faults faults;
  const std::string& name = request.name();
  faults.AtMost("name", name.size(), kNameBytes, "bytes");
  if (name.empty() || name.front() == '.' ||
      name.find_first_not_of(kAccepted) != std::string::npos) {
    faults.Add(
        "name",
        "is not letters, digits, \"-\", \"_\" and \".\" after the first");
  }
  return faults.Take();
}

}  // namespace vigie::server
