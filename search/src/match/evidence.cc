#include "match/evidence.h"

#include <array>
#include <utility>

#include "index/structure.h"
#include "match/overlap.h"
#include "match/phrase.h"

namespace vigie::match {
namespace {

constexpr std::array<Field, 2> kFields = {Field::kTitle, Field::kText};

// Of a text just analysed, as the columns keep it.
struct AnalyzedStructure {
  uint32_t title_positions = 0;
  std::vector<uint8_t> marks;
  std::vector<index::StoredJoin> joins;

  explicit AnalyzedStructure(const ArticleText& text)
      : title_positions(text.analyzed(Field::kTitle).positions) {
    for (const Field field : kFields) {
      const uint32_t first = field == Field::kTitle ? 0 : title_positions;
      index::AppendMarks(text.analyzed(field), text.field(field), &marks);
      index::AppendJoins(text.analyzed(field), first, &joins);
    }
  }
  index::Structure view() const {
    return {title_positions,
            {marks.data(), marks.size()},
            {joins.data(), joins.size()}};
  }
};

}  // namespace

// The words of the plan among the tokens of one article.
class EvidenceFinder::AnalyzedWords : public WordFinder {
 public:
  AnalyzedWords(const EvidenceFinder& finder, const ArticleText& text)
      : text_(text) {
    for (const Field field : kFields) Locate(finder, field);
  }

  void FindWords(const EvaluatedNode& leaf,
                 std::vector<Match>* found) override {
    const query::PlanNode& plan = *leaf.plan;
    for (const Field field : kFields) {
      const std::vector<analysis::Token>& tokens = text_.analyzed(field).tokens;
      std::vector<PhrasePlace> places;
      if (plan.kind == query::NodeKind::kPrefix) {
        LetterOrder& order = by_letters_[static_cast<size_t>(field)];
        if (order.entries.empty()) order = OrderByLetters(tokens);
        places = PrefixPlaces(tokens, order, plan.value);
      } else {
        std::vector<const TokenList*> lists;
        for (uint32_t i = 0; i < plan.terms.size(); ++i) {
          lists.push_back(
              &located_[static_cast<size_t>(field)][leaf.first_term + i]);
        }
        places = PhrasePlaces(tokens, plan.terms, lists);
      }
      for (const PhrasePlace& place : places) {
        found->push_back({field, place.range, nullptr, 0, place.tokens});
      }
    }
  }

  void Spend(uint64_t /*places*/) override {}

 private:
  void Locate(const EvidenceFinder& finder, Field field) {
    std::vector<TokenList>& located = located_[static_cast<size_t>(field)];
    located.resize(finder.evaluator_.terms());
    const std::vector<analysis::Token>& tokens = text_.analyzed(field).tokens;
    const auto add = [&](const TermNumbers& numbers, std::string_view value,
                         uint32_t token) {
      const auto found = numbers.find(value);
      if (found == numbers.end()) return;
      for (const uint32_t number : found->second) {
        AddToken(tokens, token, &located[number]);
      }
    };
    for (uint32_t i = 0; i < tokens.size(); ++i) {
      add(finder.by_form_, tokens[i].form, i);
      add(finder.by_stem_, tokens[i].stem, i);
      add(finder.by_exact_, tokens[i].exact, i);
    }
  }

  static void AddToken(const std::vector<analysis::Token>& tokens,
                       uint32_t token, TokenList* list) {
    if (!list->empty() &&
        tokens[list->back()].position == tokens[token].position) {
      if (tokens[token].length > tokens[list->back()].length) {
        list->back() = token;
      }
      return;
    }
    list->push_back(token);
  }

  const ArticleText& text_;
  // By field and number of the term.
  std::array<std::vector<TokenList>, 2> located_;
  std::array<LetterOrder, 2> by_letters_;  // by field, once a prefix asks
};

EvidenceFinder::EvidenceFinder(const query::PlanNode& root,
                               const Catalog& catalog)
    : catalog_(catalog), evaluator_(root, catalog) {
  Number(evaluator_.root());
}

void EvidenceFinder::Number(const EvaluatedNode& node) {
  for (uint32_t i = 0; i < node.plan->terms.size(); ++i) {
    const query::TermSpec& term = node.plan->terms[i];
    const uint32_t number = node.first_term + i;
    if (term.exact || node.plan->kind == query::NodeKind::kMention) {
      by_exact_[term.accented].push_back(number);
    } else {
      by_form_[term.form].push_back(number);
      by_stem_[term.stem].push_back(number);
    }
  }
  for (const EvaluatedNode& child : node.children) Number(child);
}

Result<Evidence> EvidenceFinder::Find(DocRef ref, ArticleText* text) const {
  Evidence evidence;
  EvaluatedArticle article;
  article.ref = ref;
  article.text = text;
  if (reads_text()) {
    if (Status status = text->Analyze(); !status.ok()) return status;
    AnalyzedWords words(*this, *text);
    const AnalyzedStructure structure(*text);
    article.words = &words;
    article.structure.Reset(structure.view());
    evidence.matches = evaluator_.Evaluate(&article, &evidence.found);
  } else {
    article.structure.Reset(catalog_.segment(ref).structure(ref.doc));
    evidence.matches = evaluator_.Evaluate(&article, &evidence.found);
  }
  if (!article.status.ok()) return article.status;
  if (!evidence.matches) evidence.found.clear();
  SortMatches(&evidence.found);
  return evidence;
}

}  // namespace vigie::match
