#include "match/receipt.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "match/answer_search.h"
#include "match/digest.h"

namespace vigie::match {
namespace {

// Keys in the order of their bytes.
using Json = nlohmann::json;

constexpr int kVersion = 1;
constexpr size_t kMostBytes = 1U << 20;

Json ToJson(const FacetKey& key) {
  return Json::array({static_cast<int>(key.dimension),
                      static_cast<int>(key.entity_type), key.attribute});
}

Json ToJson(const ByteRange& range) {
  return Json::array({range.begin, range.end});
}

Json ToJson(const std::vector<ByteRange>& ranges) {
  Json list = Json::array();
  for (const ByteRange& range : ranges) list.push_back(ToJson(range));
  return list;
}

Json ToJson(const Facet& facet) {
  Json values = Json::array();
  for (const FacetValue& value : facet.values) {
    Json surfaces = Json::array();
    for (const FacetSurface& surface : value.surfaces) {
      surfaces.push_back({surface.surface, surface.articles, surface.mentions});
    }
    values.push_back({value.value, value.label, value.articles, value.mentions,
                      value.selected, value.excluded, value.alias,
                      std::move(surfaces)});
  }
  return {{"key", ToJson(facet.key)},
          {"values", std::move(values)},
          {"distinct", facet.distinct},
          {"missing", facet.missing},
          {"other", facet.other}};
}

Json ToJson(const Hit& hit) {
  Json passages = Json::array();
  for (const Passage& passage : hit.passages) {
    passages.push_back({static_cast<int>(passage.field),
                        ToJson(passage.sentence.range), passage.sentence.text,
                        ToJson(passage.highlights)});
  }
  return {{"id", hit.article.id},
          {"title", hit.article.title},
          {"score", hit.score},
          {"mentions", hit.mentions},
          {"matches", hit.matches},
          {"group", hit.group},
          {"more", hit.more_in_group},
          {"title_highlights", ToJson(hit.title_highlights)},
          {"passages", std::move(passages)}};
}

std::string Text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

FacetKey KeyFrom(const Json& json) {
  FacetKey key;
  key.dimension = static_cast<FacetDimension>(json.at(0).get<uint8_t>());
  key.entity_type = static_cast<EntityType>(json.at(1).get<uint8_t>());
  key.attribute = json.at(2).get<std::string>();
  return key;
}

// Throws what the JSON reader throws.
ReadRequest ReadFrom(const Json& json) {
  ReadRequest read;
  SearchRequest& request = read.request;
  request.query = json.at("query").get<std::string>();
  const Json& options = json.at("options");
  request.options.default_operator = options.at(0).get<bool>()
                                         ? QueryOptions::Operator::kOr
                                         : QueryOptions::Operator::kAnd;
  request.options.strict = options.at(1).get<bool>();
  request.options.typo_tolerance = options.at(2).get<bool>();
  request.options.expand = options.at(3).get<bool>();
  for (const Json& from : json.at("selections")) {
    FacetSelection selection;
    selection.key = KeyFrom(from.at(0));
    selection.mode = from.at(1).get<bool>() ? FacetSelection::Mode::kAnd
                                            : FacetSelection::Mode::kOr;
    selection.include = from.at(2).get<std::vector<std::string>>();
    selection.exclude = from.at(3).get<std::vector<std::string>>();
    request.selections.push_back(std::move(selection));
  }
  for (const Json& from : json.at("facets")) {
    request.facets.push_back({KeyFrom(from.at(0)), from.at(1).get<uint32_t>(),
                              from.at(2).get<std::string>(),
                              from.at(3).get<uint32_t>()});
  }
  request.sort = static_cast<SortOrder>(json.at("sort").get<uint8_t>());
  request.freshness_half_life_days = json.at("freshness").get<double>();
  request.page_size = json.at("page_size").get<uint32_t>();
  request.passages_per_hit = json.at("passages").get<uint32_t>();
  if (const Json& key = json.at("collapse"); !key.is_null()) {
    request.collapse = KeyFrom(key);
  }
  request.receipt = true;
  read.page.offset = json.at("offset").get<uint64_t>();
  read.page.today = json.at("day").get<int32_t>();
  return read;
}

Status NoReceipt(const std::string& why) {
  return {StatusCode::kInvalidArgument, "this is no receipt: " + why,
          "RECEIPT"};
}

void Tell(const char* what, const std::string& then, const std::string& now,
          std::vector<std::string>* differences) {
  if (then == now) return;
  differences->push_back(std::string(what) + ": " + then + " then, " + now +
                         " now");
}

}  // namespace

std::string CanonicalRequest(const SearchRequest& request,
                             const PageStart& page) {
  Json selections = Json::array();
  for (const FacetSelection& selection : request.selections) {
    selections.push_back({ToJson(selection.key),
                          selection.mode == FacetSelection::Mode::kAnd,
                          selection.include, selection.exclude});
  }
  Json facets = Json::array();
  for (const FacetRequest& facet : request.facets) {
    facets.push_back(
        {ToJson(facet.key), facet.limit, facet.matching, facet.surfaces});
  }
  const QueryOptions& options = request.options;
  return Text(
      {{"version", kVersion},
       {"query", request.query},
       {"options",
        {options.default_operator == QueryOptions::Operator::kOr,
         options.strict, options.typo_tolerance, options.expand}},
       {"selections", std::move(selections)},
       {"facets", std::move(facets)},
       {"sort", static_cast<int>(request.sort == SortOrder::kUnspecified
                                     ? SortOrder::kRelevance
                                     : request.sort)},
       {"freshness", request.freshness_half_life_days},
       {"page_size", PageSize(request)},
       {"passages", request.passages_per_hit},
       {"collapse", request.collapse ? ToJson(*request.collapse) : Json()},
       {"offset", page.offset},
       {"day", page.today}});
}

Result<ReadRequest> ReadCanonicalRequest(std::string_view text) {
  if (text.size() > kMostBytes) return NoReceipt("its request is too long");
  try {
    const Json json = Json::parse(text);
    if (json.at("version").get<int>() != kVersion) {
      return NoReceipt("its request is of another version");
    }
    ReadRequest read = ReadFrom(json);
    if (CanonicalRequest(read.request, read.page) != text) {
      return NoReceipt("its request is not in canonical form");
    }
    return read;
  } catch (const Json::exception&) {
    return NoReceipt("its request cannot be read");
  }
}

std::string DigestOf(const SearchResult& result) {
  Json hits = Json::array();
  for (const Hit& hit : result.hits) hits.push_back(ToJson(hit));
  Json facets = Json::array();
  for (const Facet& facet : result.facets) facets.push_back(ToJson(facet));
  Json suggestions = Json::array();
  for (const QuerySuggestion& suggestion : result.suggestions) {
    suggestions.push_back({suggestion.query, suggestion.total_hits});
  }
  Json diagnosis = Json::array();
  for (const ClauseDiagnosis& clause : result.diagnosis) {
    diagnosis.push_back({ToJson(clause.range), clause.hits_alone,
                         static_cast<int>(clause.cause), clause.repaired_query,
                         clause.repaired_hits});
  }
  return Sha256(Text({{"total_hits", result.total_hits},
                      {"total_groups", result.total_groups},
                      {"query", result.understanding.normalized},
                      {"hits", std::move(hits)},
                      {"facets", std::move(facets)},
                      {"suggestions", std::move(suggestions)},
                      {"diagnosis", std::move(diagnosis)}}));
}

Receipt MakeReceipt(const SearchRequest& request, const PageStart& page,
                    const SearchResult& result) {
  Receipt receipt;
  receipt.revision = result.revision;
  receipt.analyzer_version = result.analyzer_version;
  receipt.dictionary_version = result.dictionary_version;
  receipt.query = result.understanding.normalized;
  receipt.request = CanonicalRequest(request, page);
  receipt.total_hits = result.total_hits;
  receipt.digest = DigestOf(result);
  return receipt;
}

Result<ReplayResult> AnswerReplay(const Corpus& corpus,
                                  const ReplayRequest& request) {
  const Receipt& receipt = request.receipt;
  Result<ReadRequest> read = ReadCanonicalRequest(receipt.request);
  if (!read.ok()) return read.status();
  if (receipt.revision != corpus.revision && !request.at_head) {
    return Status(StatusCode::kFailedPrecondition,
                  "the receipt is of revision " +
                      std::to_string(receipt.revision) + ", and revision " +
                      std::to_string(corpus.revision) +
                      " answers; ask for the newest revision to see what "
                      "differs",
                  "REVISION_EXPIRED");
  }
  read->request.control = request.control;
  // Part of an answer tells nothing of the whole one, and has no receipt.
  read->request.options.require_complete = true;
  Result<SearchResult> result = AnswerPage(corpus, read->request, read->page);
  if (!result.ok()) return result.status();
  ReplayResult replay;
  const Receipt& now = *result->receipt;
  Tell("revision", std::to_string(receipt.revision),
       std::to_string(now.revision), &replay.differences);
  Tell("analyzer_version", receipt.analyzer_version, now.analyzer_version,
       &replay.differences);
  Tell("dictionary_version", receipt.dictionary_version, now.dictionary_version,
       &replay.differences);
  Tell("query", receipt.query, now.query, &replay.differences);
  Tell("total_hits", std::to_string(receipt.total_hits),
       std::to_string(now.total_hits), &replay.differences);
  Tell("digest", receipt.digest, now.digest, &replay.differences);
  replay.identical = receipt.digest == now.digest;
  replay.result = std::move(result).value();
  return replay;
}

}  // namespace vigie::match
