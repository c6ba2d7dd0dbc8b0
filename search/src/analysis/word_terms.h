// Form, stem and exact of one word.
#ifndef VIGIE_ANALYSIS_WORD_TERMS_H_
#define VIGIE_ANALYSIS_WORD_TERMS_H_

#include <string_view>

#include "analysis/token.h"

namespace vigie::analysis {

// Fills the terms of `token` from `lower`, and adds to its flags and rules.
// REQUIRES the surface flags of `token` to be set; `caseless` means that its
// capitals say nothing.
void FillTerms(std::string_view lower, bool caseless, Token* token);

// Sets all three terms to `term`, folded for form and stem.
void FillCode(std::string_view term, Token* token);

// Sets the terms of a join that covers `lower`.
void FillJoin(std::string_view lower, bool caseless, Token* token);

}  // namespace vigie::analysis

#endif  // VIGIE_ANALYSIS_WORD_TERMS_H_
