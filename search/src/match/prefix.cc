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

}  // namespace vigie::match
