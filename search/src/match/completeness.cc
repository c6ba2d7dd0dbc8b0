#include "match/completeness.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/analyzer.h"
#include "entities/rejections.h"
#include "match/article_text.h"
#include "match/call_poll.h"
#include "match/facet_columns.h"
#include "match/mention_rows.h"
#include "match/ordering.h"
#include "match/query_run.h"
#include "match/stopwatch.h"

namespace vigie::match {
namespace {

constexpr uint32_t kPageSize = 50;
constexpr uint32_t kMostPageSize = 500;
constexpr uint32_t kArticles = 1'000;
constexpr uint32_t kMostArticles = 10'000;
constexpr size_t kMostNames = 40;  // that are looked for
constexpr size_t kNearWords = 20;  // of one name
constexpr size_t kShortestWord = 4;

uint32_t Bounded(uint32_t asked, uint32_t by_default, uint32_t most) {
  return asked == 0 ? by_default : std::min(asked, most);
}

struct Subject {
  std::string id;
  std::string label;
  EntityType type = EntityType::kUnspecified;
  std::optional<uint32_t> listed;
  std::vector<std::string> names;
};

// Folded words of a text, without joins and variants.
std::vector<std::string> FoldedWords(std::string_view text) {
  std::vector<std::string> words;
  for (const analysis::Token& token : analysis::Analyze(text).tokens) {
    if ((token.flags & (analysis::kJoin | analysis::kVariant)) == 0) {
      words.push_back(token.form);
    }
  }
  return words;
}

bool IsWordOfTheLanguage(std::string_view word) {
  const analysis::AnalyzedText analyzed = analysis::Analyze(word);
  return analyzed.tokens.empty() ||
         (analyzed.tokens.front().flags & analysis::kInLexicon) != 0;
}

class Reporter {
 public:
  Reporter(const Corpus& corpus, const entities::Recognizer& recognizer,
           const CompletenessRequest& request)
      : corpus_(corpus),
        catalog_(*corpus.catalog),
        recognizer_(recognizer),
        request_(request),
        columns_(catalog_),
        page_(Bounded(request.page_size, kPageSize, kMostPageSize)) {}

  Result<CompletenessReport> Run() {
    const Stopwatch stopwatch;
    Status done = FindSubject();
    if (done.ok()) done = RunScope();
    if (done.ok()) done = Count();
    if (done.ok()) FindVariants();
    if (done.ok()) done = FindRejected();
    if (!done.ok()) return done;
    report_.revision = corpus_.revision;
    report_.entity_id = subject_.id;
    report_.label = subject_.label;
    report_.type = subject_.type;
    report_.analyzer_version = corpus_.analyzer_version;
    report_.dictionary_version = corpus_.dictionary_version;
    report_.elapsed = stopwatch.elapsed();
    return std::move(report_);
  }

 private:
  Status FindSubject() {
    const entities::Dictionary& dictionary = *corpus_.dictionary;
    const std::vector<uint32_t> known = dictionary.Resolve(request_.entity);
    if (!known.empty()) {
      const Entity entity = dictionary.entity(known.front());
      subject_ = {entity.id, entity.label, entity.type, known.front(),
                  entity.aliases};
    } else {
      const auto unlisted = catalog_.FindEntity(request_.entity);
      if (!unlisted.has_value()) {
        return Status(StatusCode::kNotFound,
                      "no entity is known as \"" + request_.entity + "\"",
                      "ENTITY_NOT_FOUND");
      }
      const CatalogEntity& entity = catalog_.entities()[*unlisted];
      subject_ = {std::string(entity.id),
                  std::string(entity.label),
                  entity.type,
                  std::nullopt,
                  {}};
    }
    subject_.names.push_back(subject_.label);
    if (subject_.names.size() > kMostNames) subject_.names.resize(kMostNames);
    return OkStatus();
  }

  Result<QueryRun> Ask(const std::string& query, const QueryOptions& options) {
    return RunQuery(corpus_, columns_,
                    {query, options, no_selections_, request_.control,
                     std::nullopt, Scoring::kUnscored});
  }

