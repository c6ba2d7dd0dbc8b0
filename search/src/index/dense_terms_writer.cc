#include "index/dense_terms_writer.h"

#include <xxhash.h>

#include <algorithm>

#include "index/bit_count.h"
#include "index/section_bytes.h"
#include "index/term_impact.h"
#include "index/varint.h"

namespace vigie::index {
namespace {

void AppendAligned(std::string_view bytes, std::string* to) {
  to->append(bytes);
  to->resize((to->size() + 7) / 8 * 8);
}

std::vector<uint32_t> Ranks(const std::vector<uint64_t>& bits) {
  std::vector<uint32_t> ranks;
  uint32_t rank = 0;
  for (size_t word = 0; word < bits.size(); word += kWordsOfRank) {
    ranks.push_back(rank);
    const size_t words = std::min<size_t>(kWordsOfRank, bits.size() - word);
    rank += static_cast<uint32_t>(CountBits(bits.data() + word, words));
  }
  return ranks;
}

}  // namespace

DenseTermsWriter::DenseTermsWriter(const Span<uint32_t>& lengths)
    : lengths_(lengths), mean_length_(MeanLength(lengths)) {}

void DenseTermsWriter::Add(std::string_view term,
                           const EncodedPostings& postings, uint32_t most_wdf) {
  const auto documents = static_cast<uint32_t>(lengths_.size);
  if (!IsStoredDense(postings.documents, documents)) return;
  Decode(postings);
  DenseRow row;
  row.begin = encoded_.lists.size();
  row.term = Bytes32(encoded_.names);
  row.term_bytes = Bytes32(term);
  row.documents = postings.documents;
  row.most_wdf = most_wdf;
  row.large = static_cast<uint32_t>(large_.size());
  encoded_.names.append(term);
  AppendList(most_wdf > 0);
  ShareList(&row);
  encoded_.rows.push_back(row);
}

// Takes the list that was appended last away again where there is one like it.
void DenseTermsWriter::ShareList(DenseRow* row) {
  const std::string_view list =
      std::string_view(encoded_.lists).substr(row->begin);
  const uint64_t hash = XXH64(list.data(), list.size(), 0);
  const auto alike = rows_.equal_range(hash);
  for (auto at = alike.first; at != alike.second; ++at) {
    const DenseRow& other = encoded_.rows[at->second];
    const bool same =
        other.documents == row->documents && other.most_wdf == row->most_wdf &&
        other.large == row->large &&
        encoded_.lists.compare(other.begin, list.size(), list) == 0;
    if (!same) continue;
    encoded_.lists.resize(row->begin);
    row->begin = other.begin;
    return;
  }
  rows_.emplace(hash, static_cast<uint32_t>(encoded_.rows.size()));
}

void DenseTermsWriter::Decode(const EncodedPostings& postings) {
  const uint32_t words = DenseWords(static_cast<uint32_t>(lengths_.size));
  bits_.assign(words, 0);
  bounds_.assign(words, 0);
  small_.assign((postings.documents + size_t{1}) / 2, 0);
  large_.clear();
  const auto* at = reinterpret_cast<const uint8_t*>(postings.bytes.data());
  const uint8_t* const end = at + postings.bytes.size();
  uint32_t doc = postings.first;
  for (uint32_t rank = 0; rank < postings.documents; ++rank) {
    if (rank > 0) doc += TakeVarint(&at, end) + 1;
    const uint32_t wdf = TakeVarint(&at, end);
    const uint32_t word = doc / kDenseWordBits;
    bits_[word] |= uint64_t{1} << (doc % kDenseWordBits);
    bounds_[word] =
        std::max(bounds_[word], Impact(wdf, lengths_[doc], mean_length_));
    small_[rank / 2] |= static_cast<uint8_t>(std::min(wdf, kSmallestLargeWdf)
                                             << (rank % 2 * 4));
    if (wdf >= kSmallestLargeWdf) large_.push_back({rank, wdf});
  }
}

void DenseTermsWriter::AppendList(bool weighs) {
  std::string& lists = encoded_.lists;
  AppendAligned(BytesOf(bits_), &lists);
  if (!weighs) return;
  const std::vector<uint32_t> ranks = Ranks(bits_);
  AppendAligned(BytesOf(ranks), &lists);
  AppendAligned(BytesOf(bounds_), &lists);
  AppendAligned(BytesOf(small_), &lists);
  AppendAligned(BytesOf(large_), &lists);
}

}  // namespace vigie::index
