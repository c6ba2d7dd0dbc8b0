#include "json/answers.h"

#include <chrono>

#include "json/names.h"
#include "json/values.h"

namespace vigie::json {

// Found by Writer::List and Writer::Value, and used here alone.
static void Put(Writer* writer, const Passage& passage) {
  writer->Object([&] {
    writer->Text("field", passage.field == Field::kTitle ? "title" : "text");
    writer->Value("sentence", passage.sentence);
    writer->List("highlights", passage.highlights);
  });
}

static void Put(Writer* writer, const Hit& hit) {
  writer->Object([&] {
    writer->Value("article", hit.article);
    writer->Real("score", hit.score);
    writer->Count("mentions", hit.mentions);
    writer->List("title_highlights", hit.title_highlights);
    writer->List("passages", hit.passages);
    writer->Count("matches", hit.matches);
    writer->Text("group", hit.group);
    writer->Count("more_in_group", hit.more_in_group);
  });
}

static void Put(Writer* writer, const QuerySuggestion& suggestion) {
  writer->Object([&] {
    writer->Text("query", suggestion.query);
    writer->Count("total_hits", suggestion.total_hits);
  });
}

static void Put(Writer* writer, const ClauseDiagnosis& clause) {
  writer->Object([&] {
    writer->Value("range", clause.range);
    writer->Text("clause", clause.clause);
    writer->Count("hits_alone", clause.hits_alone);
    writer->Text("cause", NameOf(kCauses, clause.cause));
    writer->Text("repaired_query", clause.repaired_query);
    writer->Count("repaired_hits", clause.repaired_hits);
    writer->Text("message", clause.message);
    writer->Text("message_en", clause.message_en);
  });
}

static void Put(Writer* writer, const Receipt& receipt) {
  writer->Object([&] {
    writer->Count("revision", receipt.revision);
    writer->Text("analyzer_version", receipt.analyzer_version);
    writer->Text("dictionary_version", receipt.dictionary_version);
    writer->Text("query", receipt.query);
    writer->Text("request", receipt.request);
    writer->Count("total_hits", receipt.total_hits);
    writer->Text("digest", receipt.digest);
  });
}

// What every answer to a query says of itself, in the wire's order.
template <typename Result>
static void PutOrigin(Writer* writer, const Result& result) {
  writer->Value("understanding", result.understanding);
  writer->Text("analyzer_version", result.analyzer_version);
  writer->Text("dictionary_version", result.dictionary_version);
  writer->Real(
      "elapsed",
      std::chrono::duration<double>(result.elapsed).count());  // seconds
}

template <typename Result>
void PutPartial(Writer* writer, const Result& result) {
  writer->Text("partial", NameOf(kPartialReasons, result.partial));
  writer->Count("articles_searched", result.articles_searched);
}

std::string Write(const SearchResult& result) {
  Writer writer;
  writer.Object([&] {
    writer.Count("revision", result.revision);
    writer.Count("total_hits", result.total_hits);
    writer.List("hits", result.hits);
    writer.Text("next_page_token", result.next_page_token);
    writer.List("facets", result.facets);
    PutOrigin(&writer, result);
    writer.List("suggestions", result.suggestions);
    writer.List("diagnosis", result.diagnosis);
    writer.Count("total_groups", result.total_groups);
    if (result.receipt.has_value()) writer.Value("receipt", *result.receipt);
    PutPartial(&writer, result);
  });
  return writer.Take();
}

std::string Write(const MentionResult& result) {
  Writer writer;
  writer.Object([&] {
    writer.Count("revision", result.revision);
    writer.Count("total_mentions", result.total_mentions);
    writer.Count("total_articles", result.total_articles);
    writer.List("rows", result.rows);
    writer.Text("next_page_token", result.next_page_token);
    PutOrigin(&writer, result);
    PutPartial(&writer, result);
  });
  return writer.Take();
}

std::string Write(const FacetsResult& result) {
  Writer writer;
  writer.Object([&] {
    writer.Count("revision", result.revision);
    writer.Count("total_hits", result.total_hits);
    writer.List("facets", result.facets);
    PutOrigin(&writer, result);
    PutPartial(&writer, result);
  });
  return writer.Take();
}

std::string Write(const MentionRow& row) {
  Writer writer;
  Put(&writer, row);
  return writer.Take();
}

std::string Write(const Article& article) {
  Writer writer;
  Put(&writer, article);
  return writer.Take();
}

}  // namespace vigie::json
