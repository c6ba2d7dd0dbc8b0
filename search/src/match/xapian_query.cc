#include "match/xapian_query.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "index/schema.h"
#include "match/frequency.h"
#include "match/positional_source.h"
#include "match/posting_sources.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;
using query::TermSpec;
using query::Zone;
using Xapian::Query;

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

// Every word of a phrase somewhere.
Query EveryWord(const PlanNode& node, const FieldPrefixes& prefixes) {
  std::vector<Query> words;
  for (const TermSpec& term : node.terms) {
    const Query form = TermQuery(prefixes.form, term.form);
    words.push_back(term.exact ? form
                               : Query(Query::OP_OR, form,
                                       TermQuery(prefixes.stem, term.stem)));
  }
  return Query(Query::OP_AND, words.begin(), words.end());
}

}  // namespace

FieldPrefixes PrefixesOf(const PlanNode& node) {
  if (node.zone == Zone::kTitle) {
    return {index::kPrefixTitleForm, index::kPrefixTitleStem};
  }
  return {index::kPrefixForm, index::kPrefixStem};
}

bool NeedsPositions(const PlanNode& node) {
  switch (node.kind) {
    case NodeKind::kWord:
      if (node.terms.front().exact) return true;
      return node.zone != Zone::kAnywhere && node.zone != Zone::kTitle;
    case NodeKind::kPrefix:
      return node.zone != Zone::kAnywhere && node.zone != Zone::kTitle;
    case NodeKind::kEntity:
    case NodeKind::kEntityType:
      return node.zone != Zone::kAnywhere;
    case NodeKind::kPhrase:
    case NodeKind::kMention:
    case NodeKind::kNear:
    case NodeKind::kSameSentence:
    case NodeKind::kSameParagraph:
    case NodeKind::kAtLeast:
    case NodeKind::kFirst:
      return true;
    default:
      return false;
  }
}

Query XapianTranslator::Translate(const PlanNode& root) {
  ExpandPrefixes(root);
  positional_ = std::make_shared<PositionalQuery>(
      root, catalog_, prefix_words_, combined_.uuids, poll_, budget_);
  const bool listed = !scored_ && root.kind == NodeKind::kOr;
  return Filtered(listed ? Listed(root) : Node(root));
}

void XapianTranslator::ExpandPrefixes(const PlanNode& node) {
  if (node.kind == NodeKind::kPrefix) {
    expansions_.push_back(Expand(node));
    prefix_words_[PrefixKey(node)] = expansions_.back().words;
  }
  for (const PlanNode& child : node.children) ExpandPrefixes(child);
}

Query XapianTranslator::Filtered(const Query& query) {
  PulseSource pulse(poll_);  // Xapian clones it
  return Query(Query::OP_FILTER, query, Query(&pulse));
}

Query XapianTranslator::Node(const PlanNode& node) {
  poll_->TickOrThrow();
  const bool settles = !settling_ && NeedsPositions(node);
  if (settles) settling_ = true;
  Query query = Candidates(node);
  if (settles) {
    settling_ = false;
    query = Settled(node, query);
  }
  return node.weight == 1 ? query : Scaled(node.weight, query);
}

Query XapianTranslator::Settled(const PlanNode& node, const Query& candidates) {
  PositionalSource source(positional_, positional_->Find(node));
  return Query(Query::OP_FILTER, candidates, Query(&source));
}

Query XapianTranslator::Candidates(const PlanNode& node) {
  switch (node.kind) {
    case NodeKind::kAll:
      return Query(std::string());
    case NodeKind::kNone:
    case NodeKind::kNot:
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
    case NodeKind::kMention:
      return Name(node);
    case NodeKind::kSource:
      return Unweighted(TermQuery(index::kPrefixSource, node.value));
    case NodeKind::kAuthor:
      return Unweighted(TermQuery(index::kPrefixAuthor, node.value));
    case NodeKind::kDate:
      return Date(node);
    case NodeKind::kOr:
      return Or(node);
    case NodeKind::kAnd:
    case NodeKind::kNear:
    case NodeKind::kSameSentence:
    case NodeKind::kSameParagraph:
    case NodeKind::kAtLeast:
    case NodeKind::kFirst:
      return And(node);
  }
  return Query();
}

