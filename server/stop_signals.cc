#include "server/stop_signals.h"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <thread>

namespace vigie::server {
namespace {

sigset_t StopSet() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

}  // namespace

StopSignals::StopSignals() {
  sigset_t set = StopSet();
  sigaddset(&set, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  signals_ = signalfd(-1, &set, SFD_CLOEXEC);
  interrupt_ = eventfd(0, EFD_CLOEXEC);
}

StopSignals::~StopSignals() {
  close(signals_);
  close(interrupt_);
}

StopSignals::Event StopSignals::Wait() {
  std::array<pollfd, 2> waits = {
      {{signals_, POLLIN, 0}, {interrupt_, POLLIN, 0}}};
  while (poll(waits.data(), waits.size(), -1) < 0) {
  }
  if ((waits[0].revents & POLLIN) != 0) {
    signalfd_siginfo info = {};
    [[maybe_unused]] const ssize_t size = read(signals_, &info, sizeof info);
    return info.ssi_signo == SIGHUP ? Event::kReload : Event::kSignal;
  }
  uint64_t count = 0;
  [[maybe_unused]] const ssize_t size = read(interrupt_, &count, sizeof count);
  return Event::kInterrupt;
}

void StopSignals::Interrupt() {
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(interrupt_, &one, sizeof one);
}

void StopSignals::ExitOnNext(int code) {
  std::thread([code] {
    const sigset_t set = StopSet();
    int signal = 0;
    sigwait(&set, &signal);
    _exit(code);
  }).detach();
}

}  // namespace vigie::server
