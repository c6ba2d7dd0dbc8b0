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

struct Method {
  prometheus::Histogram* seconds;
  prometheus::Counter* succeeded;
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

  Method AddMethod(const std::string& rpc) {
    const Method method{
        &seconds.Add({{"method", rpc}}, kSeconds),
        &calls.Add({{"method", rpc}, {"code", "OK"}, {"reason", ""}})};
    const std::lock_guard<std::mutex> lock(mutex);
    methods.emplace(rpc, method);
    return method;
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
  const auto counter = [&]() -> prometheus::Counter& {
    return parts_->calls.Add({{"method", std::string(rpc)},
                              {"code", std::string(StatusCodeName(code))},
                              {"reason", std::string(reason)}});
  };
  Method method{};
  {
    const std::lock_guard<std::mutex> lock(parts_->mutex);
    const auto found = parts_->methods.find(rpc);
    if (found != parts_->methods.end()) method = found->second;
  }
  if (method.seconds == nullptr) method = parts_->AddMethod(std::string(rpc));
  method.seconds->Observe(std::chrono::duration<double>(elapsed).count());
  (code == StatusCode::kOk ? *method.succeeded : counter()).Increment();
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
