// SKOS thesauri in RDF/XML -> entities.
#ifndef VIGIE_TOOLS_DICTIONARY_IMPORT_SKOS_H_
#define VIGIE_TOOLS_DICTIONARY_IMPORT_SKOS_H_

#include <string>

#include "tools/dictionary/entity_output.h"
#include "vigie/status.h"

namespace vigie::tools {

// Takes every skos:Concept, typed element or rdf:Description of that type:
// prefLabel and altLabel in French, English or without a language, hiddenLabel,
// and exactMatch to Wikidata. `type` is the type of all ("concept"); a missing
// French label is the English one. Streams. A document type, entities beyond
// XML's five and the network are refused. INVALID_ARGUMENT for a file that is
// not well-formed, with its line; concepts without a label are rejected.
Status ImportSkos(const std::string& path, const std::string& type,
                  EntityOutput* out);

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_IMPORT_SKOS_H_
