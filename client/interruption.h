// What must not outlive the program when a signal ends it.
#ifndef VIGIE_CLIENT_INTERRUPTION_H_
#define VIGIE_CLIENT_INTERRUPTION_H_

#include <sys/types.h>

#include <initializer_list>
#include <string>

namespace vigie::client {

// While one lives, SIGINT, SIGTERM and SIGHUP first remove the paths (in the
// order given, folders once they are empty) and tell the child to end, then end
// the program as they would have. At most four paths of 200 bytes; at most
// two live at once, of one thread.
class Interruption {
 public:
  // `child` of 0: none.
  Interruption(pid_t child, std::initializer_list<std::string> paths);
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

 private:
  int slot_ = -1;
};

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_INTERRUPTION_H_
