#include "match/evidence.h"

#include <algorithm>
#include <array>
#include <utility>

#include "match/overlap.h"
#include "match/phrase.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;

constexpr std::array<Field, 2> kFields = {Field::kTitle, Field::kText};

bool IsText(NodeKind kind) {
  return kind == NodeKind::kWord || kind == NodeKind::kPhrase ||
         kind == NodeKind::kPrefix;
}

bool Covers(query::Zone zone, Field field) {
  if (zone == query::Zone::kTitle) return field == Field::kTitle;
  if (zone == query::Zone::kText) return field == Field::kText;
  return zone == query::Zone::kAnywhere;
}

}  // namespace

// `located[field][term]`: the tokens that are that word, in order.
struct EvidenceFinder::Article {
  DocRef ref;
  const ArticleText* text = nullptr;
  std::array<std::vector<TokenList>, 2> located;
};

EvidenceFinder::EvidenceFinder(const PlanNode& root, const Catalog& catalog)
    : catalog_(catalog), root_(Compile(root, kOwnPart)) {}

EvidenceFinder::Node EvidenceFinder::Compile(const PlanNode& plan,
                                             uint32_t part) {
  Node node;
  node.plan = &plan;
  const bool leaf = plan.children.empty();
  if (part == kOwnPart && (leaf || plan.alternatives)) part = parts_++;
  node.part = part;
  reads_text_ = reads_text_ || IsText(plan.kind);
  for (const query::TermSpec& term : plan.terms) {
    node.terms.push_back(Number(term));
  }
  for (const std::string& id : plan.entity_ids) {
    if (const auto entity = catalog_.FindEntity(id)) {
      node.entities.push_back(*entity);
    }
  }
  std::sort(node.entities.begin(), node.entities.end());
  for (const PlanNode& child : plan.children) {
    node.children.push_back(Compile(child, part));
  }
  return node;
}

uint32_t EvidenceFinder::Number(const query::TermSpec& term) {
  const uint32_t number = terms_++;
  if (term.exact) {
    by_exact_[term.accented].push_back(number);
  } else {
    by_form_[term.form].push_back(number);
    by_stem_[term.stem].push_back(number);
  }
  return number;
}

void EvidenceFinder::LocateTerms(Field field, Article* article) const {
  std::vector<TokenList>& located =
      article->located[static_cast<size_t>(field)];
  located.resize(terms_);
  const std::vector<analysis::Token>& tokens =
      article->text->analyzed(field).tokens;
  const auto add = [&located](const TermNumbers& numbers,
                              std::string_view value, uint32_t token) {
    const auto found = numbers.find(value);
    if (found == numbers.end()) return;
    for (const uint32_t number : found->second) {
      TokenList& list = located[number];
      if (list.empty() || list.back() != token) list.push_back(token);
    }
  };
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    add(by_form_, tokens[i].form, i);
    add(by_stem_, tokens[i].stem, i);
    add(by_exact_, tokens[i].exact, i);
  }
}

Result<Evidence> EvidenceFinder::Find(DocRef ref, ArticleText* text) const {
  Article article{ref, text, {}};
  if (reads_text_) {
    if (Status status = text->Analyze(); !status.ok()) return status;
    for (const Field field : kFields) LocateTerms(field, &article);
  }
  Evidence evidence;
  evidence.matches = Evaluate(root_, &article, &evidence.found);
  if (!evidence.matches) evidence.found.clear();
  SortMatches(&evidence.found);
  return evidence;
}

