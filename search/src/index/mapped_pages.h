// Memory that reading a mapped file takes of the process.
#ifndef VIGIE_INDEX_MAPPED_PAGES_H_
#define VIGIE_INDEX_MAPPED_PAGES_H_

#include <string_view>

namespace vigie::index {

// Gives back the pages that lie whole in `mapped`, bytes of a mapping of a
// file. They stay in the system's cache; whoever reads them again gets them
// from there. REQUIRES such a mapping: other memory would be lost.
void ReleasePages(std::string_view mapped);

// Loads a byte that is used soon, without waiting for it: others may be loaded
// meanwhile. Unlike a prefetch this is never passed over where the page is not
// among those that the processor has at hand.
inline void Touch(const void* at) {
  static_cast<void>(*static_cast<const volatile char*>(at));
}

}  // namespace vigie::index

#endif  // VIGIE_INDEX_MAPPED_PAGES_H_
