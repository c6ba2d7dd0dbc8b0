// Terms of one segment and in how many articles each is, in little memory.
#ifndef VIGIE_MATCH_SEGMENT_TERMS_H_
#define VIGIE_MATCH_SEGMENT_TERMS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::match {

class SegmentTerms {
 public:
  void Add(std::string_view term, uint32_t articles) {
    text_.append(term);
    ends_.push_back(static_cast<uint32_t>(text_.size()));
    articles_.push_back(articles);
  }

  size_t size() const { return ends_.size(); }
  std::string_view term(size_t i) const {
    const uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(text_).substr(begin, ends_[i] - begin);
  }
  uint32_t articles(size_t i) const { return articles_[i]; }
  // Beside those of the object itself.
  size_t bytes() const {
    return text_.capacity() +
           (ends_.capacity() + articles_.capacity()) * sizeof(uint32_t);
  }

 private:
  std::string text_;  // of all of them, one after the other
  std::vector<uint32_t> ends_;
  std::vector<uint32_t> articles_;
};

using SegmentTermsPtr = std::shared_ptr<const SegmentTerms>;

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SEGMENT_TERMS_H_