// Also of the operators that ask for all their operands.
Query XapianTranslator::And(const PlanNode& node) {
  std::vector<Query> wanted;
  std::vector<Query> allowed;
  std::vector<Query> optional;
  for (const PlanNode& child : node.children) {
    if (child.kind == NodeKind::kNot) {
      allowed.push_back(Negated(child.children.front()));
    } else {
      (child.optional ? optional : wanted).push_back(Node(child));
    }
  }
  Query all = Query(Query::OP_AND, wanted.begin(), wanted.end());
  if (!allowed.empty()) {
    all = Query(Query::OP_FILTER, all,
                Query(Query::OP_AND, allowed.begin(), allowed.end()));
  }
  if (optional.empty() || !scored_) return all;
  return Query(Query::OP_AND_MAYBE, all, AnyOf(optional));
}

Query XapianTranslator::Negated(const PlanNode& node) {
  if (node.kind == NodeKind::kAnd || node.kind == NodeKind::kOr) {
    std::vector<Query> parts;
    for (const PlanNode& child : node.children) {
      if (child.optional) continue;
      parts.push_back(child.kind == NodeKind::kNot
                          ? Unweighted(Node(child.children.front()))
                          : Negated(child));
    }
    return Query(node.kind == NodeKind::kAnd ? Query::OP_OR : Query::OP_AND,
                 parts.begin(), parts.end());
  }
  if (NeedsPositions(node) || node.kind == NodeKind::kEntity) {
    return Excluded(node);
  }
  return Query(Query::OP_AND_NOT, Query(std::string()), Node(node));
}

