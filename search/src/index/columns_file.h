// Writing sections as columns.bin.
#ifndef VIGIE_INDEX_COLUMNS_FILE_H_
#define VIGIE_INDEX_COLUMNS_FILE_H_

#include <array>
#include <functional>
#include <string>
#include <string_view>

#include "index/columns_format.h"
#include "index/write_hook.h"
#include "vigie/status.h"

namespace vigie::index {

// What each section holds; those that are not set are empty. The bytes must
// outlive it.
class ColumnsFile {
 public:
  // Sets the sections from kDenseRows on.
  using SetLast = std::function<void(ColumnsFile*)>;

  std::string_view& operator[](Section section) {
    return sections_[static_cast<uint32_t>(section) - 1];
  }

  // Creates `path`, writes and syncs it, telling `hook`, if any. `set_last` is
  // called once all sections before those that it sets are written, which may
  // be made meanwhile.
  Status Write(uint32_t documents, const WriteHook& hook,
               const std::string& path, const SetLast& set_last);

 private:
  std::array<std::string_view, kSections> sections_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_COLUMNS_FILE_H_
