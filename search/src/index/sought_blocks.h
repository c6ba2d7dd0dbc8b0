// MappedTokens::ReadSought by blocks.
#ifndef VIGIE_INDEX_SOUGHT_BLOCKS_H_
#define VIGIE_INDEX_SOUGHT_BLOCKS_H_

#include <cstdint>

#include "index/sought_walk.h"
#include "index/token_column.h"

namespace vigie::index {

// REQUIRES IsByBlock(sought), and ReadsBlocks().
void ReadSoughtBlocks(const SoughtWalk::Column& column, const SymbolSet& sought,
                      TextMarks text, SoughtTokens* tokens);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SOUGHT_BLOCKS_H_
