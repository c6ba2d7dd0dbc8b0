// Values as the bytes of a section of columns.bin.
#ifndef VIGIE_INDEX_SECTION_BYTES_H_
#define VIGIE_INDEX_SECTION_BYTES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::index {

inline void AppendNumber(uint32_t number, std::string* bytes) {
  bytes->append(reinterpret_cast<const char*>(&number), sizeof(number));
}

inline uint32_t Bytes32(std::string_view text) {
  return static_cast<uint32_t>(text.size());
}

template <typename Value>
std::string_view BytesOf(const std::vector<Value>& values) {
  return {reinterpret_cast<const char*>(values.data()),
          values.size() * sizeof(Value)};
}

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SECTION_BYTES_H_
