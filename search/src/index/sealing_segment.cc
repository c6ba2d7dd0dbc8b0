#include "index/sealing_segment.h"

#include <system_error>
#include <utility>

#include "index/xapian_status.h"

namespace vigie::index {

SealingSegment::SealingSegment(RevisionBuilder* builder, std::string name,
                               std::unique_ptr<SegmentWriter> writer,
                               Articles articles)
    : builder_(builder),
      name_(std::move(name)),
      writer_(std::move(writer)),
      articles_(std::move(articles)) {
  Begin();
}

SealingSegment::~SealingSegment() {
  if (sealed_.valid()) sealed_.wait();
  if (!installed_) builder_->Release(name_);
}

void SealingSegment::Begin() {
  const auto seal = [this] {
    return CatchXapian("sealing a segment", [this] {
      return builder_->SealReserved(writer_.get());
    });
  };
  try {
    sealed_ = std::async(std::launch::async, seal);
  } catch (const std::system_error&) {
    sealed_ = std::async(std::launch::deferred, seal);
  }
}

const SealingArticle* SealingSegment::Find(const std::string& id) const {
  const auto at = articles_.find(id);
  return at == articles_.end() ? nullptr : &at->second;
}

Result<uint64_t> SealingSegment::Install() {
  if (!sealed_.valid()) Begin();
  Result<OpenSegment> sealed = sealed_.get();
  if (!sealed.ok()) return sealed.status();
  const uint64_t mentions = sealed->record.mentions;
  builder_->Install(*std::move(sealed));
  installed_ = true;
  return mentions;
}

}  // namespace vigie::index
