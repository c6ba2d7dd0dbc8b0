// The encodings of Xapian's glass format, as its 1.4 series reads them.
#ifndef VIGIE_INDEX_GLASS_ENCODING_H_
#define VIGIE_INDEX_GLASS_ENCODING_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::index {

inline constexpr uint32_t kGlassBlockBytes = 8192;

// Big-endian.
inline void PutNumber2(uint32_t number, uint8_t* at) {
  at[0] = static_cast<uint8_t>(number >> 8);
  at[1] = static_cast<uint8_t>(number);
}
inline void PutNumber4(uint32_t number, uint8_t* at) {
  PutNumber2(number >> 16, at);
  PutNumber2(number, at + 2);
}

// A document number at the end of a key: sorts as the numbers do.
void AppendSortable(uint32_t number, std::string* key);

// The key of a term's first chunk.
std::string GlassTermKey(std::string_view term);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_GLASS_ENCODING_H_
