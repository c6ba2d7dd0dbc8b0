// SIGTERM, SIGINT and SIGHUP as events of a thread, never as handlers.
#ifndef SERVER_STOP_SIGNALS_H_
#define SERVER_STOP_SIGNALS_H_

namespace vigie::server {

// One per process, made in main before any other thread, since threads inherit
// its signal mask. SIGPIPE is ignored from then on.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  enum class Event { kSignal, kReload, kInterrupt };
  // Blocks until a signal (SIGHUP: kReload) or an Interrupt that no Wait has
  // returned yet; the signal first.
  Event Wait();
  // Makes Wait return kInterrupt. Any thread.
  void Interrupt();
  // From now on SIGTERM or SIGINT ends the process at once with `code`: the
  // second one of an impatient operator.
  void ExitOnNext(int code);

 private:
  int signals_ = -1;    // signalfd
  int interrupt_ = -1;  // eventfd
};

}  // namespace vigie::server

#endif  // SERVER_STOP_SIGNALS_H_
