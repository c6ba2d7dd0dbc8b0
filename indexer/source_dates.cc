#include "indexer/source_dates.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "indexer/ascii_text.h"
#include "vigie/time.h"

namespace vigie::indexer {
namespace {

bool AreDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
}

// 20260314 -> 2026-03-14, 20260314T180509 -> 2026-03-14T18:05:09.
std::string WithSeparators(std::string_view text) {
  if (text.size() < 8 || !AreDigits(text.substr(0, 8))) {
    return std::string(text);
  }
  std::string iso(text.substr(0, 4));
  iso.append("-").append(text.substr(4, 2));
  iso.append("-").append(text.substr(6, 2));
  text.remove_prefix(8);
  if (text.size() < 5 || text.front() != 'T' || !AreDigits(text.substr(1, 4))) {
    return iso.append(text);
  }
  iso.append(text.substr(0, 3)).append(":").append(text.substr(3, 2));
  text.remove_prefix(5);
  if (text.size() >= 2 && AreDigits(text.substr(0, 2))) {
    iso.append(":").append(text.substr(0, 2));
    text.remove_prefix(2);
  }
  return iso.append(text);
}

// ...+0100 -> ...+01:00, after a time.
std::string WithColonInOffset(std::string text) {
  const size_t sign = text.size() < 5 ? std::string::npos : text.size() - 5;
  if (sign == std::string::npos || text.find(':') == std::string::npos ||
      (text[sign] != '+' && text[sign] != '-') ||
      !AreDigits(std::string_view(text).substr(sign + 1))) {
    return text;
  }
  return text.insert(sign + 3, ":");
}

std::vector<std::string_view> Fields(std::string_view text) {
  std::vector<std::string_view> fields;
  for (;;) {
    text = TrimAscii(text);
    if (text.empty()) return fields;
    const size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
    fields.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::string TwoDigits(std::string_view digits) {
  return (digits.size() == 1 ? "0" : "") + std::string(digits);
}

// RFC 5322 "[day,] 14 Mar 2026 18:05[:09] zone" as ISO 8601; "" when it is no
// such date.
std::string FromMailDate(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "jan", "feb", "mar", "apr", "may", "jun",
      "jul", "aug", "sep", "oct", "nov", "dec"};
  std::vector<std::string_view> fields = Fields(text);
  if (!fields.empty() && fields[0].back() == ',') fields.erase(fields.begin());
  if (fields.size() < 4 || !AreDigits(fields[0]) || fields[0].size() > 2 ||
      !AreDigits(fields[2]) || fields[2].size() != 4) {
    return "";
  }
  const std::string name = LowerAscii(fields[1].substr(0, 3));
  const auto* month = std::find(kMonths.begin(), kMonths.end(), name);
  if (month == kMonths.end()) return "";
  std::string iso(fields[2]);
  iso += "-" + TwoDigits(std::to_string(month - kMonths.begin() + 1)) + "-" +
         TwoDigits(fields[0]) + "T" + (fields[3].find(':') == 1 ? "0" : "") +
         std::string(fields[3]);
  if (fields.size() == 4) return iso + "Z";
  const std::string zone = LowerAscii(fields[4]);
  static constexpr std::array<std::array<const char*, 2>, 6> kZones = {
      {{"cest", "+02:00"},
       {"cet", "+01:00"},
       {"est", "-05:00"},
       {"edt", "-04:00"},
       {"pst", "-08:00"},
       {"pdt", "-07:00"}}};
  for (const auto& [known, offset] : kZones) {
    if (zone == known) return iso + offset;
  }
  return iso + (zone[0] == '+' || zone[0] == '-' ? zone : "Z");
}

}  // namespace

Result<PublicationTime> ParseSourceDate(std::string_view text) {
  text = TrimAscii(text);
  const std::string mail = FromMailDate(text);
  return ParsePublicationTime(
      WithColonInOffset(mail.empty() ? WithSeparators(text) : mail));
}

std::optional<PublicationTime> ReadSourceDate(std::string_view text,
                                              SourceItem* item) {
  if (TrimAscii(text).empty()) return std::nullopt;
  Result<PublicationTime> time = ParseSourceDate(text);
  if (time.ok()) return *time;
  item->repairs.emplace_back(
      StatusCode::kInvalidArgument,
      "indexed without a date: " + time.status().message(), "REPAIRED_DATE");
  return std::nullopt;
}

}  // namespace vigie::indexer
