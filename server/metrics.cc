#include "server/metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <exception>
#include <map>
#include <mutex>
#include <utility>

#include "vigie/version.h"

namespace vigie::server {
namespace {

// Seconds: a cached answer takes 0.0002, a long one some tenths.
const prometheus::Histogram::BucketBoundaries kSeconds = {
    0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05,
    0.1,    0.2,    0.5,    1,     2,     5,     10,   30};

class ReadGauges final : public prometheus::Collectable {
 public:
  explicit ReadGauges(std::function<std::vector<Gauge>()> read)
      : read_(std::move(read)) {}

  std::vector<prometheus::MetricFamily> Collect() const override {
    std::vector<prometheus::MetricFamily> families;
    for (const Gauge& gauge : read_()) {
      prometheus::MetricFamily family;
      family.name = gauge.name;
      family.help = gauge.help;
      prometheus::ClientMetric metric;
      family.type = gauge.counter ? prometheus::MetricType::Counter
                                  : prometheus::MetricType::Gauge;
      (gauge.counter ? metric.counter.value : metric.gauge.value) = gauge.value;
      family.metric.push_back(metric);
      families.push_back(std::move(family));
    }
    return families;
  }

 private:
  const std::function<std::vector<Gauge>()> read_;
};

struct Failures {
  StatusCode code;
  std::string reason;
  prometheus::Counter* counter;
};

struct Method {
  prometheus::Histogram* seconds = nullptr;
  prometheus::Counter* succeeded = nullptr;
  std::vector<Failures> failed;  // each kind that was seen
};

}  // namespace

struct Metrics::Parts {
  std::shared_ptr<prometheus::Registry> registry =
      std::make_shared<prometheus::Registry>();
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram()
          .Name("vigie_call_seconds")
          .Help("Time in the server, queue included, by method.")
          .Register(*registry);
  prometheus::Family<prometheus::Counter>& calls =
      prometheus::BuildCounter()
          .Name("vigie_calls_total")
          .Help("Calls that have ended, by method, code and reason.")
          .Register(*registry);
  std::mutex mutex;
  // By method; guarded by mutex.
  std::map<std::string, Method, std::less<>> methods;
  std::shared_ptr<ReadGauges> gauges;

  // With mutex held.
  Method& MethodOf(std::string_view rpc) {
    const auto found = methods.find(rpc);
    if (found != methods.end()) return found->second;
    const std::string name(rpc);
    return methods
        .emplace(name,
                 Method{&seconds.Add({{"method", name}}, kSeconds),
                        &calls.Add(
                            {{"method", name}, {"code", "OK"}, {"reason", ""}}),
                        {}})
        .first->second;
  }

  // With mutex held.
  prometheus::Counter* CounterOf(std::string_view rpc, StatusCode code,
                                 std::string_view reason, Method* method) {
    if (code == StatusCode::kOk) return method->succeeded;
    for (const Failures& failures : method->failed) {
      if (failures.code == code && failures.reason == reason) {
        return failures.counter;
      }
    }
    prometheus::Counter& added =
        calls.Add({{"method", std::string(rpc)},
                   {"code", std::string(StatusCodeName(code))},
                   {"reason", std::string(reason)}});
    method->failed.push_back({code, std::string(reason), &added});
    return &added;
  }

  std::unique_ptr<prometheus::Exposer> exposer;
};

Metrics::Metrics() : parts_(std::make_unique<Parts>()) {
  prometheus::BuildGauge()
      .Name("vigie_build_info")
      .Help("1; the version stands in the label.")
      .Register(*parts_->registry)
      .Add({{"version", Version()}})
      .Set(1);
}
Metrics::~Metrics() = default;

void Metrics::Count(std::string_view rpc, StatusCode code,
                    std::string_view reason,
                    std::chrono::microseconds elapsed) {
  prometheus::Histogram* seconds = nullptr;
  prometheus::Counter* calls = nullptr;
  {
    const std::lock_guard<std::mutex> lock(parts_->mutex);
    Method& method = parts_->MethodOf(rpc);
    seconds = method.seconds;
    calls = parts_->CounterOf(rpc, code, reason, &method);
  }
  seconds->Observe(std::chrono::duration<double>(elapsed).count());
  calls->Increment();
}

void Metrics::AddGauges(std::function<std::vector<Gauge>()> read) {
  parts_->gauges = std::make_shared<ReadGauges>(std::move(read));
}

Status Metrics::Serve(const std::string& address) {
  try {
    parts_->exposer = std::make_unique<prometheus::Exposer>(address, 1);
  } catch (const std::exception&) {
    return Status(StatusCode::kUnavailable,
                  "metrics cannot be served on " + address);
  }
  parts_->exposer->RegisterCollectable(parts_->registry);
  if (parts_->gauges) parts_->exposer->RegisterCollectable(parts_->gauges);
  return OkStatus();
}

void Metrics::Stop() { parts_->exposer.reset(); }

std::string Metrics::Text() const {
  std::vector<prometheus::MetricFamily> families = parts_->registry->Collect();
  if (parts_->gauges) {
    for (auto& family : parts_->gauges->Collect()) {
      families.push_back(std::move(family));
    }
  }
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace vigie::server
