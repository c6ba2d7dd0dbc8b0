#include <cstring>
#include <fstream>
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

}  // namespace

Result<nlohmann::ordered_json> EvaluateMentions(const CollectionFiles& files) {
  Result<std::vector<Article>> corpus = ReadCorpus(files.corpus);
  if (!corpus.ok()) return corpus.status();
  Result<std::vector<Query>> queries = ReadQueries(files.queries);
  if (!queries.ok()) return queries.status();
  Result<Judgements> judgements = ReadJudgements(files.judgements);
  if (!judgements.ok()) return judgements.status();
  // These collections repeat the title as the text's first line.
  for (Article& article : *corpus) {
    if (article.text.rfind(article.title, 0) == 0) article.title.clear();
  }
  Result<std::unique_ptr<TemporaryIndex>> index =
      TemporaryIndex::Build(*corpus);
  if (!index.ok()) return index.status();

  std::ofstream per_query(files.per_query);
  uint64_t found = 0;
  uint64_t relevant = 0;
  uint64_t shared = 0;
  for (const Query& query : *queries) {
    const auto judged = judgements->find(query.id);
    if (judged == judgements->end()) continue;
    MentionRequest request;
    request.query = "mention:\"" + query.text + "\"";
    std::set<std::string> articles;
    const Result<MentionResult> result =
        (*index)->snapshot().StreamMentions(request, [&](MentionRow&& row) {
          if (IsAsked(row.mention, query)) {
            articles.insert(std::move(row.article.id));
          }
          return true;
        });
    if (!result.ok()) return result.status();
    uint64_t right = 0;
    for (const std::string& id : articles) right += judged->second.count(id);
    found += articles.size();
    relevant += judged->second.size();
    shared += right;
    per_query << query.id << '\t' << query.text << '\t' << articles.size()
              << '\t' << judged->second.size() << '\t' << right << '\n';
  }
  return nlohmann::ordered_json{
      {"task", "mentions"},
      {"articles", corpus->size()},
      {"names", queries->size()},
      {"precision", static_cast<double>(shared) /
                        static_cast<double>(std::max<uint64_t>(found, 1))},
      {"recall", static_cast<double>(shared) /
                     static_cast<double>(std::max<uint64_t>(relevant, 1))}};
}

}  // namespace vigie::eval
