#include <cstring>
#include <fstream>
#include <map>
#include <set>

#include "bench/eval/tasks.h"

namespace vigie::eval {
namespace {

// With straight apostrophes and plain spaces.
std::string Typographic(std::string text) {
  for (const char* sign : {"\u2019", "\u02BC", "\u00A0", "\u202F"}) {
    const char plain = sign[0] == '\xC2' || sign[2] == '\xAF' ? ' ' : '\'';
    for (size_t at = text.find(sign); at != std::string::npos;
         at = text.find(sign, at)) {
      text.replace(at, std::strlen(sign), 1, plain);
    }
  }
  return text;
}

// The judgements are of spellings: « États-Unis » is asked apart from « USA ».
// A mention whose entity is of another type than the one asked is another's.
bool IsAsked(const Mention& mention, const Query& query) {
  if (Typographic(mention.surface) != Typographic(query.text)) return false;
  switch (mention.type) {
    case EntityType::kPerson:
      return query.type.empty() || query.type == "Person";
    case EntityType::kProduct:
      return query.type.empty() || query.type == "Product";
    case EntityType::kEvent:
      return query.type.empty() || query.type == "Event";
    default:
      // Places stand for institutions and the other way round.
      return true;
  }
}

// One batch for each model of `path`, of the articles that it has not seen;
// one of all articles when `path` is empty.
Result<std::vector<TemporaryIndex::Batch>> BatchesOf(
    std::vector<Article> articles, const std::string& path) {
  std::vector<TemporaryIndex::Batch> batches;
  if (path.empty()) {
    batches.push_back({std::move(articles), WriterOptions()});
    return batches;
  }
  std::map<std::string, Article*> waiting;
  for (Article& article : articles) waiting[article.id] = &article;
  for (size_t part = 0; !waiting.empty(); ++part) {
    const std::string name = path + "." + std::to_string(part);
    std::ifstream ids(name + ".ids");
    if (!ids) {
      return Status(StatusCode::kNotFound,
                    name + ".ids: cannot be read, and " +
                        std::to_string(waiting.size()) +
                        " articles are in no part before it");
    }
    TemporaryIndex::Batch& batch = batches.emplace_back();
    batch.options.names_model_path = name + ".bin";
    std::string id;
    while (std::getline(ids, id)) {
      const auto found = waiting.find(id);
      if (found == waiting.end()) continue;
      batch.articles.push_back(std::move(*found->second));
      waiting.erase(found);
    }
  }
  return batches;
}

}  // namespace

Result<nlohmann::ordered_json> EvaluateMentions(const CollectionFiles& files) {
  Result<Collection> read =
      ReadCollection(files.corpus, files.queries, files.judgements);
  if (!read.ok()) return read.status();
  // These collections repeat the title as the text's first line.
  const size_t articles = read->corpus.size();
  for (Article& article : read->corpus) {
    if (article.text.rfind(article.title, 0) == 0) article.title.clear();
  }
  auto batches = BatchesOf(std::move(read->corpus), files.models);
  if (!batches.ok()) return batches.status();
  const Result<std::unique_ptr<TemporaryIndex>> index =
      TemporaryIndex::Build(*batches);
  if (!index.ok()) return index.status();

  std::ofstream per_query(files.per_query);
  uint64_t found = 0;
  uint64_t relevant = 0;
  uint64_t shared = 0;
  for (const Query& query : read->queries) {
    const auto judged = read->judgements.find(query.id);
    if (judged == read->judgements.end()) continue;
    MentionRequest request;
    request.query = "mention:\"" + query.text + "\"";
    std::set<std::string> hits;
    const Result<MentionResult> result = (*index)->snapshot().StreamMentions(
        request, [&](const MentionRow& row) {
          if (IsAsked(row.mention, query)) hits.insert(row.article.id);
          return true;
        });
    if (!result.ok()) return result.status();
    uint64_t right = 0;
    for (const std::string& id : hits) right += judged->second.count(id);
    found += hits.size();
    relevant += judged->second.size();
    shared += right;
    per_query << query.id << '\t' << query.text << '\t' << hits.size() << '\t'
              << judged->second.size() << '\t' << right << '\n';
  }
  return nlohmann::ordered_json{
      {"task", "mentions"},
      {"articles", articles},
      {"names", read->queries.size()},
      {"precision", static_cast<double>(shared) /
                        static_cast<double>(std::max<uint64_t>(found, 1))},
      {"recall", static_cast<double>(shared) /
                     static_cast<double>(std::max<uint64_t>(relevant, 1))}};
}

}  // namespace vigie::eval
