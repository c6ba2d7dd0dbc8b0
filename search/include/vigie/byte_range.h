// Where something stands in a text.
#ifndef VIGIE_BYTE_RANGE_H_
#define VIGIE_BYTE_RANGE_H_

#include <cstdint>

namespace vigie {

// Half-open range [begin, end) of bytes, over the UTF-8 of one field.
struct ByteRange {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t size() const { return end - begin; }
  bool contains(const ByteRange& other) const {
    return begin <= other.begin && other.end <= end;
  }
  friend bool operator==(const ByteRange& a, const ByteRange& b) {
    return a.begin == b.begin && a.end == b.end;
  }
  friend bool operator!=(const ByteRange& a, const ByteRange& b) {
    return !(a == b);
  }
};

}  // namespace vigie

#endif  // VIGIE_BYTE_RANGE_H_