bool EvidenceFinder::Evaluate(const Node& node, Article* article,
                              std::vector<Match>* found) const {
  const size_t before = found->size();
  const index::Segment& segment = catalog_.segment(article->ref);
  switch (node.plan->kind) {
    case NodeKind::kAll:
      return true;
    case NodeKind::kNone:
    case NodeKind::kNot:
      return false;
    case NodeKind::kWord:
    case NodeKind::kPhrase:
    case NodeKind::kPrefix:
      MatchText(node, article, found);
      return found->size() > before;
    case NodeKind::kEntity:
    case NodeKind::kEntityType:
      MatchMentions(node, article, found);
      return found->size() > before;
    case NodeKind::kSource:
      return catalog_.folded_sources()[catalog_.source(article->ref)] ==
             node.plan->value;
    case NodeKind::kDate: {
      const int32_t day = segment.day(article->ref.doc);
      return day != index::kNoDay && node.plan->day_begin <= day &&
             day < node.plan->day_end;
    }
    case NodeKind::kAnd:
      return EvaluateAnd(node, article, found);
    case NodeKind::kOr:
      return EvaluateOr(node, article, found);
    case NodeKind::kAuthor:
    case NodeKind::kMention:
    case NodeKind::kNear:
    case NodeKind::kSameSentence:
    case NodeKind::kSameParagraph:
    case NodeKind::kAtLeast:
    case NodeKind::kFirst:
      return false;
  }
  return false;
}

bool EvidenceFinder::EvaluateAnd(const Node& node, Article* article,
                                 std::vector<Match>* found) const {
  const size_t before = found->size();
  for (const Node& child : node.children) {
    bool holds = false;
    if (child.plan->kind == NodeKind::kNot) {
      std::vector<Match> unwanted;
      holds = !Evaluate(child.children.front(), article, &unwanted);
    } else {
      holds = Evaluate(child, article, found);
    }
    if (!holds) {
      found->resize(before);
      return false;
    }
  }
  return true;
}

bool EvidenceFinder::EvaluateOr(const Node& node, Article* article,
                                std::vector<Match>* found) const {
  bool any = false;
  std::vector<Reading> readings;
  for (uint32_t i = 0; i < node.children.size(); ++i) {
    std::vector<Match> of_child;
    if (!Evaluate(node.children[i], article, &of_child)) continue;
    any = true;
    for (const Match& match : of_child) {
      if (node.plan->alternatives) {
        readings.push_back({match, i});
      } else {
        found->push_back(match);
      }
    }
  }
  AppendWidest(std::move(readings), found);
  return any;
}

void EvidenceFinder::MatchText(const Node& node, Article* article,
                               std::vector<Match>* found) const {
  for (const Field field : kFields) {
    if (!Covers(node.plan->zone, field)) continue;
    const std::vector<analysis::Token>& tokens =
        article->text->analyzed(field).tokens;
    std::vector<ByteRange> ranges;
    if (node.plan->kind == NodeKind::kPrefix) {
      // A compound and its first part are one occurrence.
      std::vector<Reading> readings;
      for (const ByteRange& range : PrefixRanges(tokens, node.plan->value)) {
        readings.push_back({{field, range, nullptr, node.part}, 0});
      }
      AppendWidest(std::move(readings), found);
    } else {
      std::vector<const TokenList*> lists;
      for (const uint32_t term : node.terms) {
        lists.push_back(&article->located[static_cast<size_t>(field)][term]);
      }
      ranges = PhraseRanges(tokens, node.plan->terms, lists);
    }
    for (const ByteRange& range : ranges) {
      found->push_back({field, range, nullptr, node.part});
    }
  }
}

void EvidenceFinder::MatchMentions(const Node& node, Article* article,
                                   std::vector<Match>* found) const {
  const DocRef ref = article->ref;
  for (const index::StoredMention& mention :
       catalog_.segment(ref).mentions(ref.doc)) {
    const bool wanted =
        node.plan->kind == NodeKind::kEntityType
            ? static_cast<EntityType>(mention.type) == node.plan->entity_type
            : std::binary_search(node.entities.begin(), node.entities.end(),
                                 catalog_.entity(ref.segment, mention.entity));
    if (!wanted) continue;
    found->push_back({static_cast<Field>(mention.field),
                      {mention.begin, mention.end},
                      &mention,
                      node.part});
  }
}

}  // namespace vigie::match
