#include "match/answer_suggest.h"

#include <algorithm>
#include <utility>

#include "match/call_poll.h"
#include "match/name_pattern.h"
#include "match/stopwatch.h"

namespace vigie::match {
namespace {

constexpr size_t kMostBytes = 200;
constexpr uint32_t kDefaultSuggestions = 8;
constexpr uint32_t kMostSuggestions = 50;

// A suggestion and whether what was typed begins it.
struct Ranked {
  Suggestion suggestion;
  bool first = false;
};

void Append(std::vector<Ranked> ranked, uint32_t limit,
            std::vector<Suggestion>* suggestions) {
  const size_t kept = std::min<size_t>(ranked.size(), limit);
  std::partial_sort(ranked.begin(),
                    ranked.begin() + static_cast<std::ptrdiff_t>(kept),
                    ranked.end(), [](const Ranked& a, const Ranked& b) {
                      if (a.first != b.first) return a.first;
                      if (a.suggestion.articles != b.suggestion.articles) {
                        return a.suggestion.articles > b.suggestion.articles;
                      }
                      if (a.suggestion.text != b.suggestion.text) {
                        return a.suggestion.text < b.suggestion.text;
                      }
                      return a.suggestion.entity_id < b.suggestion.entity_id;
                    });
  for (size_t i = 0; i < kept; ++i) {
    suggestions->push_back(std::move(ranked[i].suggestion));
  }
}

// A value in quotation marks, which it cannot hold itself.
std::string Quoted(const char* field, std::string value) {
  value.erase(std::remove(value.begin(), value.end(), '"'), value.end());
  return field + (":\"" + value + "\"");
}

std::vector<Ranked> FindEntities(const Corpus& corpus,
                                 const SuggestRequest& request,
                                 const NamePattern& pattern) {
  const Background& background = corpus.background->Get();
  std::vector<Ranked> found;
  for (NamedEntity& named : corpus.catalog->names().Find(pattern)) {
    const CatalogEntity& entity = corpus.catalog->entities()[named.entity];
    const uint32_t articles = background.entity_articles[named.entity];
    const bool wanted = request.types.empty() ||
                        std::find(request.types.begin(), request.types.end(),
                                  entity.type) != request.types.end();
    if (!wanted || articles == 0) continue;
    Suggestion suggestion;
    suggestion.kind = Suggestion::Kind::kEntity;
    suggestion.text = entity.label;
    suggestion.query = Quoted("entity", std::string(entity.id));
    suggestion.entity_id = entity.id;
    suggestion.type = entity.type;
    suggestion.alias = std::move(named.alias);
    suggestion.articles = articles;
    found.push_back({std::move(suggestion), named.first});
  }
  return found;
}

std::vector<Ranked> FindSources(const Corpus& corpus,
                                const NamePattern& pattern) {
  const Background& background = corpus.background->Get();
  const Catalog& catalog = *corpus.catalog;
  std::vector<Ranked> found;
  for (uint32_t i = 0; i < catalog.sources().size(); ++i) {
    const std::string& folded = catalog.folded_sources()[i];
    if (background.source_articles[i] == 0 || folded.empty() ||
        !pattern.MatchesFolded(folded)) {
      continue;
    }
    Suggestion suggestion;
    suggestion.kind = Suggestion::Kind::kSource;
    suggestion.text = catalog.sources()[i];
    suggestion.query = Quoted("source", suggestion.text);
    suggestion.articles = background.source_articles[i];
    const std::string& first = pattern.words().front();
    found.push_back(
        {std::move(suggestion), folded.compare(0, first.size(), first) == 0});
  }
  return found;
}

std::vector<Ranked> FindWords(const Corpus& corpus, const NamePattern& pattern,
                              uint32_t limit) {
  std::vector<Ranked> found;
  if (pattern.words().size() != 1) return found;
  for (const NearWord& word :
       corpus.vocabulary->Get().StartingWith(pattern.words().front(), limit)) {
    Suggestion suggestion;
    suggestion.kind = Suggestion::Kind::kWord;
    suggestion.text = word.word;
    suggestion.query = word.word;
    suggestion.articles = word.articles;
    found.push_back({std::move(suggestion), true});
  }
  return found;
}

}  // namespace

Result<SuggestResult> AnswerSuggest(const Corpus& corpus,
                                    const SuggestRequest& request) {
  const Stopwatch stopwatch;
  if (Status status = CheckControl(request.control); !status.ok()) {
    return status;
  }
  if (request.text.size() > kMostBytes) {
    return Status(StatusCode::kInvalidArgument,
                  "suggestions are made for at most " +
                      std::to_string(kMostBytes) + " bytes",
                  "SUGGEST_TEXT");
  }
  SuggestResult result;
  result.revision = corpus.revision;
  const NamePattern pattern(request.text);
  const uint32_t limit = request.limit == 0
                             ? kDefaultSuggestions
                             : std::min(request.limit, kMostSuggestions);
  if (!pattern.empty()) {
    if (request.entities) {
      Append(FindEntities(corpus, request, pattern), limit,
             &result.suggestions);
    }
    if (request.sources) {
      Append(FindSources(corpus, pattern), limit, &result.suggestions);
    }
    if (request.words) {
      Append(FindWords(corpus, pattern, limit), limit, &result.suggestions);
    }
  }
  result.elapsed = stopwatch.elapsed();
  return result;
}

}  // namespace vigie::match
