#include "query/acronyms.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "query/characters.h"
#include "query/word_lists.h"

namespace vigie::query {
namespace {

struct Acronym {
  bool a_word_too = false;  // in lower case
  std::vector<std::string> spellings;
  std::vector<std::string> expansions;
};

// `acronyms` by their forms, `expansions` by the stems of their words; both
// joined by single spaces.
struct Table {
  std::unordered_map<std::string, Acronym> acronyms;
  std::unordered_map<std::string, std::vector<std::string>> expansions;
  size_t longest = 0;  // units
};

AstNode PhraseOf(std::string_view text) {
  AstNode phrase;
  phrase.kind = AstKind::kPhrase;
  phrase.words.push_back(
      {std::string(text), {0, static_cast<uint32_t>(text.size())}});
  return phrase;
}

void Append(const WordUnit& unit, std::string analysis::Token::*property,
            std::string* key) {
  for (const analysis::Token* word : unit.words) {
    if (!key->empty()) *key += ' ';
    *key += word->*property;
  }
}

std::string KeyOf(const LeafText& text,
                  std::string analysis::Token::*property) {
  std::string key;
  for (const WordUnit& unit : text.units()) Append(unit, property, &key);
  return key;
}

Table Load() {
  Table table;
  for (const std::vector<std::string_view>& line : AcronymLines()) {
    if (line.size() < 2) continue;
    const LeafText acronym(PhraseOf(line[0]));
    const LeafText expansion(PhraseOf(line[1]));
    Acronym& entry = table.acronyms[KeyOf(acronym, &analysis::Token::form)];
    entry.spellings.emplace_back(line[0]);
    entry.expansions.emplace_back(line[1]);
    table.longest = std::max(
        {table.longest, acronym.units().size(), expansion.units().size()});
    if (line.size() > 2) {
      entry.a_word_too = true;
      continue;
    }
    table.expansions[KeyOf(expansion, &analysis::Token::stem)].emplace_back(
        line[0]);
  }
  return table;
}

const Table& Shipped() {
  static const Table table = Load();
  return table;
}

bool HasLowerCase(std::string_view text) {
  for (uint32_t at = 0; at < text.size();) {
    const Character next = CharacterAt(text, at);
    if (IsLowerCase(next.code)) return true;
    at += next.size;
  }
  return false;
}

// Whether the units [first, last) are typed as `acronym` may be.
bool IsTypedAs(const Acronym& acronym, const LeafText& text, size_t first,
               size_t last) {
  const std::vector<WordUnit>& units = text.units();
  const ByteRange range = {units[first].range.begin, units[last - 1].range.end};
  const std::string typed = text.text().substr(range.begin, range.size());
  if (!acronym.a_word_too || !HasLowerCase(typed)) return true;
  const auto& spellings = acronym.spellings;
  return std::find(spellings.begin(), spellings.end(), typed) !=
         spellings.end();
}

}  // namespace

std::optional<Equivalents> FindEquivalents(const LeafText& text, size_t first) {
  const Table& table = Shipped();
  const std::vector<WordUnit>& units = text.units();
  const size_t end = std::min(units.size(), first + table.longest);
  std::string forms;
  std::string stems;
  std::optional<Equivalents> longest;
  for (size_t i = first; i < end; ++i) {
    Append(units[i], &analysis::Token::form, &forms);
    Append(units[i], &analysis::Token::stem, &stems);
    const auto acronym = table.acronyms.find(forms);
    if (acronym != table.acronyms.end() &&
        IsTypedAs(acronym->second, text, first, i + 1)) {
      longest = Equivalents{i + 1, acronym->second.expansions};
      continue;
    }
    const auto expansion = table.expansions.find(stems);
    if (expansion != table.expansions.end()) {
      longest = Equivalents{i + 1, expansion->second};
    }
  }
  return longest;
}

}  // namespace vigie::query
