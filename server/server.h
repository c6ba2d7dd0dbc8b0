// A running server: services, health, reflection and the revisions behind.
#ifndef SERVER_SERVER_H_
#define SERVER_SERVER_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "server/access.h"
#include "server/client_limits.h"
#include "server/deadlines.h"
#include "server/ingest_stream.h"
#include "server/listen_address.h"
#include "server/scrubber.h"
#include "server/snapshot_holder.h"
#include "server/transport_security.h"
#include "vigie/live_writer.h"
#include "vigie/status.h"

namespace vigie::server {

// Of each connection. gRPC ends one with GOAWAY: calls that run go on, new ones
// take another connection.
struct ConnectionLimits {
  using Time = std::chrono::milliseconds;
  Time idle = std::chrono::minutes(5);  // without a call
  Time age = std::chrono::minutes(30);  // give or take a tenth
  // For what runs at that age. Longer than any stream lasts: gRPC cuts what is
  // left without a reason.
  Time age_grace = std::chrono::minutes(35);
  // A connection with calls is asked for a sign of life that often, and closed
  // without one.
  Time keepalive = std::chrono::minutes(1);
  Time keepalive_answer = std::chrono::seconds(20);
};

struct ServerConfig {
  std::string index;  // directory, watched for new revisions
  OpenOptions open;   // but for its verify_progress
  ScrubPlan scrub;
  ListenAddress listen;
  // Who may call what; may be changed meanwhile. Null: whoever reaches it.
  std::shared_ptr<const Access> access;
  ClientLimits clients;
  ConnectionLimits connections;
  TlsFiles tls;
  std::string metrics;  // HOST:PORT for HTTP; empty: none
  // Where revisions come from; without `open`, the index directory.
  SnapshotHolder::Source source;
  SnapshotHolder::Retention retention;
  DeadlinePolicy stream_deadlines = kStreamDeadlines;
  // Of answers kept for identical requests; 0 keeps none.
  size_t answer_cache_bytes = 32U << 20;
  // How long gRPC's poller does not sleep after a search (BusyPoll), in every
  // server of the process: the last to start decides.
  std::chrono::microseconds busy_poll{0};
  // Whether the server writes, holding the index's lock; a new index is made
  // where there is none.
  bool writes = false;
  LiveOptions live;
  std::string backups;  // folder of backups made on request; empty: none
  IngestLimits ingest;
  // Called once from another thread, with OK when the first revision is in
  // service or with what prevents it. May not destroy the server.
  std::function<void(const Status&)> on_first_revision;
};

// Thread-safe, except for its destruction.
class Server {
 public:
  // Listens at once; health is NOT_SERVING and calls are UNAVAILABLE until
  // the first revision is verified. ALREADY_EXISTS: the address is taken, or
  // cannot be listened on.
  static Result<std::unique_ptr<Server>> Start(const ServerConfig& config);

  // Shuts down at once if Shutdown was not called.
  virtual ~Server() = default;

  // The TCP port in use; 0 for a unix socket.
  virtual int port() const = 0;

  // Of a server that writes: articles from now on are analysed with the
  // dictionary's file as it is now. Errors as WriteSide::ReloadDictionary.
  virtual Status ReloadDictionary() = 0;

  // Whether it answers a call for its health within `patience`, whatever the
  // answer is, and the revision in service a search. Blocks.
  virtual bool Answers(std::chrono::milliseconds patience) const = 0;

  // Turns health to NOT_SERVING, answers new calls with UNAVAILABLE, and waits
  // for those that run; they are cancelled after `grace`.
  virtual void Shutdown(std::chrono::milliseconds grace) = 0;
};

}  // namespace vigie::server

#endif  // SERVER_SERVER_H_
