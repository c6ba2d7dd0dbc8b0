// What a campaign found.
#ifndef VIGIE_TESTS_FAULT_REPORT_H_
#define VIGIE_TESTS_FAULT_REPORT_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace vigie::fault {

// Of one cycle, or the sum of several.
struct Findings {
  std::map<std::string, double> counts;  // summed over cycles
  std::map<std::string, double> peaks;   // the highest of all cycles
  std::vector<std::string> failures;     // what must not be; reproducible
};
void Add(const Findings& part, Findings* sum);

struct Report {
  std::string campaign;
  std::string engine;
  uint64_t cycles = 0;
  uint64_t seed = 0;
  double seconds = 0;
  Findings findings;
};

// One JSON object; failures beyond 20 are counted only.
std::string ToJson(const Report& report);
// For a person.
std::string ToText(const Report& report);

// One line, and back; how workers report.
std::string Encode(const Findings& findings);
bool Decode(const std::string& line, Findings* findings);

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_REPORT_H_
