// Articles that were acknowledged and cannot be indexed: set aside with the
// reason, for a person to read.
#ifndef VIGIE_INDEX_DEAD_LETTERS_H_
#define VIGIE_INDEX_DEAD_LETTERS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "index/write_record.h"
#include "vigie/status.h"

namespace vigie::index {

// Adds a line to INDEX/dead-letter.jsonl, durably, unless one with that
// sequence is there. A line is a JSON object with sequence, id, code, message
// and article.
Status AddDeadLetter(const std::string& index_directory,
                     const WriteRecord& write, const Status& why);

// Removes the lines of that id, durably. O(bytes of the file).
Status EraseDeadLetters(const std::string& index_directory,
                        std::string_view id);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_DEAD_LETTERS_H_
