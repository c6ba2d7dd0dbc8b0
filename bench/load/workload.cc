#include "bench/load/workload.h"

#include <grpcpp/client_context.h>

#include <chrono>
#include <fstream>
#include <numeric>
#include <set>
#include <sstream>

#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie::bench {
namespace {

constexpr char kSearch[] = "/vigie.v1.SearchService/Search";
constexpr char kListFacets[] = "/vigie.v1.SearchService/ListFacets";

template <typename Request>
void AskEntities(uint32_t limit, Request* request) {
  v1::FacetRequest* facet = request->add_facets();
  facet->mutable_key()->set_dimension(v1::FACET_DIMENSION_ENTITY);
  facet->set_limit(limit);
}

std::string CountBytes(const std::string& query, bool entities) {
  v1::ListFacetsRequest request;
  request.set_query(query);
  if (entities) AskEntities(10, &request);
  return request.SerializeAsString();
}

std::string SearchBytes(const std::string& query, Kind kind) {
  v1::SearchRequest request;
  request.set_query(query);
  request.set_page_size(10);
  request.set_passages_per_hit(kind == Kind::kTop10 ? 0 : 2);
  if (kind == Kind::kFull) AskEntities(10, &request);
  return request.SerializeAsString();
}

LoadCall MakeCall(const std::string& query, Kind kind) {
  const bool counts = kind == Kind::kCount || kind == Kind::kFacets;
  return {kind, query, counts ? kListFacets : kSearch,
          counts ? CountBytes(query, kind == Kind::kFacets)
                 : SearchBytes(query, kind)};
}

// A word that is worth asking: letters of any script, five bytes at least.
bool Plain(const std::string& word) {
  if (word.size() < 5) return false;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalpha(byte) == 0) return false;
  }
  return true;
}

// Adds the words of a title, and each pair of neighbours.
void AddWords(const std::string& title, std::set<std::string>* queries) {
  std::istringstream words(title);
  std::string before;
  for (std::string word; words >> word;) {
    if (!Plain(word)) {
      before.clear();
      continue;
    }
    queries->insert(word);
    if (!before.empty()) queries->insert(before + ' ' + word);
    before = word;
  }
}

}  // namespace

const std::map<std::string, Kind> kKinds = {{"count", Kind::kCount},
                                            {"top10", Kind::kTop10},
                                            {"passages", Kind::kPassages},
                                            {"facets", Kind::kFacets},
                                            {"full", Kind::kFull}};

Result<std::vector<Kind>> ParseMix(const std::string& mix) {
  std::vector<Kind> kinds;
  std::istringstream parts(mix);
  for (std::string part; std::getline(parts, part, ',');) {
    const size_t colon = part.find(':');
    const auto kind = kKinds.find(part.substr(0, colon));
    const int times =
        colon == std::string::npos ? 1 : std::atoi(part.c_str() + colon + 1);
    if (kind == kKinds.end() || times < 1 || times > 100) {
      return Status(StatusCode::kInvalidArgument,
                    "mix: " + part + " is not KIND or KIND:1..100");
    }
    kinds.insert(kinds.end(), static_cast<size_t>(times), kind->second);
  }
  if (kinds.empty()) {
    return Status(StatusCode::kInvalidArgument, "mix: names no kind");
  }
  return kinds;
}

std::vector<LoadCall> MakeCalls(const std::vector<std::string>& queries,
                                const std::vector<Kind>& mix) {
  std::vector<LoadCall> calls;
  if (queries.empty()) return calls;
  const size_t count = std::lcm(queries.size(), mix.size());
  for (size_t i = 0; i < count; ++i) {
    calls.push_back(MakeCall(queries[i % queries.size()], mix[i % mix.size()]));
  }
  return calls;
}

std::string DistinctQuery(std::string query, uint64_t number) {
  for (unsigned bit = 0; bit < 20; ++bit) {
    query += ((number >> bit) & 1) != 0 ? ' ' : '\t';
  }
  return query;
}

std::string Distinct(const LoadCall& call, uint64_t number) {
  // In protobuf the last value of a field holds: `query` is field 1 of both
  // requests.
  v1::ListFacetsRequest again;
  again.set_query(DistinctQuery(call.query, number));
  return call.bytes + again.SerializeAsString();
}

Result<std::vector<std::string>> ReadQueries(const std::string& path) {
  std::ifstream file(path);
  if (!file) return Status(StatusCode::kNotFound, path + ": cannot be read");
  std::vector<std::string> queries;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) queries.push_back(line);
  }
  if (queries.empty()) {
    return Status(StatusCode::kInvalidArgument, path + ": holds no query");
  }
  return queries;
}

Result<std::vector<std::string>> QueriesOfCorpus(const SharedChannel& channel,
                                                 size_t count) {
  v1::SearchRequest request;
  request.set_page_size(200);
  request.set_passages_per_hit(0);
  AskEntities(static_cast<uint32_t>(count / 4 + 1), &request);
  v1::SearchResponse response;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::seconds(30));
  channel->Authorize(&context);
  const grpc::Status status = v1::SearchService::NewStub(channel->channel())
                                  ->Search(&context, request, &response);
  if (!status.ok()) {
    return Status(static_cast<StatusCode>(status.error_code()),
                  status.error_message());
  }
  std::vector<std::string> queries;
  for (const v1::Facet& facet : response.facets()) {
    for (const v1::FacetValue& value : facet.values()) {
      queries.push_back("entity:\"" + value.label() + '"');
    }
  }
  std::set<std::string> words;
  for (const v1::Hit& hit : response.hits()) {
    AddWords(hit.article().title(), &words);
  }
  // Spread over the alphabet, whatever the number of words.
  const size_t step = std::max<size_t>(1, words.size() / count);
  size_t at = 0;
  for (const std::string& word : words) {
    if (queries.size() < count && at++ % step == 0) queries.push_back(word);
  }
  if (queries.empty()) {
    return Status(StatusCode::kFailedPrecondition,
                  "the index holds no titles to take words from");
  }
  return queries;
}

}  // namespace vigie::bench
