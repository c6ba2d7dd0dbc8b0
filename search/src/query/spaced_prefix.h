// A prefix after the first part of a compound: « semi cond* ».
#ifndef VIGIE_QUERY_SPACED_PREFIX_H_
#define VIGIE_QUERY_SPACED_PREFIX_H_

#include "query/ast.h"

namespace vigie::query {

// Moves the last of the bare `words` into the leaf of the `prefix` that follows
// it, when compounds of the lexicon begin with it: an article that has the
// compound as one word has no cond*. True when it did; `words` may be left
// empty.
bool TakeCompoundHead(AstNode* words, AstNode* prefix);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_SPACED_PREFIX_H_
