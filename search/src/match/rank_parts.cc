#include "match/rank_parts.h"

#include <algorithm>
#include <string>
#include <utility>

#include "index/posting_reader.h"
#include "index/schema.h"
#include "match/frequency.h"
#include "match/posting_sources.h"
#include "match/rank_postings.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;
using query::TermSpec;

// Bytes at the start of a stem that make a family of words.
constexpr size_t kFamilyBytes = 5;
constexpr size_t kMostRelatives = 16;

SoughtWord SoughtOf(const TermSpec& term) {
  SoughtWord word;
  word.form = term.exact ? term.accented : term.form;
  if (term.exact) {
    word.by = SoughtWord::By::kExact;
  } else {
    word.stem = term.stem;
  }
  return word;
}

class Lister {
 public:
  Lister(const Catalog& catalog, size_t limit)
      : catalog_(catalog), limit_(limit) {}

  // Children of one conjunction or disjunction are parts of their own.
  void List(const PlanNode& node) {
    if (list_.parts.size() >= limit_) return;
    const bool joined = node.kind == NodeKind::kAnd ||
                        (node.kind == NodeKind::kOr && !node.alternatives);
    if (joined) {
      for (const PlanNode& child : node.children) List(child);
      return;
    }
    const PlanNode* words = WordsOfName(node);
    if (words == nullptr) {
      RankPart part;
      AddReadings(node, node.weight, &part);
      return Add(node, std::move(part));
    }
    for (const PlanNode& word : words->children) {
      RankPart part;
      AddReadings(word, node.weight * words->weight * word.weight, &part);
      for (const PlanNode& other : node.children) {
        if (&other == words) continue;
        AddReadings(other, node.weight * other.weight, &part);
      }
      Add(word, std::move(part));
    }
  }

  RankParts Take() {
    std::stable_sort(
        list_.parts.begin(), list_.parts.end(),
        [](const auto& a, const auto& b) { return a.order < b.order; });
    return std::move(list_);
  }

 private:
  // Of a name of several words, those words; else null.
  static const PlanNode* WordsOfName(const PlanNode& node) {
    if (!node.alternatives) return nullptr;
    const auto words = std::find_if(
        node.children.begin(), node.children.end(), [](const PlanNode& child) {
          return !child.alternatives && !child.children.empty() &&
                 (child.kind == NodeKind::kOr || child.kind == NodeKind::kAnd);
        });
    return words == node.children.end() ? nullptr : &*words;
  }

  void Add(const PlanNode& node, RankPart part) {
    if (list_.parts.size() >= limit_) return;
    if (part.readings.empty() && part.entities.empty()) return;
    std::sort(part.entities.begin(), part.entities.end());
    part.idf = TakeIdf();
    part.order = node.range.begin;
    list_.parts.push_back(std::move(part));
  }

  void AddReadings(const PlanNode& node, double weight, RankPart* part) {
    if (node.kind == NodeKind::kOr) {
      for (const PlanNode& child : node.children) {
        AddReadings(child, weight * child.weight, part);
      }
    } else if (node.kind == NodeKind::kWord || node.kind == NodeKind::kPhrase) {
      RankPart::Reading reading;
      reading.title = node.zone == query::Zone::kTitle;
      double rarest = documents();
      double heaviest = 0;
      for (const TermSpec& term : node.terms) {
        reading.words.push_back(list_.words.Add(SoughtOf(term)));
        rarest = std::min(rarest, static_cast<double>(ArticlesWith(
                                      catalog_, TermOf(node, term))));
        heaviest = std::max(heaviest, term.weight);
      }
      part->weight = part->readings.empty()
                         ? weight * heaviest
                         : std::max(part->weight, weight * heaviest);
      part->readings.push_back(std::move(reading));
      in_articles_ = std::max(in_articles_, rarest);
      if (node.kind == NodeKind::kWord) AddRelatives(node, part);
    } else if (node.kind == NodeKind::kEntity) {
      for (const std::string& id : node.entity_ids) {
        const auto entity = catalog_.FindEntity(id);
        if (entity) part->entities.push_back(*entity);
        articles_ +=
            ArticlesWith(catalog_, index::Term(index::kPrefixEntity, id));
      }
    }
  }

