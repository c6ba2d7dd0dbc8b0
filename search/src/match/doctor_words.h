// A diagnosis in plain words.
#ifndef VIGIE_MATCH_DOCTOR_WORDS_H_
#define VIGIE_MATCH_DOCTOR_WORDS_H_

#include "vigie/search.h"

namespace vigie::match {

// Fills both messages from the other fields: they name the clause, the cause
// and the repair.
void PutInWords(ClauseDiagnosis* diagnosis);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_DOCTOR_WORDS_H_
