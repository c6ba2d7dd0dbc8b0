#include "match/prefix.h"

namespace vigie::match {
namespace {

bool Counts(char byte) { return byte != '-' && byte != '\''; }

}  // namespace

std::string PrefixLetters(std::string_view form) {
  std::string letters;
  for (const char byte : form) {
    if (Counts(byte)) letters += byte;
  }
  return letters;
}

bool StartsWithLetters(std::string_view form, std::string_view letters) {
  size_t at = 0;
  for (const char byte : form) {
    if (at == letters.size()) break;
    if (!Counts(byte)) continue;
    if (byte != letters[at]) return false;
    ++at;
  }
  return at == letters.size();
}

std::pair<std::string, bool> PrefixKey(const query::PlanNode& prefix) {
  return {PrefixLetters(prefix.value), prefix.zone == query::Zone::kTitle};
}

const std::vector<std::string>& WordsOf(const PrefixWords& prefixes,
                                        const query::PlanNode& prefix) {
  static const std::vector<std::string> kNone;
  const auto found = prefixes.find(PrefixKey(prefix));
  return found == prefixes.end() ? kNone : found->second;
}

}  // namespace vigie::match
