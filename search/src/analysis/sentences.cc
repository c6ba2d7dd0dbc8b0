#include "analysis/sentences.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <memory>

#include "text/character.h"

namespace vigie::analysis {
namespace {

// The kind of the character at `*offset`, which moves past it.
text::CharKind ReadKind(std::string_view text, size_t* offset) {
  text::CharInfo scratch;
  return text::DescribeChar(text::DecodeNext(text, offset), &scratch).kind;
}

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

// Words after which a single capital is a label, not an initial: "plan B."
constexpr std::array<std::string_view, 18> kLabelled = {
    "plan",   "vitamine", "groupe", "série", "catégorie", "classe",
    "type",   "zone",     "ligue",  "film",  "point",     "lettre",
    "niveau", "option",   "phase",  "étape", "scénario",  "hépatite"};

std::string_view LastWord(std::string_view text) {
  text = TrimRight(text);
  const size_t space = text.rfind(' ');
  return space == std::string_view::npos ? text : text.substr(space + 1);
}

// "M. " and "J. " end no sentence: one capital, then the dot.
bool EndsWithInitial(std::string_view before) {
  before = TrimRight(before);
  if (before.size() < 2 || before.back() != '.') return false;
  const char letter = before[before.size() - 2];
  if (letter < 'A' || letter > 'Z') return false;
  if (before.size() == 2) return true;
  const auto previous = static_cast<unsigned char>(before[before.size() - 3]);
  if (previous == '-' || previous == '(' || previous >= 0x80) return true;
  if (previous == 'M' && letter == 'M') return true;  // MM.
  if (previous != ' ') return false;
  const std::string_view word = LastWord(before.substr(0, before.size() - 2));
  return std::find(kLabelled.begin(), kLabelled.end(), word) == kLabelled.end();
}

// Where the sentence that ICU ends at `at` really ends: French closes its
// quotation marks after a space, and goes on in lower case after some
// (« Pourquoi ? » dit-il). 0: it does not end.
size_t AfterClosingQuotes(std::string_view paragraph, size_t at) {
  size_t end = at;
  bool closed = false;
  for (size_t next = end; next < paragraph.size(); end = next) {
    const text::CharKind kind = ReadKind(paragraph, &next);
    if (kind == text::CharKind::kSpace) continue;
    const std::string_view mark = paragraph.substr(end, next - end);
    if (mark == "»" || mark == "”") {
      closed = true;
      continue;
    }
    if (!closed) return at;
    return kind == text::CharKind::kLetter || mark == "," ? 0 : end;
  }
  return closed ? paragraph.size() : at;
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
      if (EndsWithInitial(paragraph.substr(0, end))) continue;
      const size_t start = AfterClosingQuotes(paragraph, end);
      if (start > 0 && start < paragraph.size()) {
        starts->push_back(base + static_cast<uint32_t>(start));
      }
    }
  }
  utext_close(&text);
}

}  // namespace vigie::analysis
