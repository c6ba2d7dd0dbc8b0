#include "query/periods.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "text/normal_form.h"
#include "vigie/time.h"

namespace vigie::query {
namespace {

using Words = std::vector<std::string>;

constexpr int32_t kDaysPerWeek = 7;
constexpr int32_t kMonthsPerYear = 12;
constexpr int32_t kMonthsPerQuarter = 3;
constexpr size_t kLongestPeriod = 64;  // bytes

struct Named {
  std::string_view name;
  int32_t number;
};

template <size_t size>
std::optional<int32_t> NumberOf(const std::array<Named, size>& names,
                                std::string_view word) {
  for (const Named& known : names) {
    if (known.name == word) return known.number;
  }
  return std::nullopt;
}

constexpr std::array<Named, 33> kMonths = {{
    {"janvier", 1},   {"janv", 1},      {"january", 1},   {"fevrier", 2},
    {"fevr", 2},      {"february", 2},  {"mars", 3},      {"march", 3},
    {"avril", 4},     {"avr", 4},       {"april", 4},     {"mai", 5},
    {"may", 5},       {"juin", 6},      {"june", 6},      {"juillet", 7},
    {"juil", 7},      {"july", 7},      {"aout", 8},      {"august", 8},
    {"septembre", 9}, {"sept", 9},      {"september", 9}, {"octobre", 10},
    {"oct", 10},      {"october", 10},  {"novembre", 11}, {"nov", 11},
    {"november", 11}, {"decembre", 12}, {"dec", 12},      {"december", 12},
    {"jan", 1},
}};

constexpr std::array<Named, 14> kWeekdays = {{
    // from Monday
    {"lundi", 0},
    {"monday", 0},
    {"mardi", 1},
    {"tuesday", 1},
    {"mercredi", 2},
    {"wednesday", 2},
    {"jeudi", 3},
    {"thursday", 3},
    {"vendredi", 4},
    {"friday", 4},
    {"samedi", 5},
    {"saturday", 5},
    {"dimanche", 6},
    {"sunday", 6},
}};

constexpr std::array<Named, 8> kDaysAgo = {{
    {"aujourd'hui", 0},
    {"aujourdhui", 0},
    {"today", 0},
    {"hier", 1},
    {"yesterday", 1},
    {"avant-hier", 2},
    {"avanthier", 2},
    {"jour", 0},
}};

enum Unit { kDay, kWeek, kMonth, kQuarter, kYear };

constexpr std::array<Named, 22> kUnits = {{
    {"j", kDay},
    {"d", kDay},
    {"jour", kDay},
    {"jours", kDay},
    {"day", kDay},
    {"days", kDay},
    {"s", kWeek},
    {"w", kWeek},
    {"semaine", kWeek},
    {"semaines", kWeek},
    {"week", kWeek},
    {"weeks", kWeek},
    {"mois", kMonth},
    {"month", kMonth},
    {"months", kMonth},
    {"trimestre", kQuarter},
    {"trimestres", kQuarter},
    {"quarter", kQuarter},
    {"an", kYear},
    {"annee", kYear},
    {"year", kYear},
    {"ans", kYear},
}};

bool IsLeap(int32_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t DaysInMonth(int32_t year, int32_t month) {
  if (month == 2) return IsLeap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// `digits` of `min` to `max` figures and nothing else.
std::optional<int32_t> Number(std::string_view digits, size_t min, size_t max) {
  if (digits.size() < min || digits.size() > max) return std::nullopt;
  int32_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number;
}

std::optional<int32_t> Year(std::string_view digits) {
  const std::optional<int32_t> year = Number(digits, 4, 4);
  if (!year || *year < kFirstQueryYear) return std::nullopt;
  return year;
}

std::optional<Period> OneDay(int32_t year, int32_t month, int32_t day) {
  if (month < 1 || month > kMonthsPerYear || day < 1 ||
      day > DaysInMonth(year, month)) {
    return std::nullopt;
  }
  const int32_t number = DayFromCivil({year, month, day});
  return Period{number, number};
}

// `count` months from the first of `month`, which may lie outside 1 to 12.
std::optional<Period> Months(int32_t year, int32_t month, int32_t count) {
  const int32_t index = year * kMonthsPerYear + month - 1;
  const int32_t last = index + count - 1;
  const int32_t last_year = last / kMonthsPerYear;
  if (index / kMonthsPerYear < kFirstQueryYear || last_year > kLastQueryYear) {
    return std::nullopt;
  }
  const int32_t last_month = last % kMonthsPerYear + 1;
  return Period{
      DayFromCivil({index / kMonthsPerYear, index % kMonthsPerYear + 1, 1}),
      DayFromCivil(
          {last_year, last_month, DaysInMonth(last_year, last_month)})};
}

std::optional<Period> Quarter(std::string_view name, std::string_view digits) {
  const std::optional<int32_t> year = Year(digits);
  if (!year || name.size() != 2 || (name[0] != 't' && name[0] != 'q') ||
      name[1] < '1' || name[1] > '4') {
    return std::nullopt;
  }
  const int32_t before = (name[1] - '1') * kMonthsPerQuarter;
  return Months(*year, 1 + before, kMonthsPerQuarter);
}

Words Split(std::string_view text, char separator) {
  Words parts;
  while (true) {
    const size_t at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

// "2025", "2025-11", "2025-11-03", "2025-t4", "t4-2025", "03/11/2025".
std::optional<Period> InDigits(std::string_view word) {
  const Words slashed = Split(word, '/');
  if (slashed.size() == 3) {
    const auto day = Number(slashed[0], 1, 2);
    const auto month = Number(slashed[1], 1, 2);
    const auto year = Year(slashed[2]);
    if (!day || !month || !year) return std::nullopt;
    return OneDay(*year, *month, *day);
  }
  const Words parts = Split(word, '-');
  if (parts.size() == 2) {
    if (auto quarter = Quarter(parts[1], parts[0])) return quarter;
    if (auto quarter = Quarter(parts[0], parts[1])) return quarter;
  }
  const std::optional<int32_t> year = Year(parts[0]);
  if (!year || parts.size() > 3) return std::nullopt;
  if (parts.size() == 1) return Months(*year, 1, kMonthsPerYear);
  const std::optional<int32_t> month = Number(parts[1], 1, 2);
  if (!month || *month < 1 || *month > kMonthsPerYear) return std::nullopt;
  if (parts.size() == 2) return Months(*year, *month, 1);
  const std::optional<int32_t> day = Number(parts[2], 1, 2);
  if (!day) return std::nullopt;
  return OneDay(*year, *month, *day);
}

// "mars 2026", "14 mars 2026", "march 14 2026".
std::optional<Period> WithMonthName(const Words& words) {
  if (words.size() < 2 || words.size() > 3) return std::nullopt;
  const std::optional<int32_t> year = Year(words.back());
  if (!year) return std::nullopt;
  const std::optional<int32_t> first = NumberOf(kMonths, words[0]);
  if (words.size() == 2) {
    return first ? Months(*year, *first, 1) : std::nullopt;
  }
  const std::optional<int32_t> month =
      first ? first : NumberOf(kMonths, words[1]);
  std::string_view digits = first ? words[1] : words[0];
  if (digits == "1er") digits = "1";
  const std::optional<int32_t> day = Number(digits, 1, 2);
  if (!month || !day) return std::nullopt;
  return OneDay(*year, *month, *day);
}

// 1970-01-01 was a Thursday.
int32_t Weekday(int32_t day) {
  return ((day + 3) % kDaysPerWeek + kDaysPerWeek) % kDaysPerWeek;
}

// The unit of the calendar that lies `back` units before that of `today`.
std::optional<Period> Current(int32_t unit, int32_t back, int32_t today) {
  const CivilDate date = CivilFromDay(today);
  switch (unit) {
    case kDay:
      return Period{today - back, today - back};
    case kWeek: {
      const int32_t monday = today - Weekday(today) - back * kDaysPerWeek;
      return Period{monday, monday + kDaysPerWeek - 1};
    }
    case kMonth:
      return Months(date.year, date.month - back, 1);
    case kQuarter: {
      const int32_t first = (date.month - 1) / kMonthsPerQuarter;
      return Months(date.year, 1 + (first - back) * kMonthsPerQuarter,
                    kMonthsPerQuarter);
    }
    default:
      return Months(date.year - back, 1, kMonthsPerYear);
  }
}

// The day `count` units before `today`; of months that are shorter, the last.
std::optional<Period> Ago(int32_t count, int32_t unit, int32_t today) {
  int32_t day = today - count * (unit == kWeek ? kDaysPerWeek : 1);
  if (unit != kDay && unit != kWeek) {
    const int32_t months = unit == kMonth     ? 1
                           : unit == kQuarter ? kMonthsPerQuarter
                                              : kMonthsPerYear;
    const CivilDate date = CivilFromDay(today);
    const auto month = Months(date.year, date.month - count * months, 1);
    if (!month) return std::nullopt;
    day = std::min(month->first + date.day_of_month - 1, month->last);
  }
  return Period{day, day, true};
}

bool IsBefore(std::string_view word) {
  return word == "dernier" || word == "derniere" || word == "passe" ||
         word == "passee" || word == "precedent" || word == "precedente";
}

// "hier", "semaine", "mois dernier", "last week", "lundi", "7j", "2 semaines".
std::optional<Period> Relative(const Words& words, int32_t today) {
  if (words.size() > 2) return std::nullopt;
  const bool two = words.size() == 2;
  const bool before = two && (IsBefore(words[1]) || words[0] == "last");
  const std::string& name = before && words[0] == "last" ? words[1] : words[0];
  if (!two || before) {
    if (const auto day = NumberOf(kWeekdays, name)) {
      const int32_t from = before ? today - 1 : today;
      const int32_t found =
          from - (Weekday(from) - *day + kDaysPerWeek) % kDaysPerWeek;
      return Period{found, found};
    }
    const auto ago = NumberOf(kDaysAgo, name);
    if (ago && !before) return Period{today - *ago, today - *ago};
    const auto unit = NumberOf(kUnits, name);
    const bool spelled = name.size() >= 4 || name == "an";
    if (unit && *unit != kDay && spelled && name.back() != 's') {
      return Current(*unit, before ? 1 : 0, today);
    }
    if (name == "mois") return Current(kMonth, before ? 1 : 0, today);
  }
  if (two && words[0] == "avant" && words[1] == "hier") {
    return Period{today - 2, today - 2};
  }
  const size_t digits =
      std::min(words[0].find_first_not_of("0123456789"), words[0].size());
  const std::optional<int32_t> count =
      Number(std::string_view(words[0]).substr(0, digits), 1, 4);
  if (!count || two != (digits == words[0].size())) return std::nullopt;
  const auto unit =
      NumberOf(kUnits, two ? std::string_view(words[1])
                           : std::string_view(words[0]).substr(digits));
  return unit ? Ago(*count, *unit, today) : std::nullopt;
}

bool IsArticle(std::string_view word) {
  return word == "le" || word == "la" || word == "les" || word == "ce" ||
         word == "cet" || word == "cette" || word == "the" || word == "this";
}

// Folded words without articles and commas.
Words FoldedWords(std::string_view text) {
  text::NormalText normal;
  text::Normalize(text, 0, &normal);
  std::string folded;
  text::AppendFolded(normal.lower, &folded);
  std::replace(folded.begin(), folded.end(), ',', ' ');
  Words words;
  for (std::string& word : Split(folded, ' ')) {
    if (word.compare(0, 2, "l'") == 0) word.erase(0, 2);
    if (!word.empty()) words.push_back(std::move(word));
  }
  if (words.size() > 1 && IsArticle(words.front())) words.erase(words.begin());
  return words;
}

}  // namespace

std::optional<Period> ParsePeriod(std::string_view text, int32_t today) {
  if (text.size() > kLongestPeriod) return std::nullopt;
  const Words words = FoldedWords(text);
  if (words.empty()) return std::nullopt;
  std::optional<Period> period;
  if (words.size() == 1) period = InDigits(words[0]);
  if (!period && words.size() == 2) period = Quarter(words[0], words[1]);
  if (!period && words.size() == 2) period = Quarter(words[1], words[0]);
  if (!period) period = WithMonthName(words);
  if (!period) period = Relative(words, today);
  if (period && period->first < DayFromCivil({kFirstQueryYear, 1, 1})) {
    return std::nullopt;
  }
  return period;
}

}  // namespace vigie::query