  void AddRelatives(const PlanNode& leaf, RankPart* part) {
    const TermSpec& term = leaf.terms.front();
    if (term.exact || leaf.zone != query::Zone::kAnywhere ||
        term.stem.size() < kFamilyBytes || !part->relatives.empty()) {
      return;
    }
    const std::string own = TermOf(leaf, term);
    const std::string start =
        index::Term(index::kPrefixStem, term.stem.substr(0, kFamilyBytes));
    const TermFacts::Family family = catalog_.term_facts().FamilyOf(
        "relatives " + own, {[&](const index::Segment& segment) {
                               return RelativesIn(segment, own, start);
                             },
                             JoinRelatives});
    for (const std::string& stem : family->terms) {
      SoughtWord relative;
      relative.by = SoughtWord::By::kStem;
      relative.stem = stem;
      part->relatives.push_back(list_.words.Add(std::move(relative)));
    }
    const auto articles = static_cast<double>(family->articles);
    part->relative_idf = Bm25Idf(documents(), std::min(articles, documents()));
  }

  // The other stems that begin with the term `start`, as far as there can be
  // room for them.
  static SegmentTerms RelativesIn(const index::Segment& segment,
                                  const std::string& own,
                                  const std::string& start) {
    SegmentTerms relatives;
    segment.postings().VisitTerms(
        start, [&](std::string_view other, uint32_t in_articles) {
          if (other == own) return true;
          relatives.Add(other.substr(index::kPrefixStem.size()), in_articles);
          return relatives.size() <= kMostRelatives;
        });
    return relatives;
  }

  // Those of each segment up to the first of which there is no room.
  static TermFamily JoinRelatives(const std::vector<SegmentTermsPtr>& lists) {
    TermFamily family;
    for (const SegmentTermsPtr& list : lists) {
      bool room = true;
      for (size_t i = 0; room && i < list->size(); ++i) {
        family.articles += list->articles(i);
        room = AddStem(list->term(i), &family.terms);
      }
    }
    return family;
  }

  // False when it is one too many.
  static bool AddStem(std::string_view stem, std::vector<std::string>* stems) {
    if (std::find(stems->begin(), stems->end(), stem) != stems->end()) {
      return true;
    }
    if (stems->size() == kMostRelatives) return false;
    stems->emplace_back(stem);
    return true;
  }

  // A phrase is as rare as its rarest word; a part as frequent as its most
  // frequent reading.
  double TakeIdf() {
    const double matching =
        std::max(static_cast<double>(std::exchange(articles_, 0)),
                 std::exchange(in_articles_, 0));
    return Bm25Idf(documents(), std::min(matching, documents()));
  }

  double documents() const { return static_cast<double>(catalog_.documents()); }

  const Catalog& catalog_;
  size_t limit_;
  // Of the part being made: articles that mention its entities, and that have
  // the rarest word of its most frequent reading.
  uint64_t articles_ = 0;
  double in_articles_ = 0;
  RankParts list_;
};

}  // namespace

bool MayHaveParts(const PlanNode& root) {
  if (root.kind == NodeKind::kAnd || root.kind == NodeKind::kOr) {
    return std::any_of(root.children.begin(), root.children.end(),
                       MayHaveParts);
  }
  return root.kind == NodeKind::kWord || root.kind == NodeKind::kPhrase ||
         root.kind == NodeKind::kEntity;
}

RankParts ListParts(const PlanNode& root, const Catalog& catalog,
                    size_t limit) {
  Lister lister(catalog, limit);
  lister.List(root);
  return lister.Take();
}

}  // namespace vigie::match
