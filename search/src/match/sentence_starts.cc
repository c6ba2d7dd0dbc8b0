// The rules are those of Unicode (UAX 29, SB6 to SB11): behind a question mark
// or an exclamation mark and a space a sentence begins unless the next sign
// goes on, behind a full stop unless the next letter is small, whatever else is
// before it; from there on nothing before the space matters. ICU leaves out the
// breaks behind the abbreviations of the language, and analysis/sentences those
// behind single capitals.

#include "match/sentence_starts.h"

#include <unicode/ures.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>

#include "analysis/sentences.h"

namespace vigie::match {
namespace {

struct CloseBundle {
  void operator()(UResourceBundle* bundle) const { ures_close(bundle); }
};
using Bundle = std::unique_ptr<UResourceBundle, CloseBundle>;

// Whether one that lies over the beginning of a sentence has a beginning that
// ends there.
bool EndsWhereItMay(std::string_view abbreviation) {
  if (abbreviation.size() < 2 || abbreviation.back() != '.' ||
      abbreviation.find_first_of("?!") != std::string_view::npos) {
    return false;
  }
  for (size_t at = abbreviation.find(' '); at != std::string_view::npos;
       at = abbreviation.find(' ', at + 1)) {
    if (at == 0 || abbreviation[at - 1] != '.') return false;
  }
  return true;
}

// Behind which ICU sees no end of a sentence, and their beginnings up to a full
// stop. Nothing when they are not what this file takes them for.
std::optional<std::vector<std::string>> ReadAbbreviations() {
  UErrorCode error = U_ZERO_ERROR;
  const Bundle french(ures_open(U_ICUDATA_NAME "-brkitr", "fr", &error));
  const Bundle exceptions(
      ures_getByKey(french.get(), "exceptions", nullptr, &error));
  const Bundle list(
      ures_getByKey(exceptions.get(), "SentenceBreak", nullptr, &error));
  if (U_FAILURE(error) != 0) return {};
  std::vector<std::string> abbreviations;
  while (ures_hasNext(list.get()) != 0) {
    std::array<char, 64> buffer{};
    auto size = static_cast<int32_t>(buffer.size());
    const Bundle item(ures_getNextResource(list.get(), nullptr, &error));
    const char* const bytes =
        ures_getUTF8String(item.get(), buffer.data(), &size, 1, &error);
    if (U_FAILURE(error) != 0) return {};
    const std::string abbreviation(bytes, static_cast<size_t>(size));
    if (!EndsWhereItMay(abbreviation)) return {};
    for (size_t dot = abbreviation.find('.'); dot != std::string::npos;
         dot = abbreviation.find('.', dot + 1)) {
      abbreviations.push_back(abbreviation.substr(0, dot + 1));
    }
  }
  return abbreviations;
}

bool IsAbbreviated(std::string_view before,
                   const std::vector<std::string>& abbreviations) {
  return std::any_of(
      abbreviations.begin(), abbreviations.end(), [&](const std::string& end) {
        return before.size() >= end.size() &&
               before[before.size() - 2] == end[end.size() - 2] &&
               before.substr(before.size() - end.size()) == end;
      });
}

uint8_t ByteAt(std::string_view text, size_t at) {
  return at < text.size() ? static_cast<uint8_t>(text[at]) : 0;
}

bool IsSign(uint8_t byte) { return byte == '.' || byte == '?' || byte == '!'; }

// Bytes of the character at `at`, a letter or sign of French prose that is no
// full stop, question mark, exclamation mark or ellipsis; 0: it is none.
size_t ProseAt(std::string_view text, size_t at) {
  const uint8_t byte = ByteAt(text, at);
  if (byte >= ' ' && byte < 0x7F) return 1;
  const uint8_t next = ByteAt(text, at + 1);
  if (byte == 0xC3) return next >= 0x80 && next <= 0xBF ? 2 : 0;
  if (byte == 0xC2) return next >= 0xA0 && next <= 0xBF ? 2 : 0;
  if (byte == 0xC5) return next == 0x92 || next == 0x93 ? 2 : 0;
  if (byte != 0xE2) return 0;
  const uint8_t last = ByteAt(text, at + 2);
  const bool sign =
      next == 0x80 && ((last >= 0x90 && last <= 0x9F) || last == 0xAF);
  const bool euro = next == 0x82 && last == 0xAC;
  return sign || euro ? 3 : 0;
}

// Whether the text has nothing but letters and signs of French prose, of which
// none but . ? ! ends a sentence or a line. Then `signs`: where these stand.
bool IsProse(std::string_view text, std::vector<size_t>* signs) {
  signs->clear();
  for (size_t at = 0; at < text.size();) {
    const uint8_t byte = ByteAt(text, at);
    if (IsSign(byte)) signs->push_back(at);
    const size_t bytes = ProseAt(text, at);
    if (bytes == 0) return false;
    at += bytes;
  }
  return true;
}

bool IsIn(uint8_t byte, char first, char last) {
  return byte >= static_cast<uint8_t>(first) &&
         byte <= static_cast<uint8_t>(last);
}

bool IsPlainWord(uint8_t byte) {
  return IsIn(byte, 'a', 'z') || IsIn(byte, 'A', 'Z') || IsIn(byte, '0', '9');
}

enum class Letter { kNone, kSmall, kCapital };

// Of one or two bytes.
Letter LetterAt(std::string_view text, size_t at) {
  const uint8_t first = ByteAt(text, at);
  if (IsIn(first, 'a', 'z')) return Letter::kSmall;
  if (IsIn(first, 'A', 'Z')) return Letter::kCapital;
  const uint8_t second = ByteAt(text, at + 1);
  if (first != 0xC3 || second == 0x97 || second == 0xB7) return Letter::kNone;
  return second < 0x9F ? Letter::kCapital : Letter::kSmall;
}

// Whether the capital before the full stop at `at`, if there is one, is for
// certain no initial.
bool IsNoInitial(std::string_view text, size_t at) {
  const uint8_t last = ByteAt(text, at - 1);
  if (!IsIn(last, 'A', 'Z')) return true;
  if (at < 2) return false;
  const uint8_t before = ByteAt(text, at - 2);
  return before < 0x80 && before != ' ' && before != '-' && before != '(' &&
         (last != 'M' || before != 'M');
}

// What is for certain behind a sign: a sentence begins at once or behind the
// space, or none does.
enum class Behind { kDoubt, kBegins, kBeginsBehindSpace, kGoesOn };

// Behind the full stop at `at` and a space: the next letter tells, unless a
// sign goes on.
Behind BehindStop(std::string_view text, size_t at,
                  const std::vector<std::string>& abbreviations) {
  size_t next = at + 2;
  const uint8_t first = ByteAt(text, next);
  if (first == ',' || first == '-' || first == ':') return Behind::kGoesOn;
  constexpr std::string_view passed = "0123456789 (,-/";
  if (first != ' ') {
    while (next < text.size() && passed.find(text[next]) != passed.npos) ++next;
  }
  const Letter letter = LetterAt(text, next);
  if (letter == Letter::kSmall) return Behind::kGoesOn;
  const bool begins = letter == Letter::kCapital && at > 0 &&
                      IsNoInitial(text, at) &&
                      !IsAbbreviated(text.substr(0, at + 1), abbreviations);
  return begins ? Behind::kBeginsBehindSpace : Behind::kDoubt;
}

Behind BehindSign(std::string_view text, size_t at,
                  const std::vector<std::string>& abbreviations) {
  if (at + 1 == text.size()) return Behind::kGoesOn;
  const uint8_t next = ByteAt(text, at + 1);
  if (text[at] == '.') {
    if (next == ' ') return BehindStop(text, at, abbreviations);
    if (IsIn(next, '0', '9') || IsIn(next, 'a', 'z')) return Behind::kGoesOn;
    const uint8_t before = at > 0 ? ByteAt(text, at - 1) : uint8_t{' '};
    if (!IsIn(next, 'A', 'Z')) return Behind::kDoubt;
    if (before == ' ') return Behind::kBegins;  // .NET
    return LetterAt(text, at - 1) == Letter::kNone ? Behind::kDoubt
                                                   : Behind::kGoesOn;
  }
  const bool begins = at > 0 && next == ' ' &&
                      (IsPlainWord(ByteAt(text, at + 2)) ||
                       LetterAt(text, at + 2) != Letter::kNone);
  return begins ? Behind::kBeginsBehindSpace : Behind::kDoubt;
}

}  // namespace

void FindSentenceStarts(std::string_view paragraph, uint32_t base,
                        std::vector<uint32_t>* starts) {
  static const auto* const abbreviations =
      new std::optional<std::vector<std::string>>(ReadAbbreviations());
  thread_local std::vector<size_t> signs;
  if (!*abbreviations || !IsProse(paragraph, &signs)) {
    analysis::FindSentenceStarts(paragraph, base, starts);
    return;
  }
  size_t begin = 0;
  bool in_doubt = false;  // since `begin`
  const auto ask = [&](size_t end) {
    if (in_doubt) {
      analysis::FindSentenceStarts(paragraph.substr(begin, end - begin),
                                   base + static_cast<uint32_t>(begin), starts);
    }
    in_doubt = false;
    begin = end;
  };
  for (const size_t at : signs) {
    const Behind behind = BehindSign(paragraph, at, **abbreviations);
    if (behind == Behind::kBegins || behind == Behind::kBeginsBehindSpace) {
      ask(behind == Behind::kBegins ? at + 1 : at + 2);
      starts->push_back(base + static_cast<uint32_t>(begin));
    } else if (behind == Behind::kDoubt) {
      in_doubt = true;
    }
  }
  ask(paragraph.size());
}

}  // namespace vigie::match
