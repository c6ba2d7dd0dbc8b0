#include "text/normal_form.h"

#include <algorithm>
#include <array>

namespace vigie::text {
namespace {

struct AsciiInfo {
  char lower = ' ';
  CharKind kind = CharKind::kOther;
};

std::array<AsciiInfo, 128> MakeAsciiTable() {
  std::array<AsciiInfo, 128> table;
  CharInfo scratch;
  for (char32_t c = 0; c < table.size(); ++c) {
    const CharInfo& info = DescribeChar(c, &scratch);
    table[c] = {info.lower.size == 1 ? info.lower.bytes[0] : ' ', info.kind};
  }
  return table;
}

// Writes characters to the parallel arrays, which it keeps large enough.
class Writer {
 public:
  Writer(size_t expected, NormalText* out) : out_(out) { Resize(expected); }

  void Add(char c, CharKind kind, uint32_t begin, uint32_t end) {
    if (size_ == out_->lower.size()) Resize(2 * size_ + 16);
    out_->lower[size_] = c;
    out_->kind[size_] = kind;
    out_->begin[size_] = begin;
    out_->end[size_] = end;
    ++size_;
  }

  void Add(const CharInfo& info, uint32_t begin, uint32_t end) {
    for (const char c : info.lower.view()) Add(c, info.kind, begin, end);
  }

  // Joins a combining mark that ends at `end` to the character before it.
  void AddMark(char32_t mark, uint32_t end) {
    if (size_ == 0 || !IsWordKind(out_->kind[size_ - 1])) return;
    size_t base_at = size_ - 1;
    while (base_at > 0 && (out_->lower[base_at] & 0xC0) == 0x80) --base_at;
    size_t after = base_at;
    const char32_t base = DecodeNext({out_->lower.data(), size_}, &after);
    const uint32_t begin = out_->begin[base_at];
    const CharKind kind = out_->kind[base_at];
    CharInfo composed;
    if (const char32_t pair = Compose(base, mark)) {
      composed = DescribeChar(pair, &composed);
      composed.kind = kind;
      size_ = base_at;
      Add(composed, begin, end);
    }
    for (size_t i = base_at; i < size_; ++i) out_->end[i] = end;
  }

  void Finish() { Resize(size_); }

 private:
  void Resize(size_t size) {
    out_->lower.resize(size);
    out_->kind.resize(size);
    out_->begin.resize(size);
    out_->end.resize(size);
  }

  NormalText* out_;
  size_t size_ = 0;
};

}  // namespace

void Normalize(std::string_view source, uint32_t base, NormalText* out) {
  static const std::array<AsciiInfo, 128> ascii = MakeAsciiTable();
  Writer writer(source.size() + 16, out);
  CharInfo scratch;
  for (size_t i = 0; i < source.size();) {
    const auto begin = base + static_cast<uint32_t>(i);
    const auto byte = static_cast<unsigned char>(source[i]);
    if (byte < 0x80) {
      writer.Add(ascii[byte].lower, ascii[byte].kind, begin, begin + 1);
      ++i;
      continue;
    }
    const char32_t c = DecodeNext(source, &i);
    const auto end = base + static_cast<uint32_t>(i);
    if (c == kInvalidChar) {
      writer.Add(' ', CharKind::kOther, begin, end);
      continue;
    }
    const CharInfo& info = DescribeChar(c, &scratch);
    if (info.kind == CharKind::kMark) {
      writer.AddMark(c, end);
    } else {
      writer.Add(info, begin, end);
    }
  }
  writer.Finish();
}

uint8_t AppendFolded(std::string_view lower, std::string* out) {
  uint8_t effects = 0;
  CharInfo scratch;
  for (size_t i = 0; i < lower.size();) {
    if (static_cast<unsigned char>(lower[i]) < 0x80) {
      out->push_back(lower[i++]);
      continue;
    }
    const size_t begin = i;
    const char32_t c = DecodeNext(lower, &i);
    if (c == kInvalidChar) continue;
    const SmallText& folded = DescribeChar(c, &scratch).folded;
    if (folded.view() != lower.substr(begin, i - begin)) {
      effects |=
          folded.size > 1 && static_cast<unsigned char>(folded.bytes[0]) < 0x80
              ? kFoldLigature
              : kFoldAccent;
    }
    out->append(folded.view());
  }
  return effects;
}

}  // namespace vigie::text
