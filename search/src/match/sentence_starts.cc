// The rules are those of Unicode (UAX 29, SB6 to SB11): behind a full stop, a
// question mark or an exclamation mark and one space, a sentence begins unless
// the next letter is small or the next sign goes on; from there on nothing
// before it matters. ICU leaves out the breaks behind the abbreviations of the
// language, and analysis/sentences those behind single capitals.

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

// Bytes of the letters and signs of French prose, of which none but . ? ! ends
// a sentence or a line.
bool IsProse(std::string_view text) {
  for (size_t at = 0; at < text.size(); ++at) {
    const uint8_t byte = ByteAt(text, at);
    if (byte >= ' ' && byte < 0x7F) continue;
    const uint8_t next = ByteAt(text, at + 1);
    if (byte == 0xC3) {
      if (next < 0x80 || next > 0xBF) return false;
      ++at;
    } else if (byte == 0xC2) {
      if (next < 0xA0 || next > 0xBF) return false;
      ++at;
    } else if (byte == 0xC5) {
      if (next != 0x92 && next != 0x93) return false;
      ++at;
    } else if (byte == 0xE2) {
      const uint8_t last = ByteAt(text, at + 2);
      const bool sign = next == 0x80 && ((last >= 0x90 && last <= 0x9F) ||
                                         last == 0xA6 || last == 0xAF);
      const bool euro = next == 0x82 && last == 0xAC;
      if (!sign && !euro) return false;
      at += 2;
    } else {
      return false;
    }
  }
  return true;
}

bool IsCapital(std::string_view text) {
  const uint8_t first = ByteAt(text, 0);
  if (first >= 'A' && first <= 'Z') return true;
  const uint8_t second = ByteAt(text, 1);
  return first == 0xC3 && second >= 0x80 && second <= 0x9E && second != 0x97;
}

// Small letters and digits, of one or two bytes.
bool EndsSmall(std::string_view text) {
  const uint8_t last = ByteAt(text, text.size() - 1);
  if ((last >= 'a' && last <= 'z') || (last >= '0' && last <= '9')) return true;
  return text.size() >= 2 && ByteAt(text, text.size() - 2) == 0xC3 &&
         last >= 0xA0 && last <= 0xBF && last != 0xB7;
}

// Whether a sentence begins behind the sign at `at` and a space, for certain.
bool BeginsBehind(std::string_view text, size_t at,
                  const std::vector<std::string>& abbreviations) {
  if (at == 0 || ByteAt(text, at + 1) != ' ' ||
      !IsCapital(text.substr(at + 2))) {
    return false;
  }
  if (text[at] != '.') return true;
  return EndsSmall(text.substr(0, at)) &&
         !IsAbbreviated(text.substr(0, at + 1), abbreviations);
}

// Whether none begins behind the sign at `at`, for certain: a number or a small
// letter follows a full stop.
bool GoesOn(std::string_view text, size_t at) {
  if (at + 1 == text.size()) return true;
  if (text[at] != '.') return false;
  uint8_t next = ByteAt(text, at + 1);
  if (next >= '0' && next <= '9') return true;
  if (next == ' ') next = ByteAt(text, at + 2);
  return next >= 'a' && next <= 'z';
}

}  // namespace

void FindSentenceStarts(std::string_view paragraph, uint32_t base,
                        std::vector<uint32_t>* starts) {
  static const auto* const abbreviations =
      new std::optional<std::vector<std::string>>(ReadAbbreviations());
  if (!*abbreviations || !IsProse(paragraph) ||
      paragraph.find("…") != std::string_view::npos) {
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
  for (size_t at = paragraph.find_first_of(".?!"); at != std::string_view::npos;
       at = paragraph.find_first_of(".?!", at + 1)) {
    if (BeginsBehind(paragraph, at, **abbreviations)) {
      ask(at + 2);
      starts->push_back(base + static_cast<uint32_t>(begin));
    } else if (!GoesOn(paragraph, at)) {
      in_doubt = true;
    }
  }
  ask(paragraph.size());
}

}  // namespace vigie::match
