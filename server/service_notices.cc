#include "server/service_notices.h"

#include <systemd/sd-daemon.h>

#include <chrono>
#include <string>

namespace vigie::server {

void NotifyReady() { sd_notify(0, "READY=1"); }

void NotifyReloading() {
  const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
  const std::string state =
      "RELOADING=1\nMONOTONIC_USEC=" + std::to_string(now.count());
  sd_notify(0, state.c_str());
}

void NotifyStopping() { sd_notify(0, "STOPPING=1"); }

}  // namespace vigie::server
