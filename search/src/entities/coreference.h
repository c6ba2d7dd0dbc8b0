// Names that lean on others: « Suleyman » in an article that says Mustafa
// Suleyman, « la firme de Redmond » after Microsoft.
#ifndef VIGIE_ENTITIES_COREFERENCE_H_
#define VIGIE_ENTITIES_COREFERENCE_H_

#include <vector>

#include "entities/candidate.h"

namespace vigie::entities {

// What coreference rests on. `full` are the full mentions that stand, in text
// order.
struct Article {
  const Patterns& patterns;
  const Evidence& evidence;
  const Scorer& scorer;
  const std::vector<Candidate>& full;
};

// Short aliases of entities with a full mention anywhere in the article. A
// name that several entities share goes to the one last named in full before
// it, else to the first named after it.
std::vector<Candidate> AcceptShortAliases(const Article& article);

// Nominal aliases after a mention of their entity, full or among `shorts`.
std::vector<Candidate> AcceptNominalAliases(
    const Article& article, const std::vector<Candidate>& shorts);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_COREFERENCE_H_
