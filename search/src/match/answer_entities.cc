#include "match/answer_entities.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <unordered_set>
#include <utility>

#include "match/call_poll.h"
#include "match/name_pattern.h"
#include "match/stopwatch.h"

namespace vigie::match {
namespace {

constexpr size_t kMostBytes = 200;
constexpr uint32_t kDefaultFound = 20;
constexpr uint32_t kMostFound = 100;
constexpr uint32_t kDefaultPage = 50;
constexpr uint32_t kMostPage = 500;

template <typename Types>
bool Wanted(const Types& types, EntityType type) {
  return types.empty() ||
         std::find(types.begin(), types.end(), type) != types.end();
}

uint32_t Limit(uint32_t asked, uint32_t when_zero, uint32_t most) {
  return asked == 0 ? when_zero : std::min(asked, most);
}

uint32_t ArticlesOf(const Corpus& corpus, std::string_view id) {
  const auto number = corpus.catalog->FindEntity(id);
  return number ? corpus.background->Get().entity_articles[*number] : 0;
}

EntityCard CardOf(const Corpus& corpus, const CatalogEntity& entity) {
  EntityCard card;
  const auto listed = corpus.dictionary->FindById(entity.id);
  if (listed) {
    card.entity = corpus.dictionary->entity(*listed);
  } else {
    card.entity.id = entity.id;
    card.entity.type = entity.type;
    card.entity.label = entity.label;
    card.unlisted = true;
  }
  card.articles = ArticlesOf(corpus, entity.id);
  return card;
}

EntityCard ListedCard(const Corpus& corpus, uint32_t number) {
  EntityCard card;
  card.entity = corpus.dictionary->entity(number);
  card.articles = ArticlesOf(corpus, card.entity.id);
  return card;
}

// A place in the order of ListEntities.
struct Place {
  uint32_t articles = 0;
  std::string_view id;
  bool Before(const Place& other) const {
    if (articles != other.articles) return articles > other.articles;
    return id < other.id;
  }
};

// "12 org/broadcom".
Result<Place> ReadToken(std::string_view token) {
  Place place;
  const char* end = token.data() + token.size();
  const auto [rest, error] = std::from_chars(token.data(), end, place.articles);
  if (error != std::errc() || rest == end || *rest != ' ') {
    return Status(StatusCode::kInvalidArgument,
                  "the page token is not one of this call",
                  "PAGE_TOKEN_MALFORMED");
  }
  place.id = token.substr(static_cast<size_t>(rest - token.data()) + 1);
  return place;
}

struct Ranked {
  Place place;
  uint32_t number = 0;  // of the catalog
};

bool Earlier(const Ranked& a, const Ranked& b) {
  return a.place.Before(b.place);
}

}  // namespace

Result<EntityCard> GetEntity(const Corpus& corpus, std::string_view id) {
  const auto listed = corpus.dictionary->FindById(id);
  if (listed) return ListedCard(corpus, *listed);
  const auto number = corpus.catalog->FindEntity(id);
  if (number && corpus.background->Get().entity_articles[*number] > 0) {
    return CardOf(corpus, corpus.catalog->entities()[*number]);
  }
  return Status(StatusCode::kNotFound,
                "no entity has the id \"" + std::string(id) + "\"",
                "ENTITY_NOT_FOUND");
}

Result<EntitySearchResult> SearchEntities(const Corpus& corpus,
                                          const EntitySearchRequest& request) {
  const Stopwatch stopwatch;
  if (Status status = CheckControl(request.control); !status.ok()) {
    return status;
  }
  if (request.text.size() > kMostBytes) {
    return Status(StatusCode::kInvalidArgument,
                  "names are searched by at most " +
                      std::to_string(kMostBytes) + " bytes",
                  "SUGGEST_TEXT");
  }
  EntitySearchResult result;
  result.revision = corpus.revision;
  const uint32_t limit = Limit(request.limit, kDefaultFound, kMostFound);
  std::unordered_set<std::string> taken;
  for (const uint32_t number : corpus.dictionary->Resolve(request.text)) {
    if (result.entities.size() == limit) break;
    if (!Wanted(request.types, corpus.dictionary->type(number))) continue;
    result.entities.push_back(ListedCard(corpus, number));
    taken.insert(result.entities.back().entity.id);
  }
  const NamePattern pattern(request.text);
  std::vector<Ranked> begun;
  if (!pattern.empty()) {
    const Background& background = corpus.background->Get();
    for (const NamedEntity& named : corpus.catalog->names().Find(pattern)) {
      const CatalogEntity& entity = corpus.catalog->entities()[named.entity];
      const uint32_t articles = background.entity_articles[named.entity];
      if (articles == 0 || !Wanted(request.types, entity.type)) continue;
      std::string id(entity.id);
      if (taken.count(id) > 0) continue;
      begun.push_back({{articles, std::move(id)}, named.entity});
    }
  }
  std::sort(begun.begin(), begun.end(), Earlier);
  for (const Ranked& ranked : begun) {
    if (result.entities.size() == limit) break;
    result.entities.push_back(
        CardOf(corpus, corpus.catalog->entities()[ranked.number]));
  }
  result.elapsed = stopwatch.elapsed();
  return result;
}

Result<EntityListResult> ListEntities(const Corpus& corpus,
                                      const EntityListRequest& request) {
  const Stopwatch stopwatch;
  if (Status status = CheckControl(request.control); !status.ok()) {
    return status;
  }
  Place after{UINT32_MAX, {}};
  if (!request.page_token.empty()) {
    Result<Place> read = ReadToken(request.page_token);
    if (!read.ok()) return read.status();
    after = *read;
  }
  EntityListResult result;
  result.revision = corpus.revision;
  const Background& background = corpus.background->Get();
  std::vector<Ranked> later;
  for (uint32_t i = 0; i < corpus.catalog->entities().size(); ++i) {
    const CatalogEntity& entity = corpus.catalog->entities()[i];
    const Ranked ranked{{background.entity_articles[i], entity.id}, i};
    if (ranked.place.articles == 0 || !Wanted(request.types, entity.type)) {
      continue;
    }
    ++result.total_entities;
    if (after.Before(ranked.place)) later.push_back(ranked);
  }
  const size_t shown = std::min<size_t>(
      later.size(), Limit(request.page_size, kDefaultPage, kMostPage));
  std::partial_sort(later.begin(),
                    later.begin() + static_cast<std::ptrdiff_t>(shown),
                    later.end(), Earlier);
  for (size_t i = 0; i < shown; ++i) {
    result.entities.push_back(
        CardOf(corpus, corpus.catalog->entities()[later[i].number]));
  }
  if (shown < later.size()) {
    const Place& last = later[shown - 1].place;
    result.next_page_token =
        std::to_string(last.articles) + " " + std::string(last.id);
  }
  result.elapsed = stopwatch.elapsed();
  return result;
}

}  // namespace vigie::match
