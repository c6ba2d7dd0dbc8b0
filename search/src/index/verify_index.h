// Checking an index directory as it is on disk now.
#ifndef VIGIE_INDEX_VERIFY_INDEX_H_
#define VIGIE_INDEX_VERIFY_INDEX_H_

#include <string>

#include "vigie/maintenance.h"
#include "vigie/status.h"

namespace vigie::index {

// As the functions of the same names in vigie/maintenance.h.
Result<VerifyReport> VerifyIndex(const std::string& directory,
                                 const VerifyOptions& options);
Status CheckDatabase(const std::string& path);
Result<ScrubReport> ScrubIndex(const std::string& directory,
                               const ScrubOptions& options);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_VERIFY_INDEX_H_
