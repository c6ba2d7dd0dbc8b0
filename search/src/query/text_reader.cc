#include "query/text_reader.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "query/acronyms.h"
#include "query/phrase.h"
#include "query/word_weights.h"

namespace vigie::query {
namespace {

// Longest name looked for among bare words.
constexpr size_t kMaxNameUnits = 12;
constexpr uint32_t kMaxNameBytes = 200;

// Where the name that begins with `unit` may begin: with its elided article.
uint32_t BeginWithElision(std::string_view text, const WordUnit& unit) {
  uint32_t begin = unit.range.begin;
  while (begin > 0 && text[begin - 1] != ' ') --begin;
  return begin;
}

ByteRange RangeOf(const LeafText& text, size_t first, size_t last) {
  const std::vector<WordUnit>& units = text.units();
  return {units[first].range.begin, units[last - 1].range.end};
}

void SetZone(PlanNode& node, Zone zone) {
  if (node.kind == NodeKind::kWord || node.kind == NodeKind::kPhrase ||
      node.kind == NodeKind::kPrefix) {
    node.zone = zone;
  }
  for (PlanNode& child : node.children) SetZone(child, zone);
}

void SetWeight(PlanNode& node, double weight) {
  for (TermSpec& term : node.terms) term.weight = weight;
  for (PlanNode& child : node.children) SetWeight(child, weight);
}

std::vector<TermSpec> TermsOf(const std::vector<WordUnit>& units,
                              ByteRange range) {
  return std::move(SpellPhrase(units, /*exact=*/false, range).front().terms);
}

// What a text of the word lists is in articles. It weighs what the `typed`
// words that it stands for do, not the sum of its own: else one acronym would
// decide the order of a whole answer.
PlanNode SpellEquivalent(const std::string& text, size_t typed,
                         ByteRange range) {
  AstNode phrase;
  phrase.kind = AstKind::kPhrase;
  phrase.words.push_back({text, {0, static_cast<uint32_t>(text.size())}});
  std::vector<PlanNode> spellings =
      SpellPhrase(LeafText(phrase).units(), /*exact=*/false, range);
  for (PlanNode& spelling : spellings) {
    const double share =
        static_cast<double>(typed) / static_cast<double>(spelling.terms.size());
    spelling.weight = std::min(1.0, share);
  }
  return MakeAlternatives(std::move(spellings), range);
}

}  // namespace

PlanNode JoinNodes(NodeKind kind, std::vector<PlanNode> nodes,
                   ByteRange range) {
  if (nodes.size() == 1) return std::move(nodes.front());
  PlanNode joined;
  joined.kind = kind;
  joined.range = range;
  for (PlanNode& node : nodes) {
    if (node.kind == kind && !node.alternatives) {
      std::move(node.children.begin(), node.children.end(),
                std::back_inserter(joined.children));
    } else {
      joined.children.push_back(std::move(node));
    }
  }
  return joined;
}

PlanNode MakeAlternatives(std::vector<PlanNode> readings, ByteRange range) {
  if (readings.size() == 1) return std::move(readings.front());
  PlanNode node;
  node.kind = NodeKind::kOr;
  node.range = range;
  node.alternatives = true;
  for (PlanNode& reading : readings) {
    if (reading.alternatives) {
      std::move(reading.children.begin(), reading.children.end(),
                std::back_inserter(node.children));
    } else {
      node.children.push_back(std::move(reading));
    }
  }
  return node;
}

std::optional<TextReading> TextReader::Read(const AstNode& leaf,
                                            const LeafText& text, bool placed) {
  if (text.units().empty()) return std::nullopt;
  placed_ = placed;
  TextReading reading;
  if (leaf.kind == AstKind::kPrefix) {
    reading = ReadPrefix(leaf, text);
  } else if (leaf.kind == AstKind::kPhrase || leaf.exact) {
    reading = ReadPhrase(leaf, text);
  } else {
    reading = ReadWords(leaf, text);
  }
  if (leaf.zone != Zone::kAnywhere) SetZone(reading.node, leaf.zone);
  return reading;
}

TextReading TextReader::ReadWords(const AstNode& leaf, const LeafText& text) {
  std::vector<Part> parts;
  const size_t count = text.units().size();
  for (size_t i = 0; i < count;) {
    parts.push_back(ReadPart(leaf, text, &i));
  }
  TextReading reading = JoinParts(std::move(parts), leaf.range);
  reading.stop_words = reading.stop_words && leaf.zone == Zone::kAnywhere;
  return reading;
}

// The unit at `*first` or, with those after it, a name or an acronym; moves
// `*first` past what it read.
TextReader::Part TextReader::ReadPart(const AstNode& leaf, const LeafText& text,
                                      size_t* first) {
  const size_t begin = *first;
  size_t last = begin + 1;
  std::optional<Equivalents> equal;
  if (expand_) equal = FindEquivalents(text, begin);
  if (equal) last = equal->last;
  std::optional<PlanNode> name;
  // A bare name in a zone is the words of it; entité: asks for the entity.
  if (leaf.zone == Zone::kAnywhere) name = FindName(text, begin, &last);
  if (equal && equal->last < last) equal.reset();
  *first = last;
  const bool plain = !name && !equal;
  TextReading words = placed_ && !plain ? SpellUnits(text, begin, last)
                                        : JoinUnits(text, begin, last);
  if (plain) {
    return {std::move(words.node), words.stop_words,
            WeightOf(text.units()[begin])};
  }
  const ByteRange range =
      name ? name->range : text.InQuery(RangeOf(text, begin, last));
  std::vector<PlanNode> readings;
  if (name) readings.push_back(*std::move(name));
  readings.push_back(std::move(words.node));
  if (equal) {
    const ByteRange typed = RangeOf(text, begin, last);
    expansions_.push_back({QueryExpansion::Kind::kAcronym, range,
                           text.text().substr(typed.begin, typed.size()),
                           equal->texts});
    for (const std::string& other : equal->texts) {
      readings.push_back(SpellEquivalent(other, last - begin, range));
    }
  }
  return {MakeAlternatives(std::move(readings), range), false, 1};
}

TextReading TextReader::SpellUnits(const LeafText& text, size_t first,
                                   size_t last) {
  if (last == first + 1) return JoinUnits(text, first, last);
  const std::vector<WordUnit> units(text.units().begin() + first,
                                    text.units().begin() + last);
  const ByteRange range = text.InQuery(RangeOf(text, first, last));
  return {MakeAlternatives(SpellPhrase(units, /*exact=*/false, range), range),
          false};
}

TextReading TextReader::JoinUnits(const LeafText& text, size_t first,
                                  size_t last) {
  std::vector<Part> parts;
  for (size_t i = first; i < last; ++i) {
    const WordUnit& unit = text.units()[i];
    // Inside a name grammatical words are left out, not weighed.
    parts.push_back({UnitNode(text, unit, false), unit.stop_word,
                     unit.stop_word ? 0. : 1.});
  }
  return JoinParts(std::move(parts), text.InQuery(RangeOf(text, first, last)));
}

// What asks nothing beside other words is left out. Where any of the words is
// enough, grammatical ones only weigh and the others weigh what they say.
TextReading TextReader::JoinParts(std::vector<Part> parts,
                                  ByteRange range) const {
  const bool any = join_ == NodeKind::kOr;
  const auto is_empty = [any](const Part& part) {
    return part.stop_word || (any && part.weight == 0);
  };
  TextReading reading;
  reading.stop_words = std::all_of(parts.begin(), parts.end(), is_empty);
  std::vector<PlanNode> nodes;
  std::vector<PlanNode> optional;
  for (Part& part : parts) {
    if (reading.stop_words || !is_empty(part)) {
      if (any && !reading.stop_words) SetWeight(part.node, part.weight);
      nodes.push_back(std::move(part.node));
    } else if (any && !placed_ && part.weight > 0) {
      SetWeight(part.node, part.weight);
      part.node.optional = true;
      optional.push_back(std::move(part.node));
    }
  }
  reading.node = JoinNodes(join_, std::move(nodes), range);
  if (optional.empty()) return reading;
  optional.insert(optional.begin(), std::move(reading.node));
  reading.node = JoinNodes(NodeKind::kAnd, std::move(optional), range);
  return reading;
}

PlanNode TextReader::UnitNode(const LeafText& text, const WordUnit& unit,
                              bool exact) {
  const ByteRange range = text.InQuery(unit.range);
  std::vector<PlanNode> readings;
  const auto add_wholes = [&] {
    for (const analysis::Token* whole : unit.wholes) {
      readings.push_back(MakePhrase({MakeTerm(*whole, exact)}, range));
    }
  };
  if (unit.words.size() == 1) {
    readings.push_back(
        MakePhrase({MakeTerm(*unit.words.front(), exact)}, range));
    add_wholes();
    return MakeAlternatives(std::move(readings), range);
  }
  add_wholes();
  const bool compound = std::all_of(
      unit.words.begin(), unit.words.end(), [](const analysis::Token* word) {
        return (word->flags & analysis::kPart) != 0;
      });
  std::vector<PlanNode> words;
  std::vector<TermSpec> terms;
  for (const analysis::Token* word : unit.words) {
    words.push_back(
        MakePhrase({MakeTerm(*word, exact)}, text.InQuery(word->range)));
    terms.push_back(MakeTerm(*word, exact));
    terms.back().offset = word->position - unit.position_begin;
  }
  readings.push_back(compound || exact
                         ? MakePhrase(std::move(terms), range)
                         : JoinNodes(join_, std::move(words), range));
  return MakeAlternatives(std::move(readings), range);
}

std::optional<PlanNode> TextReader::FindName(const LeafText& text, size_t first,
                                             size_t* last) {
  const std::vector<WordUnit>& units = text.units();
  const std::string_view whole = text.text();
  for (size_t end = std::min(units.size(), first + kMaxNameUnits); end > first;
       --end) {
    if (end < *last) break;
    ByteRange range = RangeOf(text, first, end);
    if (range.size() > kMaxNameBytes) continue;
    std::optional<PlanNode> name = names_.ResolveText(
        whole.substr(range.begin, range.size()), text.InQuery(range),
        /*quoted=*/false);
    if (!name && units[first].elided) {
      range.begin = BeginWithElision(whole, units[first]);
      name = names_.ResolveText(whole.substr(range.begin, range.size()),
                                text.InQuery(range), /*quoted=*/false);
    }
    if (!name) continue;
    *last = end;
    name->terms = TermsOf({units.begin() + static_cast<ptrdiff_t>(first),
                           units.begin() + static_cast<ptrdiff_t>(end)},
                          name->range);
    return name;
  }
  return std::nullopt;
}

TextReading TextReader::ReadPhrase(const AstNode& leaf, const LeafText& text) {
  std::vector<PlanNode> readings;
  if (!leaf.exact && leaf.zone == Zone::kAnywhere) {
    std::optional<PlanNode> name =
        names_.ResolveText(text.text(), leaf.range, /*quoted=*/true);
    if (name) {
      name->terms = TermsOf(text.units(), leaf.range);
      readings.push_back(*std::move(name));
    }
  }
  if (text.units().size() == 1) {
    readings.push_back(UnitNode(text, text.units().front(), leaf.exact));
  } else {
    for (PlanNode& node : SpellPhrase(text.units(), leaf.exact, leaf.range)) {
      readings.push_back(std::move(node));
    }
  }
  return {MakeAlternatives(std::move(readings), leaf.range), false};
}

// « semi cond* »: both apart, or the compound that begins so.
TextReading TextReader::ReadSpacedPrefix(const AstNode& leaf) {
  AstNode head = leaf;
  head.kind = AstKind::kWords;
  head.words = {leaf.words.front()};
  head.range = head.words.front().range;
  AstNode tail = leaf;
  tail.words = {leaf.words.back()};
  tail.range.begin = tail.words.front().range.begin;
  AstNode whole = leaf;
  whole.words = {
      {leaf.words.front().text + "-" + leaf.words.back().text, leaf.range}};
  std::vector<PlanNode> apart;
  apart.push_back(ReadWords(head, LeafText(head)).node);
  apart.push_back(ReadPrefix(tail, LeafText(tail)).node);
  std::vector<PlanNode> readings;
  readings.push_back(JoinNodes(join_, std::move(apart), leaf.range));
  readings.push_back(ReadPrefix(whole, LeafText(whole)).node);
  return {MakeAlternatives(std::move(readings), leaf.range), false};
}

// The star belongs to the last word; words before it in the same piece, as in
// R&D*, are required beside it.
TextReading TextReader::ReadPrefix(const AstNode& leaf, const LeafText& text) {
  if (leaf.words.size() > 1) return ReadSpacedPrefix(leaf);
  const WordUnit& last = text.units().back();
  PlanNode prefix;
  prefix.kind = NodeKind::kPrefix;
  prefix.range = leaf.range;
  prefix.value = last.words.size() > 1 && !last.wholes.empty()
                     ? last.wholes.front()->form
                     : last.words.back()->form;
  std::vector<PlanNode> nodes;
  if (text.units().size() > 1) {
    nodes.push_back(JoinUnits(text, 0, text.units().size() - 1).node);
  }
  nodes.push_back(std::move(prefix));
  return {JoinNodes(NodeKind::kAnd, std::move(nodes), leaf.range), false};
}

}  // namespace vigie::query
