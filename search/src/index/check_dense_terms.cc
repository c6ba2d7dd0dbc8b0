#include "index/check_dense_terms.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "index/bit_count.h"
#include "index/columns.h"
#include "index/term_impact.h"

namespace vigie::index {
namespace {

std::vector<double> NormsOf(const Segment& segment) {
  const double mean = MeanLength(segment.lengths());
  std::vector<double> norms;
  norms.reserve(segment.size());
  for (const uint32_t length : segment.lengths()) {
    norms.push_back(LengthNorm(mean == 0 ? 0 : length / mean));
  }
  return norms;
}

// REQUIRES as many documents as the list has.
bool HasDocuments(const DenseList& dense, const std::vector<uint32_t>& docs) {
  uint64_t all_set = 1;
  for (const uint32_t doc : docs) {
    all_set &= dense.bits[doc / kDenseWordBits] >> (doc % kDenseWordBits);
  }
  return (all_set & 1) != 0 &&
         CountBits(dense.bits.data, dense.bits.size) == docs.size();
}

// The largest impact of each word of bits.
bool HasBounds(const DenseList& dense, const DecodedPostings& list,
               const std::vector<double>& norms) {
  if (dense.bounds.size == 0) return true;
  std::vector<double> shares(dense.bounds.size);
  for (size_t i = 0; i < list.docs.size(); ++i) {
    const uint32_t doc = list.docs[i];
    const double wdf = list.wdf[i];
    double& share = shares[doc / kDenseWordBits];
    share = std::max(share, wdf / (wdf + norms[doc]));
  }
  return std::equal(
      shares.begin(), shares.end(), dense.bounds.begin(),
      [](double share, uint8_t bound) { return ImpactOf(share) == bound; });
}

}  // namespace

DenseTermsCheck::DenseTermsCheck(const Segment& segment)
    : segment_(segment),
      terms_(segment.columns()->dense_terms()),
      norms_(NormsOf(segment)),
      shared_(terms_.size()) {
  std::unordered_set<const uint64_t*> lists;
  for (size_t i = 0; i < terms_.size(); ++i) {
    shared_[i] = !lists.insert(terms_.list(i).bits.data).second;
  }
}

Status DenseTermsCheck::Check(uint32_t i, DecodedPostings* list) const {
  const DenseList dense = terms_.list(i);
  segment_.postings().Read(terms_.term(i), list);
  if (dense.documents == list->docs.size() && dense.HasWdf(list->wdf) &&
      HasDocuments(dense, list->docs) &&
      (shared_[i] ||
       (dense.HasRightRanks() && HasBounds(dense, *list, norms_)))) {
    return OkStatus();
  }
  return Status(StatusCode::kDataLoss,
                segment_.record().columns.path +
                    ": the articles of the frequent term " +
                    std::string(terms_.term(i)) + " are not those of its list");
}

}  // namespace vigie::index
