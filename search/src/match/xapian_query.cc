#include "match/xapian_query.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "index/schema.h"
#include "match/posting_sources.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;
using query::TermSpec;
using Xapian::Query;

struct FieldPrefixes {
  std::string_view form;
  std::string_view stem;
  std::string_view exact;
};

FieldPrefixes PrefixesOf(const PlanNode& node) {
  if (node.zone == query::Zone::kTitle) {
    return {index::kPrefixTitleForm, index::kPrefixTitleStem,
            index::kPrefixTitleExact};
  }
  return {index::kPrefixForm, index::kPrefixStem, index::kPrefixExact};
}

Query TermQuery(std::string_view prefix, std::string_view value) {
  return Query(index::Term(prefix, value));
}

Query Scaled(double factor, const Query& query) {
  return Query(Query::OP_SCALE_WEIGHT, query, factor);
}

// Matches as `query` does and weighs nothing.
Query Unweighted(const Query& query) { return Scaled(0, query); }

Query AnyOf(const std::vector<Query>& queries) {
  return Query(Query::OP_OR, queries.begin(), queries.end());
}

bool Consecutive(const std::vector<TermSpec>& terms) {
  for (size_t i = 1; i < terms.size(); ++i) {
    if (terms[i].offset != terms[i - 1].offset + 1) return false;
  }
  return true;
}

// Whether Xapian finds exactly the articles of a leaf, and not more.
bool Expressible(const PlanNode& leaf) {
  return (leaf.zone == query::Zone::kAnywhere ||
          leaf.zone == query::Zone::kTitle) &&
         (leaf.kind != NodeKind::kPhrase || Consecutive(leaf.terms));
}

}  // namespace

Query XapianTranslator::Translate(const PlanNode& root) {
  return Filtered(Node(root));
}

Query XapianTranslator::Filtered(const Query& query) {
  PulseSource pulse(poll_);  // Xapian clones it
  return Query(Query::OP_FILTER, query, Query(&pulse));
}

Query XapianTranslator::Node(const PlanNode& node) {
  poll_->TickOrThrow();
  if (!Expressible(node)) exact_ = false;
  switch (node.kind) {
    case NodeKind::kAll:
      return Query(std::string());
    case NodeKind::kNone:
      return Query();
    case NodeKind::kWord:
      return Word(node, node.terms.front());
    case NodeKind::kPhrase:
      return Phrase(node);
    case NodeKind::kPrefix:
      return Prefix(node);
    case NodeKind::kEntity:
      return Entity(node);
    case NodeKind::kEntityType:
      return Unweighted(TermQuery(index::kPrefixEntityType,
                                  EntityTypeName(node.entity_type)));
    case NodeKind::kSource:
      return Unweighted(TermQuery(index::kPrefixSource, node.value));
    case NodeKind::kDate:
      return Date(node);
    case NodeKind::kAnd:
      return And(node);
    case NodeKind::kOr:
      return Or(node);
    case NodeKind::kNot:
    case NodeKind::kAuthor:
    case NodeKind::kMention:
    case NodeKind::kNear:
    case NodeKind::kSameSentence:
    case NodeKind::kSameParagraph:
    case NodeKind::kAtLeast:
    case NodeKind::kFirst:
      return Query();
  }
  return Query();
}

Query XapianTranslator::And(const PlanNode& node) {
  std::vector<Query> wanted;
  std::vector<Query> allowed;
  for (const PlanNode& child : node.children) {
    if (child.kind == NodeKind::kNot) {
      allowed.push_back(Negated(child.children.front()));
    } else {
      wanted.push_back(Node(child));
    }
  }
  const Query all = Query(Query::OP_AND, wanted.begin(), wanted.end());
  if (allowed.empty()) return all;
  return Query(Query::OP_FILTER, all,
               Query(Query::OP_AND, allowed.begin(), allowed.end()));
}

Query XapianTranslator::Negated(const PlanNode& node) {
  const Query everything = Query(std::string());
  if (node.kind == NodeKind::kAnd || node.kind == NodeKind::kOr) {
    std::vector<Query> parts;
    for (const PlanNode& child : node.children) {
      parts.push_back(child.kind == NodeKind::kNot
                          ? Unweighted(Node(child.children.front()))
                          : Negated(child));
    }
    return Query(node.kind == NodeKind::kAnd ? Query::OP_OR : Query::OP_AND,
                 parts.begin(), parts.end());
  }
  const Query leaf = Node(node);
  if (!Expressible(node)) return everything;
  return Query(Query::OP_AND_NOT, everything, leaf);
}

// Readings of one thing do not add up: the best one weighs. OP_MAX would take
// the members of an OR below it for its own; a scale in between keeps them
// together.
Query XapianTranslator::Or(const PlanNode& node) {
  std::vector<Query> readings;
  readings.reserve(node.children.size());
  for (const PlanNode& child : node.children) {
    const Query reading = Node(child);
    readings.push_back(node.alternatives ? Scaled(1, reading) : reading);
  }
  return Query(node.alternatives ? Query::OP_MAX : Query::OP_OR,
               readings.begin(), readings.end());
}

