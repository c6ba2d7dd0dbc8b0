#include "bench/load/echo_server.h"

#include <grpcpp/grpcpp.h>
#include <signal.h>

#include <atomic>
#include <fstream>
#include <memory>
#include <thread>
#include <utility>

#include "server/busy_poll.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie::bench {
namespace {

// Replies in turn, as buffers that share their bytes. Thread-safe.
class Replies {
 public:
  Replies(const std::vector<std::string>& replies,
          std::chrono::microseconds busy)
      : busy_(busy) {
    for (const std::string& reply : replies) {
      const grpc::Slice slice(reply);
      buffers_.emplace_back(&slice, 1);
    }
  }
  const grpc::ByteBuffer& Next() {
    using server::BusyPoll;
    auto now = BusyPoll::Clock::now();
    BusyPoll::Touch(now);
    for (const auto end = now + busy_; now < end;) {
      now = BusyPoll::Clock::now();
    }
    BusyPoll::Touch(now);
    return buffers_[next_++ % buffers_.size()];
  }

 private:
  const std::chrono::microseconds busy_;
  std::vector<grpc::ByteBuffer> buffers_;
  std::atomic<size_t> next_{0};
};

std::unique_ptr<grpc::Server> Listen(grpc::Service* service,
                                     grpc::ServerBuilder* builder, int* port) {
  builder->AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 128);
  builder->AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder->RegisterService(service);
  builder->AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                            port);
  return builder->BuildAndStart();
}

using QueueService =
    v1::SearchService::WithRawMethod_Search<v1::SearchService::Service>;
using CallbackService =
    v1::SearchService::WithRawCallbackMethod_Search<v1::SearchService::Service>;

// Serves when made, stops when destroyed.
class Echo {
 public:
  virtual ~Echo() = default;
  virtual int port() const = 0;  // 0: no port is free
};

// One call from its arrival to its answer; then it waits for the next.
class QueuedCall {
 public:
  QueuedCall(QueueService* service, grpc::ServerCompletionQueue* queue,
             Replies* replies)
      : service_(service), queue_(queue), replies_(replies) {
    Await();
  }

  // An event of this call, which ends itself when `last`.
  void Proceed(bool last) {
    if (last) {
      delete this;
    } else if (answering_) {
      Await();
    } else {
      answering_ = true;
      writer_->Finish(replies_->Next(), grpc::Status::OK, this);
    }
  }

 private:
  struct State {
    grpc::ServerContext context;
    grpc::ByteBuffer request;
  };

  void Await() {
    answering_ = false;
    state_ = std::make_unique<State>();
    writer_ =
        std::make_unique<grpc::ServerAsyncResponseWriter<grpc::ByteBuffer>>(
            &state_->context);
    service_->RequestSearch(&state_->context, &state_->request, writer_.get(),
                            queue_, queue_, this);
  }

  QueueService* const service_;
  grpc::ServerCompletionQueue* const queue_;
  Replies* const replies_;
  std::unique_ptr<State> state_;
  std::unique_ptr<grpc::ServerAsyncResponseWriter<grpc::ByteBuffer>> writer_;
  bool answering_ = false;
};

class QueueServer final : public Echo {
 public:
  QueueServer(const std::vector<std::string>& replies,
              const EchoOptions& options)
      : replies_(replies, options.busy) {
    grpc::ServerBuilder builder;
    for (unsigned i = 0; i < options.threads; ++i) {
      queues_.push_back(builder.AddCompletionQueue());
    }
    server_ = Listen(&service_, &builder, &port_);
    if (!server_) return;
    for (const auto& queue : queues_) {
      threads_.emplace_back([this, &queue] { Serve(queue.get()); });
    }
  }
  ~QueueServer() override {
    if (!server_) return;
    stopping_ = true;
    server_->Shutdown(std::chrono::system_clock::now());
    for (const auto& queue : queues_) queue->Shutdown();
    for (std::thread& thread : threads_) thread.join();
  }
  int port() const override { return server_ ? port_ : 0; }

 private:
  void Serve(grpc::ServerCompletionQueue* queue) {
    constexpr int kAwaiting = 256;
    for (int i = 0; i < kAwaiting; ++i) {
      new QueuedCall(&service_, queue, &replies_);
    }
    void* tag = nullptr;
    bool ok = false;
    while (queue->Next(&tag, &ok)) {
      static_cast<QueuedCall*>(tag)->Proceed(!ok || stopping_);
    }
  }

  Replies replies_;
  QueueService service_;
  std::vector<std::unique_ptr<grpc::ServerCompletionQueue>> queues_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::vector<std::thread> threads_;
};

class CallbackEcho final : public CallbackService {
 public:
  explicit CallbackEcho(Replies* replies) : replies_(replies) {}
  grpc::ServerUnaryReactor* Search(grpc::CallbackServerContext* context,
                                   const grpc::ByteBuffer* /*request*/,
                                   grpc::ByteBuffer* response) override {
    *response = replies_->Next();
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  Replies* const replies_;
};

class CallbackServer final : public Echo {
 public:
  CallbackServer(const std::vector<std::string>& replies,
                 const EchoOptions& options)
      : replies_(replies, options.busy), service_(&replies_) {
    grpc::ServerBuilder builder;
    server_ = Listen(&service_, &builder, &port_);
  }
  ~CallbackServer() override {
    if (server_) server_->Shutdown(std::chrono::system_clock::now());
  }
  int port() const override { return server_ ? port_ : 0; }

 private:
  Replies replies_;
  CallbackEcho service_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

std::vector<std::string> ReadReplies(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<std::string> replies;
  uint64_t size = 0;
  while (in.read(reinterpret_cast<char*>(&size), sizeof(size))) {
    std::string reply(size, '\0');
    if (!in.read(reply.data(), static_cast<std::streamsize>(size))) return {};
    replies.push_back(std::move(reply));
  }
  return replies;
}

}  // namespace

// Each reply after its size, eight bytes of this machine's order.
bool WriteReplies(const std::vector<std::string>& replies,
                  const std::string& file) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  for (const std::string& reply : replies) {
    const uint64_t size = reply.size();
    out.write(reinterpret_cast<const char*>(&size), sizeof(size));
    out.write(reply.data(), static_cast<std::streamsize>(size));
  }
  return static_cast<bool>(out.flush());
}

bool ServeEcho(const EchoOptions& options) {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  const std::vector<std::string> replies = ReadReplies(options.replies_file);
  if (replies.empty()) return false;
  server::BusyPoll::SetBound(options.poll);
  std::unique_ptr<Echo> echo;
  if (options.kind == EchoKind::kQueue) {
    echo = std::make_unique<QueueServer>(replies, options);
  } else {
    echo = std::make_unique<CallbackServer>(replies, options);
  }
  if (echo->port() == 0) return false;
  std::ofstream(options.port_file) << echo->port() << std::endl;
  int signal = 0;
  sigwait(&stop, &signal);
  return true;
}

}  // namespace vigie::bench
