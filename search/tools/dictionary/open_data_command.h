// vigie-dictionary open-data: the open lists -> the dictionary files that ship.
#ifndef VIGIE_TOOLS_DICTIONARY_OPEN_DATA_COMMAND_H_
#define VIGIE_TOOLS_DICTIONARY_OPEN_DATA_COMMAND_H_

#include <string>
#include <vector>

#include "vigie/status.h"

namespace vigie::tools {

struct OpenDataOptions {
  std::string lists;                          // folder of the TSV files
  std::vector<std::string> own;               // dictionaries whose entries win
  std::string hunspell;                       // fr.dic
  std::vector<std::string> lower_case_words;  // files, one folded word per line
  std::string out;                            // folder of the JSON Lines
};

// Writes organizations, people, places and products.jsonl. The same files give
// the same bytes. Prints how many entities and names each holds.
Status BuildOpenData(const OpenDataOptions& options);

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_OPEN_DATA_COMMAND_H_
