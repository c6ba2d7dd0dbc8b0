// One document of a posting list.
#ifndef VIGIE_INDEX_POSTING_H_
#define VIGIE_INDEX_POSTING_H_

#include <cstdint>

namespace vigie::index {

struct Posting {
  uint32_t doc = 0;  // from 0; its docid in Xapian is one more
  uint32_t wdf = 0;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_POSTING_H_