// An exact word weighs what its form does, in the articles that hold it so
// accented: accented terms have wdf 0.
Query XapianTranslator::Word(const PlanNode& node, const TermSpec& term) {
  const FieldPrefixes prefixes = PrefixesOf(node);
  const Query form = TermQuery(prefixes.form, term.form);
  if (term.exact) {
    return Query(Query::OP_FILTER,
                 Scaled(index::kFormWeight + index::kStemWeight, form),
                 TermQuery(prefixes.exact, term.accented));
  }
  return Query(Query::OP_OR, Scaled(index::kFormWeight, form),
               Scaled(index::kStemWeight, TermQuery(prefixes.stem, term.stem)));
}

// Positions decide, members weigh: stems .7 inside the phrase, forms .3 beside
// it, as words do. Only consecutive offsets are left to Xapian's positions.
Query XapianTranslator::Phrase(const PlanNode& node) {
  const FieldPrefixes prefixes = PrefixesOf(node);
  const bool positional = Consecutive(node.terms);
  std::vector<Query> members;
  std::vector<Query> forms;
  for (const TermSpec& term : node.terms) {
    members.push_back(term.exact ? TermQuery(prefixes.exact, term.accented)
                                 : TermQuery(prefixes.stem, term.stem));
    const double weight = term.exact ? index::kFormWeight + index::kStemWeight
                                     : index::kFormWeight;
    forms.push_back(Scaled(weight, TermQuery(prefixes.form, term.form)));
  }
  const Query together =
      positional
          ? Filtered(Query(Query::OP_PHRASE, members.begin(), members.end(),
                           static_cast<Xapian::termcount>(members.size())))
          : Query(Query::OP_AND, members.begin(), members.end());
  return Query(Query::OP_AND_MAYBE, Scaled(index::kStemWeight, together),
               AnyOf(forms));
}

// The best word weighs, as a form does: a prefix is a weaker sign than a word.
Query XapianTranslator::Prefix(const PlanNode& node) {
  expansions_.push_back(Expand(node));
  std::vector<Query> words;
  for (const std::string& word : expansions_.back().words) {
    words.push_back(TermQuery(PrefixesOf(node).form, word));
  }
  return Scaled(index::kFormWeight,
                Query(Query::OP_MAX, words.begin(), words.end()));
}

PrefixExpansion XapianTranslator::Expand(const PlanNode& node) {
  const std::string prefix(PrefixesOf(node).form);
  const std::string start = prefix + node.value;
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  const Xapian::Database& database = combined_.database;
  for (auto term = database.allterms_begin(start);
       term != database.allterms_end(start); ++term) {
    poll_->TickOrThrow();
    found.emplace_back(term.get_termfreq(), (*term).substr(prefix.size()));
  }
  PrefixExpansion expansion{node.range, {}, false};
  const size_t kept =
      std::min<size_t>({found.size(), kWordsPerPrefix, words_left_});
  std::partial_sort(found.begin(), found.begin() + kept, found.end(),
                    [](const auto& a, const auto& b) {
                      return a.first != b.first ? a.first > b.first
                                                : a.second < b.second;
                    });
  for (size_t i = 0; i < kept; ++i) {
    expansion.words.push_back(std::move(found[i].second));
  }
  expansion.cut = kept < found.size();
  words_left_ -= static_cast<uint32_t>(kept);
  return expansion;
}

Query XapianTranslator::Entity(const PlanNode& node) {
  std::vector<Query> terms;
  double articles = 0;
  auto weights = std::make_shared<EntityWeights>();
  for (const std::string& id : node.entity_ids) {
    const std::string term = index::Term(index::kPrefixEntity, id);
    articles += combined_.database.get_termfreq(term);
    terms.push_back(Query(term));
  }
  const double documents = combined_.database.get_doccount();
  weights->idf = Bm25Idf(documents, std::min(articles, documents));
  for (uint32_t i = 0; i < catalog_.segments().size(); ++i) {
    const auto& segment = catalog_.segments()[i];
    EntityWeights::Shard shard{segment, {}};
    for (const std::string& id : node.entity_ids) {
      if (const auto local = catalog_.FindLocalEntity(i, id)) {
        shard.ordinals.push_back(*local);
      }
    }
    std::sort(shard.ordinals.begin(), shard.ordinals.end());
    weights->shards.emplace(combined_.uuids[i], std::move(shard));
  }
  EntitySource source(std::move(weights));  // Xapian clones it
  return Query(Query::OP_FILTER, Query(&source), AnyOf(terms));
}

Query XapianTranslator::Date(const PlanNode& node) {
  if (node.day_begin >= node.day_end) return Query();
  return Query(Query::OP_VALUE_RANGE, index::kSlotDay,
               Xapian::sortable_serialise(node.day_begin),
               Xapian::sortable_serialise(node.day_end - 1.0));
}

}  // namespace vigie::match
