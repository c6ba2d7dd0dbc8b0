// Tells when a file of a directory is replaced.
#ifndef SERVER_DIRECTORY_WATCH_H_
#define SERVER_DIRECTORY_WATCH_H_

#include <string>

namespace vigie::server {

// One thread calls Wait; any thread calls Stop.
class DirectoryWatch {
 public:
  // Watches `directory` for `file` being renamed into place or written. A
  // directory that is absent, or replaced later, is looked for again at each
  // Wait.
  DirectoryWatch(std::string directory, std::string file);
  ~DirectoryWatch();
  DirectoryWatch(const DirectoryWatch&) = delete;
  DirectoryWatch& operator=(const DirectoryWatch&) = delete;

  enum class Event { kChanged, kTimeout, kStopped };
  Event Wait(int timeout_ms);

  // Makes this and every later Wait return kStopped.
  void Stop();

 private:
  void Rewatch();
  bool ReadEvents();

  const std::string directory_;
  const std::string file_;
  int inotify_ = -1;
  int stop_ = -1;   // eventfd
  int watch_ = -1;  // -1: the directory is not watched
};

}  // namespace vigie::server

#endif  // SERVER_DIRECTORY_WATCH_H_
