// SHA-256 (FIPS 180-4): what receipts tell answers apart by.
#ifndef VIGIE_MATCH_DIGEST_H_
#define VIGIE_MATCH_DIGEST_H_

#include <string>
#include <string_view>

namespace vigie::match {

// 64 lower-case hexadecimal digits. O(bytes).
std::string Sha256(std::string_view bytes);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_DIGEST_H_
