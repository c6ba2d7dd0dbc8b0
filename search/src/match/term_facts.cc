#include "match/term_facts.h"

#include "index/posting_reader.h"

namespace vigie::match {
namespace {

constexpr size_t kOverhead = 192;  // of maps and lists
constexpr size_t kHolderBytes = 1U << 20;
constexpr size_t kFamilyBytes = 256U << 10;

template <typename Value>
std::array<KeptBySegment<std::string, Value>, 8> EightOf(size_t bytes) {
  using One = KeptBySegment<std::string, Value>;
  return {One(bytes), One(bytes), One(bytes), One(bytes),
          One(bytes), One(bytes), One(bytes), One(bytes)};
}

size_t BytesOf(const TermFamily& family) {
  size_t bytes = kOverhead;
  for (const std::string& term : family.terms) {
    bytes += sizeof(std::string) + term.size();
  }
  return bytes;
}

size_t ShardOf(std::string_view name, size_t shards) {
  return std::hash<std::string_view>()(name) / 64 % shards;
}

}  // namespace

TermFacts::TermFacts(
    const std::vector<std::shared_ptr<const index::Segment>>& segments,
    bool keeps)
    : segments_(segments),
      keeps_(keeps),
      holders_(EightOf<TermHolders>(kHolderBytes)),
      families_(EightOf<TermFamily>(kFamilyBytes)) {}

TermFacts::Holders TermFacts::HoldersOf(std::string_view term) const {
  const std::string name(term);
  auto& shard = holders_[ShardOf(name, kShards)];
  if (keeps_) {
    if (Holders kept = shard.Find({0, name})) return kept;
  }
  TermHolders holders;
  for (uint32_t i = 0; i < segments_.size(); ++i) {
    const uint32_t articles = segments_[i]->postings().Frequency(term);
    if (articles == 0) continue;
    holders.articles += articles;
    holders.segments.push_back(i);
  }
  if (!keeps_) return std::make_shared<const TermHolders>(std::move(holders));
  const size_t bytes =
      kOverhead + 2 * name.size() + 4 * holders.segments.capacity();
  return shard.Keep({0, name}, std::move(holders), bytes);
}

TermFacts::Family TermFacts::FamilyOf(
    const std::string& name, const std::function<TermFamily()>& make) const {
  if (!keeps_) return std::make_shared<const TermFamily>(make());
  auto& shard = families_[ShardOf(name, kShards)];
  if (Family kept = shard.Find({0, name})) return kept;
  TermFamily family = make();
  const size_t bytes = BytesOf(family) + 2 * name.size();
  return shard.Keep({0, name}, std::move(family), bytes);
}

}  // namespace vigie::match
