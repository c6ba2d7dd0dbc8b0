#include "index/posting_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "index/glass_encoding.h"
#include "index/varint.h"

namespace vigie::index {
namespace {

// What stands at the beginning of the first chunk of a term.
struct ListHead {
  uint32_t frequency = 0;
  uint32_t first_doc = 0;
};

ListHead TakeHead(const uint8_t** at, const uint8_t* end) {
  ListHead head;
  head.frequency = TakeVarint(at, end);
  TakeVarint(at, end);  // occurrences
  head.first_doc = TakeVarint(at, end);
  return head;
}

// The inverse of AppendSortable, of what is left of a key.
uint32_t TakeSortable(std::string_view bytes) {
  if (bytes.empty()) return 0;
  const auto first = static_cast<uint8_t>(bytes[0]);
  if (first < 0x80) {
    return bytes.size() < 2 ? 0
                            : static_cast<uint32_t>(first) << 8 |
                                  static_cast<uint8_t>(bytes[1]);
  }
  uint64_t number = 0;
  size_t ones = 0;
  while (ones < 8 && (first >> (7 - ones) & 1) != 0) ++ones;
  for (const char byte : bytes)
    number = number << 8 | static_cast<uint8_t>(byte);
  const size_t bits = bytes.size() * 8;
  const size_t mark = ones + 1;
  if (bits <= mark || bits > 56) return 0;
  return static_cast<uint32_t>(number & ((uint64_t{1} << (bits - mark)) - 1));
}

// Fills arrays of a known size from chunks.
class Decoder {
 public:
  Decoder(uint32_t frequency, uint32_t documents, DecodedPostings* postings)
      : documents_(documents),
        size_(std::min(frequency, documents)),
        postings_(*postings) {
    postings_.docs.resize(size_);
    postings_.wdf.resize(size_);
  }

  // What follows the number of a chunk's first document. False after the last
  // chunk, and where the bytes do not hold.
  bool AddChunk(uint32_t doc, const uint8_t* at, const uint8_t* end) {
    if (at == end) return false;
    const bool is_last = *at++ == '1';
    TakeVarint(&at, end);  // to the last document
    uint32_t* docs = postings_.docs.data();
    uint32_t* wdf = postings_.wdf.data();
    uint32_t filled = filled_;
    for (bool first = true; at < end && filled < size_; first = false) {
      if (!first) doc += TakeShort(&at, end) + 1;
      if (doc >= documents_ || (filled > 0 && doc <= docs[filled - 1])) break;
      docs[filled] = doc;
      wdf[filled++] = TakeShort(&at, end);
    }
    filled_ = filled;
    return !is_last;
  }

  void Finish() {
    postings_.docs.resize(filled_);
    postings_.wdf.resize(filled_);
  }

 private:
  static uint32_t TakeShort(const uint8_t** at, const uint8_t* end) {
    if (*at < end && **at < 0x80) return *(*at)++;
    return TakeVarint(at, end);
  }

  uint32_t documents_;
  uint32_t size_;
  uint32_t filled_ = 0;
  DecodedPostings& postings_;
};

const uint8_t* Bytes(std::string_view view) {
  return reinterpret_cast<const uint8_t*>(view.data());
}

// The term whose first chunk has that key; false for other keys.
bool TermOf(std::string_view key, std::string* term) {
  term->clear();
  if (key.empty()) return false;
  for (size_t i = 0; i < key.size(); ++i) {
    term->push_back(key[i]);
    if (key[i] != '\0') continue;
    if (++i == key.size() || key[i] != '\xFF') return false;
  }
  return true;
}

}  // namespace

PostingReader PostingReader::Restricted(
    std::shared_ptr<const std::vector<uint64_t>> visible) const {
  PostingReader restricted = *this;
  restricted.visible_ = std::move(visible);
  return restricted;
}

uint32_t PostingReader::Frequency(std::string_view term) const {
  if (visible_ != nullptr) {
    DecodedPostings postings;
    Read(term, &postings);
    return static_cast<uint32_t>(postings.docs.size());
  }
  GlassTable::Cursor cursor(table_);
  const std::string key = GlassTermKey(term);
  if (!cursor.Seek(key) || cursor.key() != key) return 0;
  const std::string_view tag = cursor.tag();
  const uint8_t* at = Bytes(tag);
  return std::min(TakeHead(&at, at + tag.size()).frequency, documents_);
}

void PostingReader::Read(std::string_view term,
                         DecodedPostings* postings) const {
  ReadAll(term, postings);
  if (visible_ == nullptr) return;
  size_t kept = 0;
  for (size_t i = 0; i < postings->docs.size(); ++i) {
    const uint32_t doc = postings->docs[i];
    if (((*visible_)[doc / 64] >> (doc % 64) & 1U) == 0) continue;
    postings->docs[kept] = doc;
    postings->wdf[kept++] = postings->wdf[i];
  }
  postings->docs.resize(kept);
  postings->wdf.resize(kept);
}

void PostingReader::ReadAll(std::string_view term,
                            DecodedPostings* postings) const {
  GlassTable::Cursor cursor(table_);
  const std::string key = GlassTermKey(term);
  if (!cursor.Seek(key) || cursor.key() != key) {
    postings->docs.clear();
    postings->wdf.clear();
    return;
  }
  std::string_view tag = cursor.tag();
  const uint8_t* at = Bytes(tag);
  const uint8_t* end = at + tag.size();
  const ListHead head = TakeHead(&at, end);
  Decoder decoder(head.frequency, documents_, postings);
  const std::string later = key + '\0';
  bool more = decoder.AddChunk(head.first_doc, at, end);
  while (more && cursor.Next() &&
         cursor.key().substr(0, later.size()) == later) {
    const uint32_t docid = TakeSortable(cursor.key().substr(later.size()));
    if (docid == 0) break;
    tag = cursor.tag();
    more = decoder.AddChunk(docid - 1, Bytes(tag), Bytes(tag) + tag.size());
  }
  decoder.Finish();
}

void PostingReader::VisitTerms(
    std::string_view start,
    const std::function<bool(std::string_view, uint32_t)>& take) const {
  GlassTable::Cursor cursor(table_);
  const std::string key = GlassTermKey(start);
  std::string term;
  for (bool more = cursor.Seek(key);
       more && cursor.key().substr(0, key.size()) == key;
       more = cursor.Next()) {
    if (!TermOf(cursor.key(), &term)) continue;
    if (visible_ != nullptr) {
      const uint32_t frequency = Frequency(term);
      if (frequency > 0 && !take(term, frequency)) return;
      continue;
    }
    const std::string_view tag = cursor.tag();
    const uint8_t* at = Bytes(tag);
    const ListHead head = TakeHead(&at, at + tag.size());
    if (!take(term, std::min(head.frequency, documents_))) return;
  }
}

}  // namespace vigie::index
