#include "entities/coreference.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace vigie::entities {
namespace {

constexpr int kSoleOwnerPercent = 90;
constexpr int kSharedPercent = 75;
constexpr int kNominalPercent = 70;

// Words that stand before a family name without being a first name.
constexpr std::array<std::string_view, 24> kTitles = {
    "mm",         "mme",       "mmes",     "mlle",    "dr",     "pr",
    "me",         "mgr",       "sir",      "lord",    "lady",   "monsieur",
    "madame",     "president", "ministre", "premier", "maitre", "docteur",
    "professeur", "general",   "senateur", "depute",  "pape",   "presidente"};

// A word of the language that is capitalised for its place alone.
constexpr uint16_t kCommonWordFirst =
    analysis::kSentenceInitial | analysis::kInLexicon;

using Order = std::pair<Field, uint32_t>;  // text order of a first byte

Order OrderOf(const Place& place) { return {place.field, place.range.begin}; }

// First bytes of each entity's mentions, in text order.
using Owners = std::map<uint32_t, std::vector<Order>>;

void AddOwners(const std::vector<Candidate>& mentions, Owners* owners) {
  for (const Candidate& mention : mentions) {
    (*owners)[mention.entity].push_back(OrderOf(mention.place));
  }
}

// REQUIRES article.full in text order.
bool IsInsideFullMention(const Article& article, Field field,
                         const ByteRange& range) {
  const Order order(field, range.begin);
  auto it = std::upper_bound(article.full.begin(), article.full.end(), order,
                             [](const Order& at, const Candidate& full) {
                               return at < OrderOf(full.place);
                             });
  while (it != article.full.begin()) {
    --it;
    if (it->place.field != field) return false;
    if (it->place.range.contains(range)) return true;
    // Names that stand are disjoint: none before this one reaches further.
    if (it->rule == MentionRule::kDictionary && !it->nested) return false;
  }
  return false;
}

// Whether `place` follows a capitalised word that can only be another
// person's first name: « Robert Altman ».
bool FollowsFirstName(const Article& article, const Place& place) {
  const Lattice& lattice = article.evidence.field(place.field);
  if (place.positions.begin == 0) return false;
  const analysis::Token& name = lattice.plain(place.positions.begin);
  const analysis::Token& before = lattice.plain(place.positions.begin - 1);
  const bool adjacent = before.sentence == name.sentence &&
                        (name.flags & analysis::kElided) == 0 &&
                        lattice.gap(before, name) == " ";
  const bool capitalized = (before.flags & analysis::kCapitalized) != 0;
  if (!adjacent || !capitalized || (name.flags & analysis::kAllCaps) != 0 ||
      before.range.size() <= 2) {
    return false;
  }
  if ((before.flags & analysis::kStopWord) != 0 ||
      std::find(kTitles.begin(), kTitles.end(), before.form) != kTitles.end()) {
    return false;
  }
  if ((before.flags & kCommonWordFirst) == kCommonWordFirst) return false;
  // « Microsoft Nadella » is odd but speaks of Nadella all the same.
  return !IsInsideFullMention(article, place.field, before.range);
}

std::optional<Candidate> Lean(const Article& article, const Hit& hit,
                              AliasKind kind) {
  const NameFacts alias = article.patterns.name(hit.target);
  if (alias.kind != kind) return std::nullopt;
  // The mention that it leans on speaks for it as another alias would.
  const int score = 2 + article.scorer.ContextScore(alias.entity, hit.place);
  if (score < alias.min_score || !article.scorer.NeedIsMet(alias)) {
    return std::nullopt;
  }
  Candidate candidate;
  candidate.entity = alias.entity;
  candidate.place = hit.place;
  candidate.kind = kind;
  candidate.rule = MentionRule::kCoreference;
  candidate.score = score;
  return candidate;
}

// Whether `a`'s owner is the better one for a short name at `place`: the last
// before it, else the first after it.
bool OwnsRather(const std::vector<Order>& a, const std::vector<Order>& b,
                const Order& place) {
  const auto last_before = [&](const std::vector<Order>& owners) {
    const auto after = std::lower_bound(owners.begin(), owners.end(), place);
    return after == owners.begin() ? std::optional<Order>()
                                   : std::optional<Order>(*std::prev(after));
  };
  const std::optional<Order> before_a = last_before(a);
  const std::optional<Order> before_b = last_before(b);
  if (before_a.has_value() || before_b.has_value()) return before_a > before_b;
  return a.front() < b.front();
}

}  // namespace

std::vector<Candidate> AcceptShortAliases(const Article& article) {
  Owners owners;
  AddOwners(article.full, &owners);
  std::map<std::pair<Order, uint32_t>, std::vector<Candidate>> by_place;
  for (const Hit& hit : article.evidence.aliases) {
    const NameFacts alias = article.patterns.name(hit.target);
    if (owners.count(alias.entity) == 0) continue;
    const std::optional<Candidate> found =
        Lean(article, hit, AliasKind::kShort);
    if (!found.has_value()) continue;
    if (article.patterns.is_person(alias.entity) &&
        FollowsFirstName(article, hit.place)) {
      continue;
    }
    by_place[{OrderOf(hit.place), hit.place.range.end}].push_back(*found);
  }
  std::vector<Candidate> accepted;
  for (auto& [key, claims] : by_place) {
    const auto best = std::min_element(
        claims.begin(), claims.end(),
        [&owners, order = key.first](const Candidate& a, const Candidate& b) {
          return OwnsRather(owners[a.entity], owners[b.entity], order);
        });
    const bool shared = std::any_of(
        claims.begin(), claims.end(),
        [&](const Candidate& claim) { return claim.entity != best->entity; });
    best->confidence_percent = shared ? kSharedPercent : kSoleOwnerPercent;
    best->ambiguous = shared;
    accepted.push_back(*best);
  }
  return accepted;
}

std::vector<Candidate> AcceptNominalAliases(
    const Article& article, const std::vector<Candidate>& shorts) {
  std::map<uint32_t, Order> first_named;
  for (const std::vector<Candidate>* mentions : {&article.full, &shorts}) {
    for (const Candidate& mention : *mentions) {
      const Order order = OrderOf(mention.place);
      const auto known = first_named.emplace(mention.entity, order).first;
      known->second = std::min(known->second, order);
    }
  }
  std::vector<Candidate> accepted;
  for (const Hit& hit : article.evidence.aliases) {
    std::optional<Candidate> found = Lean(article, hit, AliasKind::kNominal);
    if (!found.has_value()) continue;
    const auto named = first_named.find(found->entity);
    if (named == first_named.end() || named->second >= OrderOf(hit.place)) {
      continue;
    }
    found->confidence_percent = kNominalPercent;
    found->ambiguous = true;
    accepted.push_back(*found);
  }
  return accepted;
}

}  // namespace vigie::entities
