#include "bench/engine/query_file.h"

#include <fstream>
#include <sstream>
#include <utility>

#include "bench/engine/tasks.h"

namespace vigie::bench {
namespace {

std::string Join(const std::vector<std::string>& words, const char* between) {
  std::string joined;
  for (const std::string& word : words) {
    if (!joined.empty()) joined += between;
    joined += word;
  }
  return joined;
}

std::string QueryText(const BenchQuery& query) {
  if (query.operation == "OR") return Join(query.words, " OU ");
  if (query.operation == "PHRASE") return '"' + Join(query.words, " ") + '"';
  if (query.operation == "PREFIX") return query.words.front() + '*';
  return Join(query.words, " ");
}

}  // namespace

Result<std::vector<BenchQuery>> ReadQueries(const std::string& path) {
  std::ifstream file(path);
  if (!file) return Status(StatusCode::kNotFound, path + ": cannot be read");
  std::vector<BenchQuery> queries;
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    BenchQuery query;
    std::string words;
    std::getline(cells, query.query_class, '\t');
    std::getline(cells, query.operation, '\t');
    std::getline(cells, words, '\t');
    std::getline(cells, query.entity);
    std::istringstream each(words);
    for (std::string word; each >> word;) query.words.push_back(word);
    if (query.words.empty() && query.entity.empty()) {
      return Status(StatusCode::kInvalidArgument, path + ": bad line " + line);
    }
    queries.push_back(std::move(query));
  }
  return queries;
}

SearchRequest MakeRequest(const BenchQuery& query, Mode mode, Ranking ranking) {
  SearchRequest request;
  request.sort =
      ranking == Ranking::kBm25 ? SortOrder::kBm25 : SortOrder::kRelevance;
  request.query = QueryText(query);
  request.options.typo_tolerance = false;
  request.options.expand = false;
  request.page_size = 10;
  request.passages_per_hit = mode == Mode::kFull ? 2 : 0;
  const FacetKey key{FacetDimension::kAttribute, EntityType::kUnspecified,
                     kEntityAttribute};
  if (!query.entity.empty()) {
    request.selections.push_back(
        {key, FacetSelection::Mode::kAnd, {query.entity}, {}});
  }
  if (mode == Mode::kFacet || mode == Mode::kFull) {
    request.facets.push_back({key, 10});
  }
  return request;
}

FacetsRequest MakeCountRequest(const BenchQuery& query) {
  SearchRequest request = MakeRequest(query, Mode::kCount, Ranking::kFull);
  FacetsRequest count;
  count.query = std::move(request.query);
  count.options = request.options;
  count.selections = std::move(request.selections);
  return count;
}

const char* ModeName(Mode mode) {
  constexpr const char* kNames[] = {"count", "top10", "facet", "full"};
  return kNames[static_cast<size_t>(mode)];
}

const char* RankingName(Ranking ranking) {
  return ranking == Ranking::kBm25 ? "bm25" : "full";
}

}  // namespace vigie::bench
