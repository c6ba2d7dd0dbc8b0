// Xapian's check of a database, in a process that may die.
#ifndef INDEXER_DATABASE_CHECK_H_
#define INDEXER_DATABASE_CHECK_H_

#include <sys/types.h>

#include <memory>
#include <string>

#include "vigie/status.h"

namespace vigie::indexer {

// A process that starts one for each check, as it was when it was made: neither
// loads the program again. Not thread-safe.
class DatabaseChecker {
 public:
  // REQUIRES that this process has one thread. INTERNAL: no process could be
  // started.
  static Result<std::unique_ptr<DatabaseChecker>> Start();
  ~DatabaseChecker();  // waits for its end
  DatabaseChecker(const DatabaseChecker&) = delete;
  DatabaseChecker& operator=(const DatabaseChecker&) = delete;

  // vigie::CheckDatabase. A check that crashes, or that takes longer than ten
  // minutes, is DATA_LOSS as is what it finds. INTERNAL: there is no process.
  Status Check(const std::string& path);

 private:
  DatabaseChecker(pid_t pid, int socket) : pid_(pid), socket_(socket) {}

  pid_t pid_;
  int socket_;
};

}  // namespace vigie::indexer

#endif  // INDEXER_DATABASE_CHECK_H_
