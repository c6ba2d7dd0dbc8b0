#include "vigie/time.h"

#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace vigie {
namespace {

constexpr int64_t kSecondsPerDay = 86'400;
constexpr int32_t kWinterOffset = 3'600;  // s

// Null when ICU knows no transitions of Paris. ICU builds the transitions at
// their first use without a lock of its own that holds: they are asked for
// here, where the language sees to it that one thread does.
std::unique_ptr<const icu::BasicTimeZone> LoadParis() {
  const std::unique_ptr<const icu::TimeZone> zone(
      icu::TimeZone::createTimeZone("Europe/Paris"));
  const auto* found = dynamic_cast<const icu::BasicTimeZone*>(zone.get());
  if (found == nullptr) return nullptr;
  std::unique_ptr<const icu::BasicTimeZone> paris(found->clone());
  icu::TimeZoneTransition first;
  const bool has_transitions =
      paris->getNextTransition(0, /*inclusive=*/true, first);
  return has_transitions ? std::move(paris) : nullptr;
}

const icu::BasicTimeZone* Paris() {
  static const std::unique_ptr<const icu::BasicTimeZone> paris = LoadParis();
  return paris.get();
}

int64_t FloorDiv(int64_t a, int64_t b) {
  const int64_t quotient = a / b;
  return a % b < 0 ? quotient - 1 : quotient;
}

// Seconds to add to an instant to read the wall clock of Paris, valid for the
// instants [begin, end).
struct OffsetSpan {
  int64_t begin = 0;
  int64_t end = 0;
  int32_t offset = 0;
};

int32_t AskOffset(const icu::BasicTimeZone& zone, UDate date) {
  UErrorCode error = U_ZERO_ERROR;
  int32_t raw = 0;
  int32_t dst = 0;
  zone.getOffset(date, /*local=*/false, raw, dst, error);
  return U_SUCCESS(error) ? (raw + dst) / U_MILLIS_PER_SECOND : kWinterOffset;
}

// Between two transitions the offset is one number: each thread remembers those
// of some months. A month within which the offset changes is asked about anew
// when both its parts are wanted in turn: shorter ones are fewer of those.
int32_t OffsetAt(int64_t unix_seconds) {
  constexpr int64_t kMonth = 32 * kSecondsPerDay;
  constexpr size_t kRemembered = 256;
  thread_local std::array<OffsetSpan, kRemembered> spans;
  OffsetSpan& cached =
      spans[static_cast<uint64_t>(FloorDiv(unix_seconds, kMonth)) %
            kRemembered];
  if (unix_seconds >= cached.begin && unix_seconds < cached.end) {
    return cached.offset;
  }
  const icu::BasicTimeZone* zone = Paris();
  if (zone == nullptr) return kWinterOffset;
  const UDate date = static_cast<UDate>(unix_seconds) * U_MILLIS_PER_SECOND;
  const int32_t offset = AskOffset(*zone, date);
  icu::TimeZoneTransition before;
  icu::TimeZoneTransition after;
  if (zone->getPreviousTransition(date, /*inclusive=*/true, before) &&
      zone->getNextTransition(date, /*inclusive=*/false, after)) {
    cached = {static_cast<int64_t>(before.getTime()) / U_MILLIS_PER_SECOND,
              static_cast<int64_t>(after.getTime()) / U_MILLIS_PER_SECOND,
              offset};
  }
  return offset;
}

// The instant at which Paris clocks show `local` seconds since 1970-01-01
// 00:00. An hour shown twice is its first; one that is skipped is read with
// the offset in force before the skip.
int64_t InstantOfLocal(int64_t local) {
  const int32_t before = OffsetAt(local - kSecondsPerDay);
  const int64_t candidate = local - before;
  if (OffsetAt(candidate) == before) return candidate;
  const int64_t later = local - OffsetAt(candidate);
  return OffsetAt(later) == OffsetAt(candidate) ? later : candidate;
}

bool IsLeapYear(int32_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t DaysInMonth(int32_t year, int32_t month) {
  constexpr std::array<int32_t, 12> days = {31, 28, 31, 30, 31, 30,
                                            31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeapYear(year) ? 29
                                        : days[static_cast<size_t>(month - 1)];
}

Status Malformed(std::string_view text, std::string_view why) {
  return Status(StatusCode::kInvalidArgument,
                "\"" + std::string(text.substr(0, 64)) +
                    "\" is not a publication time: " + std::string(why) +
                    "; write 2026-03-14, 2026-03-14T18:05 or "
                    "2026-03-14T18:05:09+01:00",
                "PUBLICATION_TIME");
}

// Reads fixed-width fields from the front of a text.
class FieldReader {
 public:
  explicit FieldReader(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool Skip(char c) {
    if (peek() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<int32_t> Digits(size_t width) {
    int32_t value = 0;
    if (rest_.size() < width) return std::nullopt;
    for (size_t i = 0; i < width; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return std::nullopt;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(width);
    return value;
  }

  size_t SkipDigits() {
    size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
      ++count;
    }
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view rest_;
};

// Each reader returns what is wrong, or an empty view.
std::string_view ReadDate(FieldReader* in, CivilDate* date) {
  const auto year = in->Digits(4);
  if (!year || !in->Skip('-')) return "it does not begin with YYYY-MM-DD";
  const auto month = in->Digits(2);
  if (!month || !in->Skip('-')) return "it does not begin with YYYY-MM-DD";
  const auto day = in->Digits(2);
  if (!day) return "it does not begin with YYYY-MM-DD";
  if (*year < 1600) return "the year is before 1600";
  if (*month < 1 || *month > 12) return "there is no such month";
  if (*day < 1 || *day > DaysInMonth(*year, *month)) {
    return "that month has no such day";
  }
  *date = {*year, *month, *day};
  return {};
}

std::string_view ReadTimeOfDay(FieldReader* in, int64_t* seconds) {
  const auto hour = in->Digits(2);
  if (!hour || !in->Skip(':')) return "the time is not HH:MM";
  const auto minute = in->Digits(2);
  if (!minute) return "the time is not HH:MM";
  int32_t second = 0;
  if (in->Skip(':')) {
    const auto read = in->Digits(2);
    if (!read) return "the seconds are not two digits";
    second = *read;
    if (in->Skip('.') && in->SkipDigits() == 0) {
      return "the fraction of a second has no digit";
    }
  }
  if (*hour > 23 || *minute > 59 || second > 59) {
    return "there is no such time of day";
  }
  *seconds = *hour * 3'600 + *minute * 60 + second;
  return {};
}

// `*offset` stays empty when the text gives none.
std::string_view ReadOffset(FieldReader* in, std::optional<int64_t>* offset) {
  if (in->done()) return {};
  if (in->Skip('Z') || in->Skip('z')) {
    *offset = 0;
    return {};
  }
  const bool negative = in->peek() == '-';
  if (!in->Skip('+') && !in->Skip('-')) return "text follows the time";
  const auto hours = in->Digits(2);
  if (!hours) return "the offset is not like +01:00";
  static_cast<void>(in->Skip(':'));  // optional in ISO 8601
  const auto minutes = in->Digits(2);
  if (!minutes || *hours > 18 || *minutes > 59) {
    return "the offset is not like +01:00";
  }
  const int64_t size = *hours * 3'600 + *minutes * 60;
  *offset = negative ? -size : size;
  return {};
}

// As %0*d of printf.
void AppendDigits(int32_t value, size_t width, std::string* to) {
  if (value < 0) {
    *to += '-';
    AppendDigits(-value, width - 1, to);
    return;
  }
  const size_t begin = to->size();
  to->append(width, '0');
  for (size_t at = to->size(); at > begin; value /= 10) {
    (*to)[--at] = static_cast<char>('0' + value % 10);
  }
  if (value > 0) to->insert(begin, std::to_string(value));
}

}  // namespace

Result<PublicationTime> ParsePublicationTime(std::string_view text) {
  FieldReader in(text);
  CivilDate date;
  if (const auto why = ReadDate(&in, &date); !why.empty()) {
    return Malformed(text, why);
  }
  const int32_t day = DayFromCivil(date);
  if (in.done()) return PublicationTime{ParisMidnight(day), true};
  if (!in.Skip('T') && !in.Skip('t') && !in.Skip(' ')) {
    return Malformed(text, "text follows the date");
  }
  int64_t seconds = 0;
  if (const auto why = ReadTimeOfDay(&in, &seconds); !why.empty()) {
    return Malformed(text, why);
  }
  std::optional<int64_t> offset;
  if (const auto why = ReadOffset(&in, &offset); !why.empty()) {
    return Malformed(text, why);
  }
  if (!in.done()) return Malformed(text, "text follows the time");
  const int64_t local = day * kSecondsPerDay + seconds;
  return PublicationTime{offset ? local - *offset : InstantOfLocal(local),
                         false};
}

std::string FormatPublicationTime(const PublicationTime& time) {
  // Before 1911 the offset has seconds, which the notation has not.
  const int32_t exact = OffsetAt(time.unix_seconds);
  const int32_t offset = time.date_only ? exact : exact / 60 * 60;
  const int64_t local = time.unix_seconds + offset;
  const int64_t day = FloorDiv(local, kSecondsPerDay);
  const auto second = static_cast<int>(local - day * kSecondsPerDay);
  const CivilDate date = CivilFromDay(static_cast<int32_t>(day));
  std::string text;
  AppendDigits(date.year, 4, &text);
  text += '-';
  AppendDigits(date.month, 2, &text);
  text += '-';
  AppendDigits(date.day_of_month, 2, &text);
  if (time.date_only) return text;
  text += 'T';
  AppendDigits(second / 3'600, 2, &text);
  text += ':';
  AppendDigits(second / 60 % 60, 2, &text);
  text += ':';
  AppendDigits(second % 60, 2, &text);
  const int shift = offset < 0 ? -offset : offset;
  text += offset < 0 ? '-' : '+';
  AppendDigits(shift / 3'600, 2, &text);
  text += ':';
  AppendDigits(shift / 60 % 60, 2, &text);
  return text;
}

int32_t ParisDay(int64_t unix_seconds) {
  return static_cast<int32_t>(
      FloorDiv(unix_seconds + OffsetAt(unix_seconds), kSecondsPerDay));
}

int64_t ParisMidnight(int32_t day) {
  return InstantOfLocal(day * kSecondsPerDay);
}

// Civil dates by 400-year eras of 146,097 days that begin on 1 March, so that
// the leap day ends a year.
CivilDate CivilFromDay(int32_t day) {
  const int64_t shifted = static_cast<int64_t>(day) + 719'468;
  const int64_t era = FloorDiv(shifted, 146'097);
  const int64_t day_of_era = shifted - era * 146'097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1'460 +
                               day_of_era / 36'524 - day_of_era / 146'096) /
                              365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t march_month = (5 * day_of_year + 2) / 153;
  const int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
  CivilDate date;
  date.year = static_cast<int32_t>(year_of_era + era * 400 + (month <= 2));
  date.month = static_cast<int32_t>(month);
  date.day_of_month =
      static_cast<int32_t>(day_of_year - (153 * march_month + 2) / 5 + 1);
  return date;
}

int32_t DayFromCivil(const CivilDate& date) {
  const int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const int64_t era = FloorDiv(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t march_month = (date.month + 9) % 12;
  const int64_t day_of_year =
      (153 * march_month + 2) / 5 + date.day_of_month - 1;
  const int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return static_cast<int32_t>(era * 146'097 + day_of_era - 719'468);
}

}  // namespace vigie
