// What systemd is told, where it started the server.
#ifndef SERVER_SERVICE_NOTICES_H_
#define SERVER_SERVICE_NOTICES_H_

namespace vigie::server {

// Of sd_notify(3); nothing happens without a service manager. Thread-safe.
void NotifyReady();
void NotifyReloading();  // NotifyReady ends it
void NotifyStopping();

}  // namespace vigie::server

#endif  // SERVER_SERVICE_NOTICES_H_
