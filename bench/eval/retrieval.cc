#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "bench/eval/metrics.h"
#include "bench/eval/tasks.h"
#include "vigie/index_writer.h"

namespace vigie::eval {

Status TemporaryIndex::AddBatch(const std::string& directory,
                                const Batch& batch) {
  Result<std::unique_ptr<IndexWriter>> writer =
      IndexWriter::Open(directory, batch.options);
  if (!writer.ok()) return writer.status();
  for (const Article& article : batch.articles) {
    const Result<AddOutcome> added = (*writer)->Add(article);
    if (!added.ok()) return added.status();
  }
  return (*writer)->Commit().status();
}

Result<std::unique_ptr<TemporaryIndex>> TemporaryIndex::Build(
    const std::vector<Batch>& batches) {
  std::string folder =
      (std::filesystem::temp_directory_path() / "vigie-eval-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) {
    return Status(StatusCode::kUnavailable, folder + ": cannot be created");
  }
  auto index = std::make_unique<TemporaryIndex>();
  index->folder_ = folder;
  for (const Batch& batch : batches) {
    Status added = AddBatch(folder + "/index", batch);
    if (!added.ok()) return added;
  }
  Result<std::shared_ptr<const Snapshot>> snapshot =
      Snapshot::Open(folder + "/index");
  if (!snapshot.ok()) return snapshot.status();
  index->snapshot_ = *snapshot;
  return index;
}

TemporaryIndex::~TemporaryIndex() {
  snapshot_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Result<nlohmann::ordered_json> EvaluateRetrieval(const CollectionFiles& files) {
  Result<Collection> read =
      ReadCollection(files.corpus, files.queries, files.judgements);
  if (!read.ok()) return read.status();
  const size_t articles = read->corpus.size();
  Result<std::unique_ptr<TemporaryIndex>> index =
      TemporaryIndex::Build({{std::move(read->corpus), {}}});
  if (!index.ok()) return index.status();

  std::ofstream per_query(files.per_query);
  QueryScores sum;
  uint32_t judged = 0;
  for (const Query& query : read->queries) {
    const auto relevant = read->judgements.find(query.id);
    if (relevant == read->judgements.end()) continue;
    SearchRequest request;
    request.query = query.text;
    request.options.default_operator = QueryOptions::Operator::kOr;
    request.page_size = 100;
    request.passages_per_hit = 0;
    const Result<SearchResult> result = (*index)->snapshot().Search(request);
    if (!result.ok()) return result.status();
    std::vector<std::string> ranked;
    for (const Hit& hit : result->hits) ranked.push_back(hit.article.id);
    const QueryScores scores = Score(ranked, relevant->second);
    sum.reciprocal_rank_10 += scores.reciprocal_rank_10;
    sum.ndcg_10 += scores.ndcg_10;
    sum.recall_100 += scores.recall_100;
    ++judged;
    per_query << query.id << '\t' << scores.reciprocal_rank_10 << '\t'
              << scores.ndcg_10 << '\t' << scores.recall_100 << '\n';
  }
  const double n = judged == 0 ? 1 : judged;
  return nlohmann::ordered_json{
      {"task", "retrieval"},        {"articles", articles},
      {"queries", judged},          {"mrr@10", sum.reciprocal_rank_10 / n},
      {"ndcg@10", sum.ndcg_10 / n}, {"recall@100", sum.recall_100 / n}};
}

}  // namespace vigie::eval
