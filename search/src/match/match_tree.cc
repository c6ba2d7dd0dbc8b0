#include "match/match_tree.h"

#include <algorithm>
#include <utility>

#include "index/schema.h"
#include "match/frequency.h"
#include "match/posting_sources.h"
#include "match/xapian_query.h"

namespace vigie::match {

using query::NodeKind;
using query::PlanNode;
using query::TermSpec;

namespace {

// Articles of a stem from which on it pays to ask whether they are all.
constexpr uint64_t kManyArticles = 512;

// The list of a term that a segment does not have.
const PostingListPtr& Nothing() {
  static const auto* const nothing = new PostingListPtr(
      std::make_shared<const PostingList>(index::DecodedPostings(), 0));
  return *nothing;
}

// The first other stem that a word of that form has in a segment.
SegmentTerms OtherStem(const TermSpec& term, const index::Segment& segment) {
  const index::Vocabulary& words = segment.vocabulary();
  std::vector<uint32_t> codes;
  words.FindForm(term.form, &codes);
  SegmentTerms other;
  for (const uint32_t code : codes) {
    if (words.stem(code) == term.stem) continue;
    other.Add(words.stem(code), 0);
    break;
  }
  return other;
}

// Whether each word of that form has that stem, so that no article holds the
// form without it. O(log words) for each segment unless it is kept.
bool HasOneStem(const TermSpec& term, const Catalog& catalog) {
  std::string name = "stems ";
  name.append(term.form).append(1, '\0').append(term.stem);
  const auto stems = catalog.term_facts().FamilyOf(
      name,
      {[&](const index::Segment& segment) { return OtherStem(term, segment); },
       [](const std::vector<SegmentTermsPtr>& others) {
         TermFamily family;
         family.size = 1;
         for (const SegmentTermsPtr& other : others) {
           family.size += other->size();
         }
         return family;
       }});
  return stems->size == 1;
}

}  // namespace

const PostingListPtr& TermLists::list(uint32_t segment) const {
  Slot& slot = slots_[segment];
  if (slot.known != nullptr) return *slot.known;
  if (slot.list != nullptr) return slot.list;
  if (!slot.held) return Nothing();
  slot.list = source_->Read(segment, name_);
  return slot.list;
}

const TermLists* TermSource::Find(const std::string& term) {
  const auto [entry, is_new] = terms_.try_emplace(term);
  TermLists& found = entry->second;
  if (is_new) {
    found.source_ = this;
    found.name_ = entry->first;
    const size_t segments = catalog_.segments().size();
    found.slots_.resize(segments);
    if (segments > 1 && catalog_.term_facts().keeps()) {
      // Most small segments have few of the terms.
      found.holders_ = catalog_.term_facts().ListsOf(term);
      const TermHolders& holders = *found.holders_;
      for (size_t i = 0; i < holders.segments.size(); ++i) {
        TermLists::Slot& slot = found.slots_[holders.segments[i]];
        slot.held = true;
        if (holders.lists[i] != nullptr) slot.known = &holders.lists[i];
      }
      found.articles_ = holders.articles;
    } else {
      for (size_t i = 0; i < segments; ++i) {
        found.slots_[i].list = Read(i, term);
        found.articles_ += found.slots_[i].list->size();
      }
    }
  }
  return found.articles_ == 0 ? nullptr : &found;
}

// What is stored as a bitmap needs no decoding.
PostingListPtr TermSource::Read(size_t segment, std::string_view term) const {
  const index::Segment& from = *catalog_.segments()[segment];
  if (const auto stored = from.postings().FindDense(term)) {
    return std::make_shared<const PostingList>(*stored);
  }
  if (cache_ == nullptr) {
    return ReadPostings(from.postings(), term, from.size());
  }
  return cache_->Get(facts_.keys[segment], term, [&]() -> PostingListPtr {
    std::shared_ptr<PostingList> list =
        ReadPostings(from.postings(), term, from.size());
    constexpr uint32_t kBoundedFrom = 256;
    if (list->size() >= kBoundedFrom) {
      list->ComputeBounds(from.lengths(), facts_.mean_lengths[segment]);
    }
    from.ReleaseRead(1);
    return list;
  });
}

PostingListPtr TermSource::Derived(uint32_t segment, const std::string& name,
                                   const std::function<DocSet()>& make) {
  const index::Segment& from = *catalog_.segments()[segment];
  const auto list = [&]() -> PostingListPtr {
    return std::make_shared<const PostingList>(
        index::DecodedPostings{make().Sorted(), {}}, from.size());
  };
  if (cache_ == nullptr) return list();
  return cache_->Get(facts_.keys[segment], name, [&] {
    constexpr uint32_t kReads = 16;  // in many articles
    PostingListPtr made = list();
    from.ReleaseRead(kReads);
    return made;
  });
}

MatchNode TreeBuilder::Build(const PlanNode& root) {
  ExpandPrefixes(root);
  return Node(root, 1);
}

MatchNode TreeBuilder::Make(Op op, std::vector<MatchNode> children) {
  MatchNode node;
  node.op = op;
  node.number = nodes_++;
  node.children = std::move(children);
  return node;
}

MatchNode TreeBuilder::Term(std::string_view prefix, std::string_view value,
                            double factor) {
  poll_.TickOrThrow();
  MatchNode node = Make(Op::kTerm);
  node.terms = terms_.Find(index::Term(prefix, value));
  if (node.terms == nullptr || factor == 0) return node;
  const auto documents = static_cast<double>(catalog_.documents());
  node.weight =
      Bm25Idf(documents, static_cast<double>(node.terms->articles())) * factor;
  node.weight *= kBm25K1 + 1;
  return node;
}

MatchNode TreeBuilder::Node(const PlanNode& node, double factor) {
  poll_.TickOrThrow();
  factor *= node.weight;
  if (!scored_) factor = 0;
  const bool settles = !settling_ && NeedsPositions(node);
  if (settles) settling_ = true;
  MatchNode made = Candidates(node, factor);
  if (!settles) return made;
  settling_ = false;
  settles_ = true;
  MatchNode settled = Make(Op::kSettled);
  settled.plan = &node;
  settled.children.push_back(std::move(made));
  return settled;
}

MatchNode TreeBuilder::Candidates(const PlanNode& node, double factor) {
  switch (node.kind) {
    case NodeKind::kAll:
      return Make(Op::kEverything);
    case NodeKind::kNone:
    case NodeKind::kNot:
      return Make(Op::kNothing);
    case NodeKind::kWord:
      return Word(node, factor);
    case NodeKind::kPhrase:
      return Phrase(node, factor);
    case NodeKind::kPrefix:
      return Prefix(node, factor);
    case NodeKind::kEntity:
      return Entity(node, factor);
    case NodeKind::kEntityType:
      return Term(index::kPrefixEntityType, EntityTypeName(node.entity_type),
                  0);
    case NodeKind::kMention:
      return Name(node, factor);
    case NodeKind::kSource:
      return Term(index::kPrefixSource, node.value, 0);
    case NodeKind::kAuthor:
      return Term(index::kPrefixAuthor, node.value, 0);
    case NodeKind::kDate:
      return Days(node);
    case NodeKind::kOr:
      return Or(node, factor);
    case NodeKind::kAnd:
    case NodeKind::kNear:
    case NodeKind::kSameSentence:
    case NodeKind::kSameParagraph:
    case NodeKind::kAtLeast:
    case NodeKind::kFirst:
      return And(node, factor);
  }
  return Make(Op::kNothing);
}

MatchNode TreeBuilder::Exactly(const PlanNode& node) {
  const bool settling = std::exchange(settling_, false);
  MatchNode made = Node(node, 0);
  settling_ = settling;
  return made;
}

// Also of the operators that ask for all their operands.
MatchNode TreeBuilder::And(const PlanNode& node, double factor) {
  std::vector<MatchNode> wanted;
  std::vector<MatchNode> excluded;
  std::vector<MatchNode> optional;
  for (const PlanNode& child : node.children) {
    if (child.kind == NodeKind::kNot) {
      excluded.push_back(Exactly(child.children.front()));
    } else if (!child.optional) {
      wanted.push_back(Node(child, factor));
    } else if (scored_) {
      optional.push_back(Node(child, factor));
    }
  }
  if (wanted.empty()) return Make(Op::kNothing);
  MatchNode all = Make(Op::kAnd, std::move(wanted));
  if (!excluded.empty()) {
    excluded.insert(excluded.begin(), std::move(all));
    all = Make(Op::kAndNot, std::move(excluded));
  }
  if (optional.empty()) return all;
  optional.insert(optional.begin(), std::move(all));
  return Make(Op::kAndMaybe, std::move(optional));
}

MatchNode TreeBuilder::Or(const PlanNode& node, double factor) {
  std::vector<MatchNode> readings;
  readings.reserve(node.children.size());
  for (const PlanNode& child : node.children) {
    readings.push_back(Node(child, factor));
  }
  return Make(node.alternatives ? Op::kMax : Op::kOr, std::move(readings));
}

MatchNode TreeBuilder::Word(const PlanNode& node, double factor) {
  const FieldPrefixes prefixes = PrefixesOf(node);
  const TermSpec& term = node.terms.front();
  factor *= term.weight;
  if (!scored_ && !term.exact) return FormOrStem(node, term);
  if (term.exact) {
    return Term(prefixes.form, term.form,
                factor * (index::kFormWeight + index::kStemWeight));
  }
  std::vector<MatchNode> both;
  both.push_back(Term(prefixes.form, term.form, factor * index::kFormWeight));
  both.push_back(Term(prefixes.stem, term.stem, factor * index::kStemWeight));
  return Make(Op::kOr, std::move(both));
}

MatchNode TreeBuilder::FormOrStem(const PlanNode& node, const TermSpec& term) {
  const FieldPrefixes prefixes = PrefixesOf(node);
  MatchNode by_stem = Term(prefixes.stem, term.stem, 0);
  if (by_stem.terms != nullptr && by_stem.terms->articles() >= kManyArticles &&
      HasOneStem(term, catalog_)) {
    return by_stem;
  }
  MatchNode by_form = Term(prefixes.form, term.form, 0);
  if (by_form.terms == nullptr) return by_stem;
  std::vector<MatchNode> both;
  both.push_back(std::move(by_form));
  both.push_back(std::move(by_stem));
  return Make(Op::kOr, std::move(both));
}

// Every word of a phrase somewhere.
MatchNode TreeBuilder::Phrase(const PlanNode& node, double factor) {
  const FieldPrefixes prefixes = PrefixesOf(node);
  std::vector<MatchNode> words;
  for (const TermSpec& term : node.terms) {
    words.push_back(term.exact ? Term(prefixes.form, term.form, 0)
                               : FormOrStem(node, term));
  }
  MatchNode every = Make(Op::kAnd, std::move(words));
  if (!scored_) return every;
  std::vector<MatchNode> parts;
  parts.push_back(std::move(every));
  for (const TermSpec& term : node.terms) {
    const double weight = factor * term.weight;
    if (term.exact) {
      parts.push_back(Term(prefixes.form, term.form,
                           weight * (index::kFormWeight + index::kStemWeight)));
    } else {
      parts.push_back(
          Term(prefixes.form, term.form, weight * index::kFormWeight));
      parts.push_back(
          Term(prefixes.stem, term.stem, weight * index::kStemWeight));
    }
  }
  return Make(Op::kAndMaybe, std::move(parts));
}

MatchNode TreeBuilder::Prefix(const PlanNode& node, double factor) {
  std::vector<MatchNode> words;
  for (const std::string& word : WordsOf(prefix_words_, node)) {
    words.push_back(
        Term(PrefixesOf(node).form, word, factor * index::kFormWeight));
  }
  return Make(Op::kMax, std::move(words));
}

MatchNode TreeBuilder::Entity(const PlanNode& node, double factor) {
  std::vector<MatchNode> terms;
  for (const std::string& id : node.entity_ids) {
    terms.push_back(Term(index::kPrefixEntity, id, 0));
  }
  MatchNode any = Make(Op::kOr, std::move(terms));
  if (factor == 0) return any;
  MatchNode entities = Make(Op::kEntities);
  entities.weight = EntityIdf(catalog_, node) * (kBm25K1 + 1) * factor;
  for (uint32_t i = 0; i < catalog_.segments().size(); ++i) {
    std::vector<uint32_t>& ordinals = entities.ordinals.emplace_back();
    for (const std::string& id : node.entity_ids) {
      if (const auto local = catalog_.FindLocalEntity(i, id)) {
        ordinals.push_back(*local);
      }
    }
    std::sort(ordinals.begin(), ordinals.end());
  }
  entities.children.push_back(std::move(any));
  return entities;
}

// Weighs as its mentions do, or as its words.
MatchNode TreeBuilder::Name(const PlanNode& node, double factor) {
  std::vector<MatchNode> readings;
  if (!node.entity_ids.empty()) readings.push_back(Entity(node, factor));
  if (!node.terms.empty()) {
    std::vector<MatchNode> forms;
    for (const TermSpec& term : node.terms) {
      forms.push_back(Term(PrefixesOf(node).form, term.form, factor));
    }
    readings.push_back(Make(Op::kAnd, std::move(forms)));
  }
  return Make(Op::kMax, std::move(readings));
}

MatchNode TreeBuilder::Days(const PlanNode& node) {
  MatchNode days = Make(Op::kDays);
  days.day_begin = node.day_begin;
  days.day_end = node.day_end;
  return days;
}

}  // namespace vigie::match
