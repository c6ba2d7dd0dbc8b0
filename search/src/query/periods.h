// One period as typed, in digits or in words -> its days.
#ifndef VIGIE_QUERY_PERIODS_H_
#define VIGIE_QUERY_PERIODS_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace vigie::query {

// The years that a date clause can name.
inline constexpr int32_t kFirstQueryYear = 1600;
inline constexpr int32_t kLastQueryYear = 9999;

// Both ends inclusive, days since 1970-01-01.
struct Period {
  int32_t first = 0;
  int32_t last = 0;
  // A day told by how long ago it is (7j): alone, it stands for all days since.
  bool ago = false;
};

// Reads, whatever case, accents and a leading article ("cette semaine"):
// "2025", "2025-11", "2025-11-03", "03/11/2025", "2025-T4", "T4 2025", "Q4
// 2025", "novembre 2025", "3 novembre 2025", "November 3, 2025"; and, as of
// `today`: "aujourd'hui", "hier", "avant-hier", "lundi" (the last one, today
// included), "semaine", "mois", "trimestre", "année" (the current one),
// "semaine dernière", "mois dernier" and so on (the one before), "7j", "2
// semaines", "3 mois", "1 an"; and the same in English. Weeks go from Monday
// to Sunday. nullopt when the text is none of these, names a day that does not
// exist or one outside the years of date clauses.
std::optional<Period> ParsePeriod(std::string_view text, int32_t today);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_PERIODS_H_
