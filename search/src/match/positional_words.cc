#include "match/positional_words.h"

#include <algorithm>
#include <utility>

#include "index/schema.h"
#include "index/structure.h"
#include "match/call_poll.h"

namespace vigie::match {

using query::NodeKind;

void PositionBudget::Spend(uint64_t positions) {
  poll_->TickOrThrow();
  if (positions > left_) {
    throw Stopped{Status(StatusCode::kResourceExhausted,
                         "the query compares more than " +
                             std::to_string(positions_) +
                             " word positions; narrow it, for instance by a "
                             "date or a source",
                         "QUERY_TOO_EXPENSIVE")};
  }
  left_ -= positions;
}

PositionalTerms::PositionalTerms(const EvaluatedNode& root,
                                 const PrefixWords& prefixes) {
  Add(root, prefixes);
}

void PositionalTerms::Add(const EvaluatedNode& node,
                          const PrefixWords& prefixes) {
  if (words_.size() <= node.number) words_.resize(node.number + 1);
  const query::PlanNode& plan = *node.plan;
  const auto number = [this](std::string_view prefix, std::string_view value) {
    return Number(index::Term(prefix, value));
  };
  for (const query::TermSpec& term : plan.terms) {
    Word word;
    word.form_hash = index::TermHash(term.form);
    word.stem_hash = index::TermHash(term.stem);
    if (term.exact || plan.kind == NodeKind::kMention) {
      word.terms = {number(index::kPrefixExact, term.accented)};
    } else {
      word.terms = {number(index::kPrefixForm, term.form),
                    number(index::kPrefixStem, term.stem)};
    }
    words_[node.number].push_back(std::move(word));
  }
  if (const auto expanded = prefixes.find(&plan); expanded != prefixes.end()) {
    for (const std::string& form : expanded->second) {
      const uint32_t hash = index::TermHash(form);
      words_[node.number].push_back(
          {{number(index::kPrefixForm, form)}, hash, hash});
    }
  }
  for (const EvaluatedNode& child : node.children) Add(child, prefixes);
}

uint32_t PositionalTerms::Number(std::string term) {
  const auto next = static_cast<uint32_t>(terms_.size());
  const auto [at, is_new] = numbers_.emplace(term, next);
  if (is_new) terms_.push_back(std::move(term));
  return at->second;
}

void PositionalWords::MoveTo(Xapian::docid docid,
                             const index::Structure& structure,
                             const ArticleStructure& article) {
  docid_ = docid;
  first_of_text_ = index::TextPosition(structure.title_positions);
  article_ = &article;
}

const std::vector<uint32_t>& PositionalWords::Positions(uint32_t term) {
  List& list = lists_[term];
  if (list.read_for == docid_) return list.positions;
  list.read_for = docid_;
  list.positions.clear();
  if (!list.opened) {
    list.at = shard_.postlist_begin(terms_.terms()[term]);
    list.end = shard_.postlist_end(terms_.terms()[term]);
    list.opened = true;
  }
  budget_->Spend(1);
  if (list.at == list.end) return list.positions;
  if (*list.at < docid_) list.at.skip_to(docid_);
  if (list.at == list.end || *list.at != docid_) return list.positions;
  for (auto position = list.at.positionlist_begin();
       position != list.at.positionlist_end(); ++position) {
    list.positions.push_back(*position);
  }
  budget_->Spend(PositionBudget::kListCost + list.positions.size());
  return list.positions;
}

void PositionalWords::Find(const PositionalTerms::Word& word,
                           std::vector<Standing>* standing) {
  standing->clear();
  for (const uint32_t term : word.terms) {
    for (const uint32_t position : Positions(term)) {
      const bool in_text = position >= first_of_text_;
      standing->push_back(
          {in_text ? Field::kText : Field::kTitle,
           position - (in_text ? first_of_text_ : index::kTitlePosition), 1});
    }
  }
  const auto order = [](const Standing& a, const Standing& b) {
    return std::make_pair(a.field, a.position) <
           std::make_pair(b.field, b.position);
  };
  if (word.terms.size() > 1) {
    std::sort(standing->begin(), standing->end(), order);
    standing->erase(std::unique(standing->begin(), standing->end(),
                                [&order](const auto& a, const auto& b) {
                                  return !order(a, b) && !order(b, a);
                                }),
                    standing->end());
  }
  Spend(standing->size());
  for (Standing& at : *standing) {
    at.length = article_->TokenLength(at.field, at.position, word.form_hash,
                                      word.stem_hash);
  }
}

void PositionalWords::FindWords(const EvaluatedNode& leaf,
                                std::vector<Match>* found) {
  const std::vector<PositionalTerms::Word>& words = terms_.words(leaf);
  if (words.empty()) return;
  Spend(PositionBudget::kLeafCost);
  if (leaf.plan->kind != NodeKind::kPrefix && words.size() > 1) {
    FindPhrase(leaf, found);
    return;
  }
  if (members_.empty()) members_.resize(1);
  for (const PositionalTerms::Word& word : words) {
    Find(word, &members_.front());
    for (const Standing& at : members_.front()) {
      found->push_back(
          {at.field, {}, nullptr, 0, {at.position, at.position + at.length}});
    }
  }
}

void PositionalWords::FindPhrase(const EvaluatedNode& leaf,
                                 std::vector<Match>* found) {
  const std::vector<PositionalTerms::Word>& words = terms_.words(leaf);
  const std::vector<query::TermSpec>& terms = leaf.plan->terms;
  if (members_.size() < words.size()) members_.resize(words.size());
  for (size_t i = 0; i < words.size(); ++i) {
    Find(words[i], &members_[i]);
    if (members_[i].empty()) return;
  }
  for (const Standing& first : members_.front()) {
    ByteRange tokens{first.position, first.position + first.length};
    bool complete = true;
    for (size_t i = 1; i < words.size() && complete; ++i) {
      const auto wanted = std::make_pair(
          first.field, first.position + terms[i].offset - terms.front().offset);
      const auto at =
          std::lower_bound(members_[i].begin(), members_[i].end(), wanted,
                           [](const Standing& a, const auto& b) {
                             return std::make_pair(a.field, a.position) < b;
                           });
      complete = at != members_[i].end() && at->field == wanted.first &&
                 at->position == wanted.second;
      if (complete) {
        tokens.end = std::max(tokens.end, at->position + at->length);
      }
    }
    if (complete) found->push_back({first.field, {}, nullptr, 0, tokens});
  }
}

}  // namespace vigie::match
