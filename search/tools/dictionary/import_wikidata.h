// Lines of a Wikidata JSON dump -> entities.
#ifndef VIGIE_TOOLS_DICTIONARY_IMPORT_WIKIDATA_H_
#define VIGIE_TOOLS_DICTIONARY_IMPORT_WIKIDATA_H_

#include <cstdint>
#include <istream>
#include <map>
#include <string>

#include "tools/dictionary/entity_output.h"
#include "vigie/status.h"

namespace vigie::tools {

struct WikidataOptions {
  // "Q5" -> "person": what an item is an instance of (P31) -> its type. Items
  // of no class here are passed over.
  std::map<std::string, std::string> classes;
  uint32_t least_sitelinks = 0;
};

// Classes of companies, institutions, parties, media, places, people,
// products and events.
std::map<std::string, std::string> DefaultWikidataClasses();

// The dump has one item per line, between a line [ and a line ]. An item needs
// a French or English label; ids are the type and the item's own ("org/q95").
// Streams, one line in memory. Lines that are no item are rejected.
Status ImportWikidata(std::istream& in, const WikidataOptions& options,
                      EntityOutput* out);

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_IMPORT_WIKIDATA_H_