// Exact also inside a part that positions settle: a superset would lose
// articles here.
Query XapianTranslator::Excluded(const PlanNode& node) {
  const bool settling = std::exchange(settling_, false);
  const Query matching = Unweighted(Filtered(Node(node)));
  settling_ = settling;
  Xapian::Enquire enquire(combined_.database);
  enquire.set_query(matching);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
  const Xapian::doccount all = combined_.database.get_doccount();
  const Xapian::MSet found = enquire.get_mset(0, all, all);
  const auto shards = static_cast<uint32_t>(combined_.uuids.size());
  if (shards == 0) return Query();
  auto excluded = std::make_shared<ExcludedDocuments>();
  excluded->uuids = combined_.uuids;
  excluded->excluded.resize(shards);
  for (uint32_t i = 0; i < shards; ++i) {
    excluded->excluded[i].resize(catalog_.segments()[i]->size());
  }
  for (auto match = found.begin(); match != found.end(); ++match) {
    const uint32_t index = *match - 1;
    excluded->excluded[index % shards][index / shards] = true;
  }
  RemainingSource source(std::move(excluded));  // Xapian clones it
  return Query(&source);
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
// accented, which the token column tells.
Query XapianTranslator::Word(const PlanNode& node, const TermSpec& term) {
  const FieldPrefixes prefixes = PrefixesOf(node);
  const Query form = TermQuery(prefixes.form, term.form);
  if (term.exact) {
    const double weight = index::kFormWeight + index::kStemWeight;
    return Scaled(term.weight * weight, form);
  }
  return Query(Query::OP_OR, Scaled(term.weight * index::kFormWeight, form),
               Scaled(term.weight * index::kStemWeight,
                      TermQuery(prefixes.stem, term.stem)));
}

// The token column decides, members weigh as words do.
Query XapianTranslator::Phrase(const PlanNode& node) {
  const FieldPrefixes prefixes = PrefixesOf(node);
  if (!scored_) return EveryWord(node, prefixes);
  std::vector<Query> weights;
  for (const TermSpec& term : node.terms) {
    const Query form = TermQuery(prefixes.form, term.form);
    if (term.exact) {
      weights.push_back(Scaled(
          term.weight * (index::kFormWeight + index::kStemWeight), form));
    } else {
      weights.push_back(Scaled(term.weight * index::kFormWeight, form));
      weights.push_back(Scaled(term.weight * index::kStemWeight,
                               TermQuery(prefixes.stem, term.stem)));
    }
  }
  return Query(Query::OP_AND_MAYBE, Unweighted(EveryWord(node, prefixes)),
               AnyOf(weights));
}

// The best word weighs, as a form does: a prefix is a weaker sign than a word.
Query XapianTranslator::Prefix(const PlanNode& node) {
  std::vector<Query> words;
  for (const std::string& word : WordsOf(prefix_words_, node)) {
    words.push_back(TermQuery(PrefixesOf(node).form, word));
  }
  return Scaled(index::kFormWeight,
                Query(Query::OP_MAX, words.begin(), words.end()));
}

// Where a word may have a hyphen that the prefix has not, the words with one
// are looked for apart: one look-up for each letter.
void XapianTranslator::AddWordsWith(const std::string& prefix,
                                    const std::string& start,
                                    std::string_view letters,
                                    CountedWords* found) {
  const Xapian::Database& database = combined_.database;
  const auto any = [&](const std::string& term) {
    return database.allterms_begin(term) != database.allterms_end(term);
  };
  std::string word = prefix + start;
  for (size_t i = 0; i < letters.size(); ++i) {
    poll_->TickOrThrow();
    word += letters[i];
    if (i + 1 == letters.size()) break;
    for (const char joint : {'-', '\''}) {
      if (!any(word + joint)) continue;
      AddWordsWith(prefix, word.substr(prefix.size()) + joint,
                   letters.substr(i + 1), found);
    }
  }
  for (auto term = database.allterms_begin(word);
       term != database.allterms_end(word); ++term) {
    poll_->TickOrThrow();
    found->emplace_back(term.get_termfreq(), (*term).substr(prefix.size()));
  }
}

PrefixExpansion XapianTranslator::Expand(const PlanNode& node) {
  const auto [known, is_new] =
      expanded_.emplace(PrefixKey(node), expansions_.size());
  if (!is_new) {
    PrefixExpansion again = expansions_[known->second];
    again.range = node.range;
    return again;
  }
  CountedWords found;
  AddWordsWith(std::string(PrefixesOf(node).form), "",
               PrefixLetters(node.value), &found);
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
  auto weights = std::make_shared<EntityWeights>();
  for (const std::string& id : node.entity_ids) {
    terms.push_back(Query(index::Term(index::kPrefixEntity, id)));
  }
  if (!scored_) return AnyOf(terms);
  weights->idf = EntityIdf(catalog_, node);
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

// Weighs as its mentions do, or as its words.
Query XapianTranslator::Name(const PlanNode& node) {
  std::vector<Query> readings;
  if (!node.entity_ids.empty()) readings.push_back(Scaled(1, Entity(node)));
  if (!node.terms.empty()) {
    std::vector<Query> forms;
    for (const TermSpec& term : node.terms) {
      forms.push_back(TermQuery(PrefixesOf(node).form, term.form));
    }
    readings.push_back(Query(Query::OP_AND, forms.begin(), forms.end()));
  }
  return Query(Query::OP_MAX, readings.begin(), readings.end());
}

Query XapianTranslator::Date(const PlanNode& node) {
  if (node.day_begin >= node.day_end) return Query();
  return Query(Query::OP_VALUE_RANGE, index::kSlotDay,
               Xapian::sortable_serialise(node.day_begin),
               Xapian::sortable_serialise(node.day_end - 1.0));
}

}  // namespace vigie::match
