#include "match/rank_parts.h"

#include <algorithm>

#include "index/schema.h"
#include "match/posting_sources.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;
using query::TermSpec;

// Bytes at the start of a stem that make a family of words.
constexpr size_t kFamilyBytes = 5;
constexpr size_t kMostRelatives = 16;

std::string TermOf(const PlanNode& leaf, const TermSpec& term) {
  const bool title = leaf.zone == query::Zone::kTitle;
  if (term.exact) {
    return index::Term(title ? index::kPrefixTitleExact : index::kPrefixExact,
                       term.accented);
  }
  return index::Term(title ? index::kPrefixTitleStem : index::kPrefixStem,
                     term.stem);
}

class Lister {
 public:
  Lister(const Catalog& catalog, const PostingsPool::Handles& handles,
         size_t limit)
      : catalog_(catalog), handles_(handles), limit_(limit) {}

  // Children of one conjunction or disjunction are parts of their own.
  void List(const PlanNode& node) {
    if (parts_.size() >= limit_) return;
    const bool joined = node.kind == NodeKind::kAnd ||
                        (node.kind == NodeKind::kOr && !node.alternatives);
    if (joined) {
      for (const PlanNode& child : node.children) List(child);
      return;
    }
    RankPart part;
    AddReadings(node, node.weight, &part);
    if (part.readings.empty() && part.entities.empty()) return;
    std::sort(part.entities.begin(), part.entities.end());
    part.idf = Idf(part);
    part.order = node.range.begin;
    parts_.push_back(std::move(part));
  }

  std::vector<RankPart> Take() {
    std::stable_sort(
        parts_.begin(), parts_.end(),
        [](const auto& a, const auto& b) { return a.order < b.order; });
    return std::move(parts_);
  }

 private:
  void AddReadings(const PlanNode& node, double weight, RankPart* part) {
    if (node.kind == NodeKind::kOr) {
      for (const PlanNode& child : node.children) {
        AddReadings(child, weight * child.weight, part);
      }
    } else if (node.kind == NodeKind::kWord || node.kind == NodeKind::kPhrase) {
      std::vector<std::string> terms;
      double heaviest = 0;
      for (const TermSpec& term : node.terms) {
        terms.push_back(TermOf(node, term));
        heaviest = std::max(heaviest, term.weight);
      }
      part->weight = part->readings.empty()
                         ? weight * heaviest
                         : std::max(part->weight, weight * heaviest);
      part->readings.push_back(std::move(terms));
      if (node.kind == NodeKind::kWord) AddRelatives(node, part);
    } else if (node.kind == NodeKind::kEntity) {
      for (const std::string& id : node.entity_ids) {
        const auto entity = catalog_.FindEntity(id);
        if (entity) part->entities.push_back(*entity);
        articles_ +=
            ArticlesWith(handles_, index::Term(index::kPrefixEntity, id));
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
    double articles = 0;
    for (const Xapian::Database& handle : handles_) {
      for (auto other = handle.allterms_begin(start);
           other != handle.allterms_end(start); ++other) {
        if (*other == own) continue;
        articles += other.get_termfreq();
        const bool known =
            std::find(part->relatives.begin(), part->relatives.end(), *other) !=
            part->relatives.end();
        if (known) continue;
        if (part->relatives.size() == kMostRelatives) break;
        part->relatives.push_back(*other);
      }
    }
    const auto documents = static_cast<double>(catalog_.documents());
    part->relative_idf = Bm25Idf(documents, std::min(articles, documents));
  }

  // A phrase is as rare as its rarest word; a part as frequent as its most
  // frequent reading.
  double Idf(const RankPart& part) {
    const auto documents = static_cast<double>(catalog_.documents());
    auto matching = static_cast<double>(articles_);
    articles_ = 0;
    for (const auto& reading : part.readings) {
      double rarest = documents;
      for (const std::string& term : reading) {
        rarest =
            std::min(rarest, static_cast<double>(ArticlesWith(handles_, term)));
      }
      matching = std::max(matching, rarest);
    }
    return Bm25Idf(documents, std::min(matching, documents));
  }

  const Catalog& catalog_;
  const PostingsPool::Handles& handles_;
  size_t limit_;
  uint64_t articles_ = 0;  // that mention the entities of the part being made
  std::vector<RankPart> parts_;
};

}  // namespace

std::vector<RankPart> ListParts(const PlanNode& root, const Catalog& catalog,
                                const PostingsPool::Handles& handles,
                                size_t limit) {
  Lister lister(catalog, handles, limit);
  lister.List(root);
  return lister.Take();
}

}  // namespace vigie::match
