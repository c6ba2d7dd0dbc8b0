#include "match/column_words.h"

#include <algorithm>
#include <utility>

namespace vigie::match {

using query::NodeKind;

PlanWords::PlanWords(const EvaluatedNode& root, const PrefixWords& prefixes) {
  Add(root, prefixes);
}

void PlanWords::Add(const EvaluatedNode& node, const PrefixWords& prefixes) {
  if (words_.size() <= node.number) words_.resize(node.number + 1);
  const query::PlanNode& plan = *node.plan;
  std::vector<uint32_t> words;
  for (const query::TermSpec& term : plan.terms) {
    SoughtWord word;
    if (term.exact || plan.kind == NodeKind::kMention) {
      word.by = SoughtWord::By::kExact;
      word.form = term.accented;
    } else {
      word.form = term.form;
      word.stem = term.stem;
    }
    words.push_back(sought_.Add(std::move(word)));
  }
  if (plan.kind == NodeKind::kPrefix) {
    SoughtWord word;
    word.by = SoughtWord::By::kForms;
    word.forms = WordsOf(prefixes, plan);
    words.push_back(sought_.Add(std::move(word)));
  }
  words_[node.number] = std::move(words);
  for (const EvaluatedNode& child : node.children) Add(child, prefixes);
}

void ColumnWords::SpendTokens(uint64_t tokens) {
  if (budget_ != nullptr) budget_->Spend(tokens);
}

void ColumnWords::Spend(uint64_t places) {
  SpendTokens(places * PositionBudget::kPlaceCost);
}

void ColumnWords::MoveTo(DocRef ref) {
  if (moved_ && ref.segment == ref_.segment && ref.doc == ref_.doc) return;
  Read(ref, text_marks_);
}

index::Span<uint8_t> ColumnWords::ReadTextMarks(DocRef ref) {
  Read(ref, UINT32_MAX);
  const size_t title = tokens_.title_positions;
  return {tokens_.marks.data() + title, tokens_.marks.size() - title};
}

void ColumnWords::Read(DocRef ref, uint32_t text_marks) {
  moved_ = true;
  ref_ = ref;
  const index::Segment& segment = catalog_.segment(ref);
  if (codes_.size() <= ref.segment) codes_.resize(ref.segment + 1);
  std::unique_ptr<const WordCodes>& codes = codes_[ref.segment];
  if (!codes) {
    codes = std::make_unique<const WordCodes>(words_.sought(), segment);
  }
  segment.ReadSought(ref.doc, codes->sought(), {text_marks, 0}, &tokens_);
  places_.Read(tokens_, *codes, words_.sought().size());
  SpendTokens(PositionBudget::kArticleCost + tokens_.positions +
              tokens_.found.size() * PositionBudget::kFoundCost);
}

const std::vector<uint32_t>* ColumnWords::FindChildren(
    const EvaluatedNode& any_of) {
  if (!moved_ || any_of.children.size() < WideOr::kMinChildren) return nullptr;
  const auto known = wide_.find(any_of.number);
  WideOr& wide =
      known != wide_.end()
          ? known->second
          : wide_.emplace(any_of.number, WideOr(any_of, words_)).first->second;
  const std::vector<uint32_t>& children =
      wide.Find(places_.present(), catalog_, ref_);
  SpendTokens((any_of.children.size() - children.size()) *
              PositionBudget::kLeafCost);
  return &children;
}

Match ColumnWords::MatchAt(uint32_t begin, uint32_t end) const {
  const uint32_t title = tokens_.title_positions;
  Match match;
  match.field = begin < title ? Field::kTitle : Field::kText;
  const uint32_t first = begin < title ? 0 : title;
  match.tokens = {begin - first, end - first};
  return match;
}

void ColumnWords::FindWords(const EvaluatedNode& leaf,
                            std::vector<Match>* found) {
  const std::vector<uint32_t>& words = words_.words(leaf);
  if (words.empty()) return;
  SpendTokens(PositionBudget::kLeafCost);
  if (words.size() > 1) return FindPhrase(leaf, words, found);
  const std::vector<Standing>& places = places_.of(words.front());
  Spend(places.size());
  for (const Standing& at : places) {
    found->push_back(MatchAt(at.position, at.position + at.length));
  }
}

void ColumnWords::FindPhrase(const EvaluatedNode& leaf,
                             const std::vector<uint32_t>& words,
                             std::vector<Match>* found) {
  for (const uint32_t word : words) {
    if (places_.of(word).empty()) return;
  }
  const std::vector<query::TermSpec>& terms = leaf.plan->terms;
  const uint32_t title = tokens_.title_positions;
  Spend(places_.of(words.front()).size() * words.size());
  for (const Standing& first : places_.of(words.front())) {
    uint32_t end = first.position + first.length;
    bool complete = true;
    for (size_t i = 1; i < words.size() && complete; ++i) {
      const uint32_t wanted =
          first.position + terms[i].offset - terms.front().offset;
      const std::vector<Standing>& places = places_.of(words[i]);
      const auto at =
          std::lower_bound(places.begin(), places.end(), wanted,
                           [](const Standing& a, uint32_t position) {
                             return a.position < position;
                           });
      complete = at != places.end() && at->position == wanted &&
                 (first.position < title) == (wanted < title);
      if (complete) end = std::max(end, at->position + at->length);
    }
    if (complete) found->push_back(MatchAt(first.position, end));
  }
}

}  // namespace vigie::match
