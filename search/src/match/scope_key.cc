#include "match/scope_key.h"

#include <xxhash.h>

namespace vigie::match {

std::string ScopeKey(const std::vector<std::string>& sources) {
  std::string named;
  for (const std::string& source : sources) {
    named += std::to_string(source.size()) + ':' + source;
  }
  const XXH128_hash_t hash = XXH3_128bits(named.data(), named.size());
  XXH128_canonical_t bytes;
  XXH128_canonicalFromHash(&bytes, hash);
  return "|" + std::string(reinterpret_cast<const char*>(bytes.digest),
                           sizeof(bytes.digest));
}

}  // namespace vigie::match
