#include "analysis/sentences.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>

namespace vigie::analysis {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Bytes of the last white space or closing character before `end`.
std::string_view TrimRight(std::string_view text) {
  while (!text.empty()) {
    if (IsSpace(text.back())) {
      text.remove_suffix(1);
    } else if (text.size() >= 2 && text.substr(text.size() - 2) == "\u00A0") {
      text.remove_suffix(2);
    } else if (text.size() >= 3 && text.substr(text.size() - 3) == "\u202F") {
      text.remove_suffix(3);
    } else {
      break;
    }
  }
  return text;
}

// True when nothing but its end could end a sentence in `paragraph`.
bool IsPlainlyOneSentence(std::string_view paragraph) {
  const size_t found = paragraph.find_first_of(".?!");
  if (found == std::string_view::npos) {
    return paragraph.find("…") == std::string_view::npos;
  }
  return found + 1 >= TrimRight(paragraph).size();
}

std::unique_ptr<icu::BreakIterator> MakeIterator() {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createSentenceInstance(icu::Locale("fr@ss=standard"),
                                                 error));
  return U_SUCCESS(error) ? std::move(iterator) : nullptr;
}

// "M. " and "J. " end no sentence: one capital, then the dot.
bool EndsWithInitial(std::string_view before) {
  before = TrimRight(before);
  if (before.size() < 2 || before.back() != '.') return false;
  const char letter = before[before.size() - 2];
  if (letter < 'A' || letter > 'Z') return false;
  if (before.size() == 2) return true;
  const auto previous = static_cast<unsigned char>(before[before.size() - 3]);
  return previous == ' ' || previous == '-' || previous == '(' ||
         previous >= 0x80;
}

}  // namespace

void FindSentenceStarts(std::string_view paragraph, uint32_t base,
                        std::vector<uint32_t>* starts) {
  if (IsPlainlyOneSentence(paragraph)) return;
  thread_local const std::unique_ptr<icu::BreakIterator> iterator =
      MakeIterator();
  if (iterator == nullptr) return;
  UErrorCode error = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, paragraph.data(),
                 static_cast<int64_t>(paragraph.size()), &error);
  iterator->setText(&text, error);
  if (U_SUCCESS(error)) {
    iterator->first();
    for (int32_t at = iterator->next(); at != icu::BreakIterator::DONE;
         at = iterator->next()) {
      const auto end = static_cast<size_t>(at);
      if (end < paragraph.size() &&
          !EndsWithInitial(paragraph.substr(0, end))) {
        starts->push_back(base + static_cast<uint32_t>(at));
      }
    }
  }
  utext_close(&text);
}

}  // namespace vigie::analysis
