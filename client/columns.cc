// Which columns the tables of each command have. Names are stable; new columns
// come last.
#include <map>
#include <sstream>

#include "client/records.h"

namespace vigie::client {
namespace {

// "a=x.y b c": name and path, or one word for both.
std::vector<Column> Parse(const char* list) {
  std::istringstream words(list);
  std::vector<Column> columns;
  std::string word;
  while (words >> word) {
    const size_t equals = word.find('=');
    columns.push_back({word.substr(0, equals),
                       equals == word.npos ? word : word.substr(equals + 1)});
  }
  return columns;
}

constexpr char kHits[] =
    "id=article.id title=article.title source=article.source "
    "published_at=article.published_at authors=article.authors "
    "section=article.section url=article.url score mentions matches "
    "passages=passages.sentence.text";
constexpr char kArticles[] =
    "id title source published_at authors section language url text";
constexpr char kMentions[] =
    "id=article.id title=article.title source=article.source "
    "published_at=article.published_at url=article.url entity_id=entity.id "
    "type=entity.type label=entity.label field begin end surface "
    "sentence=sentence.text rule confidence nested role left=window.left "
    "right=window.right";

const char* Listed(Verb verb) {
  static const std::map<Verb, const char*> kColumns = {
      {Verb::kSearch, kHits},
      {Verb::kMentions, kMentions},
      {Verb::kExport, kArticles},
      {Verb::kShow,
       "id=article.id title=article.title source=article.source "
       "published_at=article.published_at authors=article.authors "
       "section=article.section language=article.language url=article.url "
       "text=article.text mentions=mentions.surface"},
      {Verb::kFacets,
       "value label dimension=key.dimension entity_type "
       "attribute=key.attribute "
       "articles mentions selected excluded alias surfaces=surfaces.surface"},
      {Verb::kTimeline, "label articles mentions total share complete"},
      {Verb::kRelated,
       "entity_id label type articles expected mentions score "
       "evidence=evidence.sentence.text"},
      {Verb::kCompare,
       "value label dimension=key.dimension entity_type=key.entity_type side "
       "first second score"},
      {Verb::kSimilar,
       "id=article.id title=article.title source=article.source "
       "published_at=article.published_at url=article.url score shared "
       "resemblance containment near_duplicate"},
      {Verb::kSuggest, "query kind text entity_id type alias articles"},
      {Verb::kExplain, "line clause name matches weight message reading"},
      {Verb::kCompleteness,
       "line entity_id label rule article=article.id surface word name "
       "articles mentions sentence=sentence.text"},
      {Verb::kEntity,
       "value label entity_type articles mentions alias unlisted "
       "surfaces=surfaces.surface"},
      {Verb::kAnalyze,
       "position length begin=range.begin end=range.end form stem rules"},
      {Verb::kStatus,
       "revision=index.revision articles=index.articles "
       "mentions=index.mentions entities=index.entities bytes=index.bytes "
       "oldest=index.oldest newest=index.newest "
       "analyzer_version=index.analyzer_version "
       "dictionary_version=index.dictionary_version server_version"},
      {Verb::kWatchIndex,
       "revision articles mentions bytes newest dictionary_version"},
      {Verb::kReceipt,
       "digest revision query total_hits analyzer_version "
       "dictionary_version"},
      {Verb::kReplay,
       "identical differences total_hits=response.total_hits "
       "revision=response.revision"},
  };
  const auto found = kColumns.find(verb);
  return found == kColumns.end() ? "id" : found->second;
}

}  // namespace

std::vector<Column> ColumnsOf(const Options& options) {
  std::vector<Column> columns = Parse(Listed(options.verb));
  if (options.verb != Verb::kTimeline) return columns;
  for (size_t i = 0; i < options.series.size(); ++i) {
    const std::string path = "series." + std::to_string(i) + ".";
    columns.push_back({options.series[i], path + "articles"});
    columns.push_back({options.series[i] + " mentions", path + "mentions"});
  }
  return columns;
}

}  // namespace vigie::client
