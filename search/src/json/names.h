// Enum values as JSON has them: by their number, lower case, without prefix.
// The same words that vigie.v1's names give.
#ifndef VIGIE_JSON_NAMES_H_
#define VIGIE_JSON_NAMES_H_

#include <array>
#include <cstddef>
#include <string_view>

namespace vigie::json {

template <size_t kCount>
using Names = std::array<std::string_view, kCount>;

inline constexpr Names<8> kEntityTypes = {
    "unspecified", "person",  "organization", "agency",
    "place",       "product", "event",        "concept"};
inline constexpr Names<7> kRules = {"unspecified", "dictionary", "model",
                                    "coreference", "concept",    "supplied",
                                    "text"};
// kContent is 0.
inline constexpr Names<3> kRoles = {"unspecified", "credit", "speaker"};
inline constexpr Names<5> kSections = {"unspecified", "title", "lead", "body",
                                       "quotation"};
inline constexpr Names<3> kScopes = {"unspecified", "matches",
                                     "entities_in_hits"};
inline constexpr Names<12> kDimensions = {
    "unspecified", "entity", "source", "month",   "entity_type", "attribute",
    "year",        "day",    "author", "section", "language",    "week"};
inline constexpr Names<7> kSortOrders = {"unspecified", "relevance", "newest",
                                         "oldest",      "mentions",  "salience",
                                         "bm25"};
inline constexpr Names<6> kExpansionKinds = {
    "unspecified", "entity", "prefix", "acronym", "spelling", "typo"};
inline constexpr Names<3> kPartialReasons = {"unspecified", "time", "cost"};
inline constexpr Names<10> kCauses = {
    "unspecified", "unknown_word", "accent", "elision",     "plural",
    "hyphen",      "typo",         "date",   "combination", "unknown_entity"};
inline constexpr Names<3> kOperators = {"unspecified", "and", "or"};
inline constexpr Names<3> kModes = {"unspecified", "or", "and"};
inline constexpr Names<4> kRangeUnits = {"unspecified", "bytes", "utf16",
                                         "code_points"};

// REQUIRES a value of the enum that `names` is of.
template <size_t kCount, typename Enum>
std::string_view NameOf(const Names<kCount>& names, Enum value) {
  return names.at(static_cast<size_t>(value));
}

}  // namespace vigie::json

#endif  // VIGIE_JSON_NAMES_H_
