#include "tests/server/hostile_queries.h"

#include <cstddef>
#include <functional>

namespace vigie {
namespace {

constexpr size_t kQueryBytes = 16'384;
constexpr size_t kTerms = 512;

// The operand of a number, e.g. "titre:puce".
using Operand = std::function<std::string(size_t)>;

std::string Repeat(const std::string& text, size_t times) {
  std::string repeated;
  repeated.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

// As many operands as fit, at most `terms`.
std::string Join(const Operand& operand, const std::string& joint, size_t terms,
                 size_t bytes) {
  std::string query;
  for (size_t i = 0; i < terms; ++i) {
    std::string next = i == 0 ? "" : joint;
    next += operand(i);
    if (query.size() + next.size() > bytes) break;
    query += next;
  }
  return query;
}

struct Flood {
  const char* name;
  const char* before;  // the operand's word
  const char* after;
  const char* joint;
};

constexpr Flood kFloods[] = {
    {"words", "", "", " "},
    {"and", "", "", " ET "},
    {"or", "", "", " OU "},
    {"not", "", "", " SAUF "},
    {"minus", "-", "", " "},
    {"near", "", "", " NEAR/5 "},
    {"near-wide", "", "", " NEAR/100 "},
    {"adjacent", "", "", " ADJ/2 "},
    {"same-sentence", "", "", " SAME-S "},
    {"same-paragraph", "", "", " SAME-P "},
    {"at-least", "ATLEAST/2 ", "", " OU "},
    {"first", "FIRST/50 ", "", " OU "},
    {"exact", "=", "", " OU "},
    {"prefixes", "", "*", " OU "},
    {"prefixes-and", "", "*", " "},
    {"prefixes-near", "", "*", " NEAR/9 "},
    {"phrases", "\"", " le\"", " OU "},
    {"exact-phrases", "=\"", " de\"", " OU "},
    {"guillemets", "« ", " »", " "},
    {"title", "titre:", "", " OU "},
    {"lead", "chapo:", "", " OU "},
    {"body", "corps:", "", " OU "},
    {"quote", "citation:", "", " OU "},
    {"mention", "mention:\"", "\"", " OU "},
    {"entity", "entity:\"", "\"", " OU "},
    {"concept", "concept:\"", "\"", " OU "},
    {"type", "type:", "", " OU "},
    {"source", "source:\"", "\"", " OU "},
    {"author", "auteur:\"", "\"", " OU "},
    {"unknown-field", "champ:", "", " "},
    {"parentheses", "(", ")", " OU "},
};

}  // namespace

std::vector<HostileQuery> KnownAttacks(const std::vector<std::string>& words) {
  const auto word = [&](size_t i) { return words[i % words.size()]; };
  const auto prefix = [&](size_t i) {
    return std::string(1, static_cast<char>('a' + i % 26)) +
           static_cast<char>('a' + i / 26 % 26) + "*";
  };
  constexpr size_t kNoLimit = size_t{1} << 30;
  return {
      {"plain-words-100k", Join(word, " ", 100'000, kNoLimit), true},
      {"wildcards-10k", Join(prefix, " OU ", 10'000, kNoLimit), true},
      {"wildcards-200", Join(prefix, " ", 200, kNoLimit)},
      {"wildcards-200-or", Join(prefix, " OU ", 200, kNoLimit)},
      {"or-nested-20k", Repeat("(puce OU ", 20'000), true},
      {"or-nested-16k", Repeat("(puce OU ", 1'820), true},
      {"and-nested-16k", Repeat("(puce ET ", 1'820), true},
      {"not-nested-50k", Repeat("puce SAUF (", 50'000), true},
      {"not-nested-16k", Repeat("puce SAUF (", 1'489), true},
      {"not-not-16k", Repeat("SAUF ", 3'276)},
      {"ranges-20k", Repeat("1..2 ", 20'000), true},
      {"dates-16k", Repeat("date:2025..2026 OU ", 862) + "puce", true},
      {"brackets-1m", Repeat("(", 500'000) + "puce" + Repeat(")", 500'000),
       true},
      {"brackets-16k", Repeat("(", 8'000) + "puce" + Repeat(")", 8'000), true},
      {"nul", std::string("pu\0ce ET \0 Paris", 16)},
      {"word-1m", std::string(1'000'000, 'a'), true},
      {"word-16k", std::string(kQueryBytes, 'a')},
      {"right-to-left", "\u202Eecup\u202C שלום مرحبا puce \u200F"},
      {"phrase-10k-words", "\"" + Join(word, " ", 10'000, kNoLimit) + "\"",
       true},
      {"phrase-16k", "\"" + Join(word, " ", 10'000, kQueryBytes - 2) + "\""},
      {"phrase-of-common-words", "\"" + Repeat("de la ", 2'700) + "\""},
      {"chinese-63k", Repeat("新闻", 10'500), true},
      {"chinese-16k", Repeat("新闻", 2'730)},
      {"emoji-16k", Repeat("😀", 4'096)},
      {"quotes-100k", Repeat("\"", 100'000), true},
      {"quotes-16k", Repeat("\"", kQueryBytes)},
      {"quotes-odd", Repeat("\"a ", 5'461)},
      {"apostrophes", Repeat("l’", 4'000)},
      {"hyphens", Repeat("a-", 8'192)},
      {"stars", Repeat("*", kQueryBytes)},
      {"colons", Repeat("titre:", 2'730)},
      {"operators", Repeat("ET OU SAUF NEAR/3 ", 910)},
      {"near-nested", Repeat("(puce NEAR/9 ", 1'260), true},
      {"combining-marks", "e" + Repeat("\u0301", 8'000)},
  };
}

std::vector<HostileQuery> OperatorFloods(
    const std::vector<std::string>& words) {
  std::vector<HostileQuery> floods;
  for (const Flood& flood : kFloods) {
    const Operand distinct = [&](size_t i) {
      return flood.before + words[i % words.size()] + flood.after;
    };
    const Operand same = [&](size_t) {
      return flood.before + std::string("de") + flood.after;
    };
    const std::string name = flood.name;
    floods.push_back(
        {name + "-16k", Join(distinct, flood.joint, kQueryBytes, kQueryBytes)});
    floods.push_back({name + "-same-16k",
                      Join(same, flood.joint, kQueryBytes, kQueryBytes)});
    floods.push_back(
        {name + "-512", Join(distinct, flood.joint, kTerms, kQueryBytes)});
  }
  return floods;
}

}  // namespace vigie