  Status RunScope() {
    Result<QueryRun> run = Ask(request_.query, request_.options);
    if (!run.ok()) return run.status();
    OrderHits(SortOrder::kNewest, catalog_, run->hits.size(), &run->hits);
    report_.understanding = std::move(run->plan.understanding);
    for (const ScoredDoc& hit : run->hits) scope_.push_back(hit.doc);
    return OkStatus();
  }

  // Mentions that count, and those of unlisted entities that share a word.
  Status Count() {
    const auto subject = catalog_.FindEntity(subject_.id);
    const std::set<std::string> words = WordsOfItsOwn();
    std::map<uint32_t, RelatedName> related;
    CallPoll poll(request_.control);
    for (const DocRef& ref : scope_) {
      if (Status status = poll.Tick(); !status.ok()) return status;
      for (const index::EntityCount& count :
           catalog_.segment(ref).entity_counts(ref.doc)) {
        const uint32_t entity = catalog_.entity(ref.segment, count.entity);
        if (subject.has_value() && entity == *subject) {
          report_.mentions += count.mentions;
          ++report_.articles;
        } else if (SharesAWord(entity, words)) {
          RelatedName& one = related[entity];
          one.mentions += count.mentions;
          ++one.articles;
        }
      }
    }
    for (auto& [entity, one] : related) {
      const CatalogEntity& known = catalog_.entities()[entity];
      one.entity_id = known.id;
      one.label = known.label;
      one.type = known.type;
      report_.related.push_back(std::move(one));
    }
    std::sort(report_.related.begin(), report_.related.end(),
              [](const RelatedName& a, const RelatedName& b) {
                return std::tuple(b.mentions, std::string_view(a.entity_id)) <
                       std::tuple(a.mentions, std::string_view(b.entity_id));
              });
    if (report_.related.size() > page_) report_.related.resize(page_);
    return OkStatus();
  }

  // A person's family name; of others, the words that the language lacks.
  std::set<std::string> WordsOfItsOwn() const {
    std::vector<std::string> words = FoldedWords(subject_.label);
    if (subject_.type == EntityType::kPerson && !words.empty()) {
      return {words.back()};
    }
    std::set<std::string> own;
    for (const std::string& word : words) {
      if (word.size() >= kShortestWord && !IsWordOfTheLanguage(word)) {
        own.insert(word);
      }
    }
    return own;
  }

  bool SharesAWord(uint32_t entity, const std::set<std::string>& words) {
    const auto [known, is_new] = shares_.try_emplace(entity, false);
    if (!is_new || words.empty()) return known->second;
    const CatalogEntity& other = catalog_.entities()[entity];
    if (corpus_.dictionary->FindById(other.id).has_value()) return false;
    for (const std::string& word : FoldedWords(other.label)) {
      known->second = known->second || words.count(word) > 0;
    }
    return known->second;
  }

  void FindVariants() {
    std::set<std::string> own;
    for (const std::string& name : subject_.names) {
      for (const std::string& word : FoldedWords(name)) own.insert(word);
    }
    std::map<std::string, SpellingVariant> found;
    const Vocabulary& vocabulary = corpus_.vocabulary->Get();
    for (const std::string& name : subject_.names) {
      const std::vector<std::string> words = FoldedWords(name);
      std::string joined;
      for (const std::string& word : words) joined += word;
      if (words.size() > 1 && own.count(joined) == 0) {
        const uint32_t articles = vocabulary.Articles(joined);
        if (articles > 0) found[joined] = {joined, name, 0, articles};
      }
      if (words.size() != 1) continue;
      for (const NearWord& near : vocabulary.Near(words[0], kNearWords)) {
        const std::string folded = analysis::FoldName(near.word);
        if (own.count(folded) > 0 || IsWordOfTheLanguage(near.word)) continue;
        const auto [at, is_new] = found.try_emplace(
            near.word,
            SpellingVariant{near.word, name, near.distance, near.articles});
        if (!is_new && near.distance < at->second.distance) {
          at->second = {near.word, name, near.distance, near.articles};
        }
      }
    }
    for (auto& [word, variant] : found) {
      report_.variants.push_back(std::move(variant));
    }
    std::stable_sort(report_.variants.begin(), report_.variants.end(),
                     [](const SpellingVariant& a, const SpellingVariant& b) {
                       return std::tuple(a.distance, b.articles) <
                              std::tuple(b.distance, a.articles);
                     });
    if (report_.variants.size() > page_) report_.variants.resize(page_);
  }

