#include "json/answers.h"

#include "json/names.h"
#include "json/values.h"

namespace vigie::json {
namespace {

ordered_json ToJson(const Passage& passage) {
  return {{"field", passage.field == Field::kTitle ? "title" : "text"},
          {"sentence", json::ToJson(passage.sentence)},
          {"highlights", ToArray(passage.highlights)}};
}

ordered_json ToJson(const Hit& hit) {
  ordered_json passages = ordered_json::array();
  for (const Passage& passage : hit.passages) {
    passages.push_back(ToJson(passage));
  }
  return {{"article", json::ToJson(hit.article)},
          {"score", hit.score},
          {"mentions", hit.mentions},
          {"title_highlights", ToArray(hit.title_highlights)},
          {"passages", std::move(passages)},
          {"matches", hit.matches},
          {"group", hit.group},
          {"more_in_group", hit.more_in_group}};
}

ordered_json ToJson(const ClauseDiagnosis& clause) {
  return {{"range", json::ToJson(clause.range)},
          {"clause", clause.clause},
          {"hits_alone", clause.hits_alone},
          {"cause", NameOf(kCauses, clause.cause)},
          {"repaired_query", clause.repaired_query},
          {"repaired_hits", clause.repaired_hits},
          {"message", clause.message},
          {"message_en", clause.message_en}};
}

ordered_json ToJson(const Receipt& receipt) {
  return {{"revision", receipt.revision},
          {"analyzer_version", receipt.analyzer_version},
          {"dictionary_version", receipt.dictionary_version},
          {"query", receipt.query},
          {"request", receipt.request},
          {"total_hits", receipt.total_hits},
          {"digest", receipt.digest}};
}

// What every answer to a query says of itself, in the wire's order.
template <typename Result>
void PutOrigin(const Result& result, ordered_json* object) {
  (*object)["understanding"] = json::ToJson(result.understanding);
  (*object)["analyzer_version"] = result.analyzer_version;
  (*object)["dictionary_version"] = result.dictionary_version;
  (*object)["elapsed"] =
      std::chrono::duration<double>(result.elapsed).count();  // seconds
}

// Bytes that are not UTF-8 become U+FFFD.
std::string Dump(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace

std::string Write(const SearchResult& result) {
  ordered_json hits = ordered_json::array();
  for (const Hit& hit : result.hits) hits.push_back(ToJson(hit));
  ordered_json object = {{"revision", result.revision},
                         {"total_hits", result.total_hits},
                         {"hits", std::move(hits)},
                         {"next_page_token", result.next_page_token},
                         {"facets", ToArray(result.facets)}};
  PutOrigin(result, &object);
  ordered_json& suggestions = object["suggestions"] = ordered_json::array();
  for (const QuerySuggestion& suggestion : result.suggestions) {
    suggestions.push_back(
        {{"query", suggestion.query}, {"total_hits", suggestion.total_hits}});
  }
  ordered_json& diagnosis = object["diagnosis"] = ordered_json::array();
  for (const ClauseDiagnosis& clause : result.diagnosis) {
    diagnosis.push_back(ToJson(clause));
  }
  object["total_groups"] = result.total_groups;
  if (result.receipt.has_value()) object["receipt"] = ToJson(*result.receipt);
  return Dump(object);
}

std::string Write(const MentionResult& result) {
  ordered_json object = {{"revision", result.revision},
                         {"total_mentions", result.total_mentions},
                         {"total_articles", result.total_articles},
                         {"rows", ToArray(result.rows)},
                         {"next_page_token", result.next_page_token}};
  PutOrigin(result, &object);
  return Dump(object);
}

std::string Write(const FacetsResult& result) {
  ordered_json object = {{"revision", result.revision},
                         {"total_hits", result.total_hits},
                         {"facets", ToArray(result.facets)}};
  PutOrigin(result, &object);
  return Dump(object);
}

std::string Write(const MentionRow& row) { return Dump(json::ToJson(row)); }

std::string Write(const Article& article) {
  return Dump(json::ToJson(article));
}

}  // namespace vigie::json
