// One spelling per web page, so that the same article has the same id.
#ifndef VIGIE_INDEXER_CANONICAL_URL_H_
#define VIGIE_INDEXER_CANONICAL_URL_H_

#include <string>
#include <string_view>

namespace vigie::indexer {

// Scheme and host in lower case, "www.", "m." and "amp." hosts reduced, no
// default port, no fragment, no tracking parameters (utm_*, fbclid, gclid,
// xtor, ...), no trailing slash; other parameters sorted. http becomes https.
// Empty when `url` is not an http(s) URL with a host.
std::string CanonicalUrl(std::string_view url);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_CANONICAL_URL_H_
