// Memory that reading a mapped file takes of the process.
#ifndef VIGIE_INDEX_MAPPED_PAGES_H_
#define VIGIE_INDEX_MAPPED_PAGES_H_

#include <string_view>

namespace vigie::index {

// Gives back the pages that lie whole in `mapped`, bytes of a mapping of a
// file. They stay in the system's cache; whoever reads them again gets them
// from there. REQUIRES such a mapping: other memory would be lost.
void ReleasePages(std::string_view mapped);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_MAPPED_PAGES_H_
