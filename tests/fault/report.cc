#include "tests/fault/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

namespace vigie::fault {
namespace {

using nlohmann::ordered_json;

constexpr size_t kMostFailuresShown = 20;

}  // namespace

void Add(const Findings& part, Findings* sum) {
  for (const auto& [name, count] : part.counts) sum->counts[name] += count;
  for (const auto& [name, peak] : part.peaks) {
    const auto [at, is_new] = sum->peaks.emplace(name, peak);
    if (!is_new) at->second = std::max(at->second, peak);
  }
  sum->failures.insert(sum->failures.end(), part.failures.begin(),
                       part.failures.end());
}

std::string ToJson(const Report& report) {
  ordered_json json;
  json["campaign"] = report.campaign;
  json["engine"] = report.engine;
  json["cycles"] = report.cycles;
  json["seed"] = report.seed;
  json["seconds"] = report.seconds;
  json["failures"] = report.findings.failures.size();
  for (const auto& [name, count] : report.findings.counts) json[name] = count;
  for (const auto& [name, peak] : report.findings.peaks) json[name] = peak;
  std::vector<std::string> shown = report.findings.failures;
  if (shown.size() > kMostFailuresShown) shown.resize(kMostFailuresShown);
  if (!shown.empty()) json["failed"] = shown;
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string ToText(const Report& report) {
  std::ostringstream text;
  text << report.campaign << ", " << report.engine << ": " << report.cycles
       << " cycles, seed " << report.seed << ", " << report.seconds << " s, "
       << report.findings.failures.size() << " failures\n";
  for (const auto& [name, count] : report.findings.counts) {
    text << "  " << name << " " << count << "\n";
  }
  for (const auto& [name, peak] : report.findings.peaks) {
    text << "  " << name << " " << peak << "\n";
  }
  size_t shown = 0;
  for (const std::string& failure : report.findings.failures) {
    if (++shown > kMostFailuresShown) break;
    text << "  FAILED " << failure << "\n";
  }
  return text.str();
}

std::string Encode(const Findings& findings) {
  return ordered_json{{"counts", findings.counts},
                      {"peaks", findings.peaks},
                      {"failures", findings.failures}}
      .dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

bool Decode(const std::string& line, Findings* findings) {
  const ordered_json json = ordered_json::parse(line, nullptr, false);
  if (!json.is_object()) return false;
  findings->counts = json["counts"].get<std::map<std::string, double>>();
  findings->peaks = json["peaks"].get<std::map<std::string, double>>();
  findings->failures = json["failures"].get<std::vector<std::string>>();
  return true;
}

}  // namespace vigie::fault