  // Articles in which the words of a name stand.
  Result<std::set<std::pair<uint32_t, uint32_t>>> Holders() {
    std::string query;
    for (const std::string& name : subject_.names) {
      std::string words;
      for (const std::string& word : FoldedWords(name)) words += word + ' ';
      if (words.empty()) continue;
      words.pop_back();
      query += (query.empty() ? "\"" : " OR \"") + words + '"';
    }
    std::set<std::pair<uint32_t, uint32_t>> holders;
    if (query.empty()) return holders;
    QueryOptions options;
    options.typo_tolerance = false;
    options.expand = false;
    const Result<QueryRun> run = Ask(query, options);
    if (!run.ok()) return run.status();
    for (const ScoredDoc& hit : run->hits) {
      holders.emplace(hit.doc.segment, hit.doc.doc);
    }
    return holders;
  }

  Status FindRejected() {
    if (!subject_.listed.has_value()) return OkStatus();
    const auto holders = Holders();
    if (!holders.ok()) return holders.status();
    const uint32_t most =
        Bounded(request_.most_articles, kArticles, kMostArticles);
    for (const DocRef& ref : scope_) {
      if (holders->count({ref.segment, ref.doc}) == 0) continue;
      if (report_.articles_read == most) {
        report_.all_read = false;
        return OkStatus();
      }
      if (Status status = CheckControl(request_.control); !status.ok()) {
        return status;
      }
      ++report_.articles_read;
      if (Status status = ReadArticle(ref); !status.ok()) return status;
    }
    return OkStatus();
  }

  Status ReadArticle(const DocRef& ref) {
    ArticleText text(catalog_.segment(ref), ref.doc);
    Status read = text.Analyze();
    if (!read.ok()) return read;
    const entities::FieldText title{text.field(Field::kTitle),
                                    &text.analyzed(Field::kTitle)};
    const entities::FieldText body{text.field(Field::kText),
                                   &text.analyzed(Field::kText)};
    const entities::Explained explained = recognizer_.ExplainRejections(
        title, body, *subject_.listed, subject_.names);
    for (const entities::Rejection& one : explained.rejections) {
      ++report_.total_rejected;
      if (report_.rejected.size() == page_) continue;
      RejectedCandidate candidate;
      candidate.article = Summarize(text.article());
      candidate.field = one.field;
      candidate.range = one.range;
      const std::string_view field = text.field(one.field);
      candidate.surface =
          std::string(field.substr(one.range.begin, one.range.size()));
      candidate.sentence = ShownSentence(
          field, text.analyzed(one.field).sentences[one.sentence].range,
          one.range);
      candidate.rule = one.rule;
      if (one.other != entities::Rejection::kNoEntity) {
        candidate.other_entity_id =
            explained.IdOf(recognizer_.dictionary(), one.other);
      }
      report_.rejected.push_back(std::move(candidate));
    }
    return OkStatus();
  }

  const Corpus& corpus_;
  const Catalog& catalog_;
  const entities::Recognizer& recognizer_;
  const CompletenessRequest& request_;
  const FacetColumns columns_;
  const uint32_t page_;
  const std::vector<FacetSelection> no_selections_;
  Subject subject_;
  std::vector<DocRef> scope_;  // newest first
  std::map<uint32_t, bool> shares_;
  CompletenessReport report_;
};

}  // namespace

Result<CompletenessReport> ReportCompleteness(
    const Corpus& corpus, const entities::Recognizer& recognizer,
    const CompletenessRequest& request) {
  return Reporter(corpus, recognizer, request).Run();
}

}  // namespace vigie::match
