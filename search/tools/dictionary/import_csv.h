// CSV (RFC 4180) -> entities.
#ifndef VIGIE_TOOLS_DICTIONARY_IMPORT_CSV_H_
#define VIGIE_TOOLS_DICTIONARY_IMPORT_CSV_H_

#include <istream>
#include <string>

#include "tools/dictionary/entity_output.h"
#include "vigie/status.h"

namespace vigie::tools {

// The first record names the columns: label (needed), id, type, label_en,
// aliases (names parted by |) and qid. `default_type` stands for an absent or
// empty type. The separator is the comma, the semicolon or the tab, whichever
// the first record has. Streams. INVALID_ARGUMENT for a column that is none of
// these or a missing label column; faulty records are rejected with the line on
// which they begin.
Status ImportCsv(std::istream& in, const std::string& default_type,
                 EntityOutput* out);

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_IMPORT_CSV_H_
