#include "match/evidence.h"

#include <array>
#include <utility>

#include "analysis/analyzer.h"
#include "index/structure.h"
#include "match/overlap.h"
#include "match/phrase.h"

namespace vigie::match {
namespace {

constexpr std::array<Field, 2> kFields = {Field::kTitle, Field::kText};

// Of a text just analysed, as the columns keep it.
std::vector<uint8_t> MarksOf(const ArticleText& text) {
  std::vector<uint8_t> marks;
  for (const Field field : kFields) {
    index::AppendMarks(text.analyzed(field), text.field(field), &marks);
  }
  return marks;
}

}  // namespace

// The words of the plan among the tokens of one field.
class EvidenceFinder::AnalyzedWords {
 public:
  AnalyzedWords(const EvidenceFinder& finder, Field field,
                const analysis::AnalyzedText& analyzed)
      : finder_(finder), field_(field), tokens_(analyzed.tokens) {
    located_.resize(finder.evaluator_.terms());
    for (uint32_t i = 0; i < tokens_.size(); ++i) {
      Add(finder.by_form_, tokens_[i].form, i);
      Add(finder.by_stem_, tokens_[i].stem, i);
      Add(finder.by_exact_, tokens_[i].exact, i);
    }
  }

  void Find(const EvaluatedNode& leaf, std::vector<Match>* found) {
    for (const PhrasePlace& place : Places(leaf)) {
      found->push_back({field_, place.range, nullptr, 0, place.tokens});
    }
  }

 private:
  std::vector<PhrasePlace> Places(const EvaluatedNode& leaf) {
    const query::PlanNode& plan = *leaf.plan;
    if (plan.kind != query::NodeKind::kPrefix) {
      std::vector<const TokenList*> lists;
      for (uint32_t i = 0; i < plan.terms.size(); ++i) {
        lists.push_back(&located_[leaf.first_term + i]);
      }
      return PhrasePlaces(tokens_, plan.terms, lists);
    }
    if (finder_.prefixes_ != nullptr) {
      return WordPlacesOf(tokens_, located_[leaf.first_term]);
    }
    if (by_letters_.entries.empty()) by_letters_ = OrderByLetters(tokens_);
    return PrefixPlaces(tokens_, by_letters_, plan.value);
  }

  void Add(const TermNumbers& numbers, std::string_view value, uint32_t token) {
    const auto found = numbers.find(value);
    if (found == numbers.end()) return;
    for (const uint32_t number : found->second) {
      TokenList& list = located_[number];
      if (list.empty() ||
          tokens_[list.back()].position != tokens_[token].position) {
        list.push_back(token);
      } else if (tokens_[token].length > tokens_[list.back()].length) {
        list.back() = token;
      }
    }
  }

  const EvidenceFinder& finder_;
  const Field field_;
  const std::vector<analysis::Token>& tokens_;
  std::vector<TokenList> located_;  // by number of the term
  LetterOrder by_letters_;          // once a prefix asks for it
};

namespace {

// Finds in both fields, title first.
template <typename Words>
class BothFields : public WordFinder {
 public:
  BothFields(Words title, Words text)
      : title_(std::move(title)), text_(std::move(text)) {}
  void FindWords(const EvaluatedNode& leaf,
                 std::vector<Match>* found) override {
    title_.Find(leaf, found);
    text_.Find(leaf, found);
  }
  void Spend(uint64_t /*places*/) override {}

 private:
  Words title_;
  Words text_;
};

}  // namespace

EvidenceFinder::EvidenceFinder(const query::PlanNode& root,
                               const Catalog& catalog,
                               const PrefixWords* prefixes)
    : catalog_(catalog), evaluator_(root, catalog), prefixes_(prefixes) {
  Number(evaluator_.root());
}

void EvidenceFinder::Number(const EvaluatedNode& node) {
  const query::PlanNode& plan = *node.plan;
  for (uint32_t i = 0; i < plan.terms.size(); ++i) {
    const query::TermSpec& term = plan.terms[i];
    const uint32_t number = node.first_term + i;
    if (term.exact || plan.kind == query::NodeKind::kMention) {
      by_exact_[term.accented].push_back(number);
      continue;
    }
    by_stem_[term.stem].push_back(number);
    by_form_[term.form].push_back(number);
  }
  if (plan.kind == query::NodeKind::kPrefix && prefixes_ != nullptr) {
    for (const std::string& word : WordsOf(*prefixes_, plan)) {
      by_form_[word].push_back(node.first_term);
    }
  }
  for (const EvaluatedNode& child : node.children) Number(child);
}

Result<Evidence> EvidenceFinder::Find(DocRef ref, ArticleText* text) const {
  if (!reads_words()) return InColumn(*this).Find(ref, text);
  if (Status status = text->Analyze(); !status.ok()) return status;
  BothFields<AnalyzedWords> words(
      {*this, Field::kTitle, text->analyzed(Field::kTitle)},
      {*this, Field::kText, text->analyzed(Field::kText)});
  const std::vector<uint8_t> marks = MarksOf(*text);
  EvaluatedArticle article;
  article.ref = ref;
  article.text = text;
  article.words = &words;
  article.structure.Reset(text->analyzed(Field::kTitle).positions,
                          {marks.data(), marks.size()});
  Evidence evidence;
  evidence.matches = evaluator_.Evaluate(&article, &evidence.found);
  if (!article.status.ok()) return article.status;
  if (!evidence.matches) evidence.found.clear();
  SortMatches(&evidence.found);
  return evidence;
}

EvidenceFinder::InColumn::InColumn(const EvidenceFinder& finder)
    : finder_(finder),
      words_(finder.evaluator_.root(),
             finder.prefixes_ != nullptr ? *finder.prefixes_ : PrefixWords()),
      column_(words_, finder.catalog_, nullptr,
              finder.evaluator_.reads_structure()) {}

EvidenceFinder::InColumn::~InColumn() = default;

Result<Evidence> EvidenceFinder::InColumn::Find(DocRef ref, ArticleText* text) {
  Result<Evidence> evidence = FindUnordered(ref, text);
  if (evidence.ok()) SortMatches(&evidence->found);
  return evidence;
}

Result<Evidence> EvidenceFinder::InColumn::FindUnordered(DocRef ref,
                                                         ArticleText* text) {
  EvaluatedArticle article;
  article.ref = ref;
  article.text = text;
  article.words = &column_;
  const PlanEvaluator& evaluator = finder_.evaluator_;
  if (evaluator.reads_words() || evaluator.reads_structure()) {
    column_.MoveTo(ref);
    column_.ResetStructure(&article.structure);
  }
  Evidence evidence;
  evidence.matches = evaluator.Evaluate(&article, &evidence.found);
  if (!article.status.ok()) return article.status;
  if (!evidence.matches) evidence.found.clear();
  return evidence;
}

index::Span<uint8_t> EvidenceFinder::InColumn::ReadTextMarks(DocRef ref) {
  return column_.ReadTextMarks(ref);
}

void LocateWords(Field field, const TextLayout& layout,
                 std::vector<Match>* found) {
  for (Match& match : *found) {
    if (match.mention == nullptr && match.field == field) {
      match.range = layout.RangeOf(match.tokens);
    }
  }
}

}  // namespace vigie::match
