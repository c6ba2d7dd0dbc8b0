// Copies of an index directory: backups and their way back.
#ifndef VIGIE_INDEX_COPY_INDEX_H_
#define VIGIE_INDEX_COPY_INDEX_H_

#include <string>

#include "vigie/maintenance.h"
#include "vigie/status.h"

namespace vigie::index {

// As the functions of the same names in vigie/maintenance.h.
Result<BackupReport> BackupIndex(const std::string& directory,
                                 const std::string& destination);
Result<BackupReport> RestoreIndex(const std::string& backup,
                                  const std::string& directory);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_COPY_INDEX_H_
