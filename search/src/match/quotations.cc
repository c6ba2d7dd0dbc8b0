#include "match/quotations.h"

#include <cstring>

namespace vigie::match {
namespace {

constexpr uint64_t kHighBits = 0x8080808080808080;

// The first byte from `at` on that is not ASCII; the end when there is none.
size_t SkipAscii(std::string_view text, size_t at) {
  for (; at + sizeof(uint64_t) <= text.size(); at += sizeof(uint64_t)) {
    uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, sizeof(bytes));
    if ((bytes & kHighBits) != 0) break;
  }
  while (at < text.size() &&
         (static_cast<unsigned char>(text[at]) & 0x80U) == 0) {
    ++at;
  }
  return at;
}

// Quotations open after `text` when so many were before it; at least 0.
uint32_t OpenAfter(std::string_view text, uint32_t open) {
  for (size_t at = SkipAscii(text, 0); at < text.size();
       at = SkipAscii(text, at + 1)) {
    const std::string_view rest = text.substr(at);
    if (rest.substr(0, 2) == "«" || rest.substr(0, 3) == "“") ++open;
    const bool closes = rest.substr(0, 2) == "»" || rest.substr(0, 3) == "”";
    if (closes && open > 0) --open;
  }
  return open;
}

// One past the last sentence that goes with the one at `first`.
size_t EndOfWhole(std::string_view text,
                  const std::vector<analysis::SentenceSpan>& sentences,
                  size_t first) {
  const analysis::SentenceSpan& begin = sentences[first];
  uint32_t open = 0;
  for (size_t at = first; at < sentences.size(); ++at) {
    const ByteRange range = sentences[at].range;
    if (sentences[at].paragraph != begin.paragraph ||
        range.end - begin.range.begin > kWholeQuotationBytes) {
      break;
    }
    open = OpenAfter(text.substr(range.begin, range.size()), open);
    if (open == 0) return at + 1;
  }
  return first + 1;
}

}  // namespace

std::vector<ByteRange> WholeQuotations(
    std::string_view text,
    const std::vector<analysis::SentenceSpan>& sentences) {
  std::vector<ByteRange> whole;
  for (size_t first = 0; first < sentences.size();) {
    const size_t end = EndOfWhole(text, sentences, first);
    whole.push_back(
        {sentences[first].range.begin, sentences[end - 1].range.end});
    first = end;
  }
  return whole;
}

}  // namespace vigie::match
