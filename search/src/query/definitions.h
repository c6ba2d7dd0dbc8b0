// Acronyms that a query spells out itself: « FICP (Fichier des incidents de
// remboursement des crédits) », « Banque centrale européenne (BCE) ».
#ifndef VIGIE_QUERY_DEFINITIONS_H_
#define VIGIE_QUERY_DEFINITIONS_H_

#include <vector>

#include "query/ast.h"
#include "query/plan.h"

namespace vigie::query {

// A clause of a disjunction.
struct OrClause {
  AstNode node;
  bool long_form = false;  // of an acronym that stands beside it
};

// Clauses any of which is enough. Where the last word of one is an acronym in
// capitals and the next one is what it stands for, or the other way round, the
// words of the long form become a clause of their own.
std::vector<OrClause> SetLongFormsApart(const std::vector<AstNode>& clauses);

// The words of a long form name what the acronym beside it names: together they
// weigh what one word of them does, so that it does not count twice.
void WeighAsOneWord(PlanNode* long_form);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_DEFINITIONS_H_
