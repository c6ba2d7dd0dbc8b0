#include "entities/appositions.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "entities/name_grammar.h"

namespace vigie::entities {
namespace {

using analysis::Token;

constexpr uint32_t kMostNameWords = 4;
constexpr uint32_t kMostComplementWords = 8;

// Folded; a compound by its whole form.
const std::unordered_map<std::string_view, Office>& Offices() {
  static const std::unordered_map<std::string_view, Office> offices = {
      {"adjoint", Office::kPolitics},     {"adjointe", Office::kPolitics},
      {"ambassadeur", Office::kPolitics}, {"ambassadrice", Office::kPolitics},
      {"analyste", Office::kAny},         {"attaquant", Office::kSport},
      {"attaquante", Office::kSport},     {"avocat", Office::kAny},
      {"avocate", Office::kAny},          {"capitaine", Office::kAny},
      {"chancelier", Office::kPolitics},  {"chanceliere", Office::kPolitics},
      {"chercheur", Office::kAny},        {"chercheuse", Office::kAny},
      {"cofondateur", Office::kBusiness}, {"cofondatrice", Office::kBusiness},
      {"commissaire", Office::kAny},      {"conseiller", Office::kAny},
      {"conseillere", Office::kAny},      {"defenseur", Office::kSport},
      {"delegue", Office::kAny},          {"deleguee", Office::kAny},
      {"depute", Office::kPolitics},      {"deputee", Office::kPolitics},
      {"dg", Office::kBusiness},          {"dirigeant", Office::kAny},
      {"dirigeante", Office::kAny},       {"directeur", Office::kAny},
      {"directrice", Office::kAny},       {"economiste", Office::kAny},
      {"elu", Office::kPolitics},         {"elue", Office::kPolitics},
      {"entraineur", Office::kSport},     {"entraineuse", Office::kSport},
      {"eurodepute", Office::kPolitics},  {"eurodeputee", Office::kPolitics},
      {"fondateur", Office::kBusiness},   {"fondatrice", Office::kBusiness},
      {"gerant", Office::kBusiness},      {"gerante", Office::kBusiness},
      {"gouverneur", Office::kPolitics},  {"historien", Office::kAny},
      {"historienne", Office::kAny},      {"maire", Office::kPolitics},
      {"ministre", Office::kPolitics},    {"patron", Office::kBusiness},
      {"patronne", Office::kBusiness},    {"pdg", Office::kBusiness},
      {"politologue", Office::kAny},      {"porte-parole", Office::kAny},
      {"prefet", Office::kPolitics},      {"prefete", Office::kPolitics},
      {"president", Office::kAny},        {"presidente", Office::kAny},
      {"procureur", Office::kAny},        {"procureure", Office::kAny},
      {"professeur", Office::kAny},       {"professeure", Office::kAny},
      {"secretaire", Office::kAny},       {"selectionneur", Office::kSport},
      {"selectionneuse", Office::kSport}, {"senateur", Office::kPolitics},
      {"senatrice", Office::kPolitics},   {"sociologue", Office::kAny}};
  return offices;
}

// The lengths of offices, one bit each, by first byte: nearly no word passes.
using Lengths = std::array<uint32_t, 256>;
Lengths LengthsOfOffices() {
  Lengths lengths{};
  for (const auto& [form, office] : Offices()) {
    lengths[static_cast<uint8_t>(form[0])] |= 1U << form.size();
  }
  return lengths;
}

std::optional<Office> FindOffice(std::string_view form) {
  static const Lengths kLengths = LengthsOfOffices();
  constexpr size_t kLongest = 31;
  if (form.size() < 2 || form.size() > kLongest ||
      (kLengths[static_cast<uint8_t>(form[0])] >> form.size() & 1U) == 0) {
    return std::nullopt;
  }
  const auto found = Offices().find(form);
  if (found == Offices().end()) return std::nullopt;
  return found->second;
}

constexpr std::array<std::string_view, 14> kParticles = {
    "al", "ben", "bin", "da",  "de", "del", "della",
    "di", "du",  "el",  "von", "la", "le",  "van"};

bool IsCapital(const Token& token) {
  return (token.flags & analysis::kCapitalized) != 0;
}

bool IsNameWord(const Token& token) {
  return IsCapital(token) && (token.flags & analysis::kHasDigit) == 0 &&
         (token.flags & analysis::kStopWord) == 0;
}

class Finder {
 public:
  explicit Finder(const Lattice& lattice) : lattice_(lattice) {}

  std::vector<Apposition> Run() {
    for (uint32_t p = 0; p < lattice_.positions(); ++p) {
      const std::optional<Office> office = OfficeAt(p);
      if (!office.has_value()) continue;
      if (!FindBefore(p, *office)) FindAfter(p, *office);
    }
    return std::move(found_);
  }

 private:
  std::optional<Office> OfficeAt(uint32_t position) {
    for (uint32_t i = lattice_.first_token(position);
         i < lattice_.end_token(position); ++i) {
      const Token& token = lattice_.token(i);
      const std::optional<Office> office = FindOffice(token.form);
      if (!office.has_value() ||
          (IsCapital(token) && (token.flags & analysis::kAllCaps) == 0)) {
        continue;
      }
      office_end_ = position + token.length;
      return office;
    }
    return std::nullopt;
  }

  std::string_view GapBefore(uint32_t position) const {
    const Token& left = lattice_.plain(position - 1);
    const Token& right = lattice_.plain(position);
    return left.sentence == right.sentence ? lattice_.gap(left, right)
                                           : std::string_view("\n");
  }

  bool SpaceBefore(uint32_t position) const {
    const std::string_view gap = GapBefore(position);
    return gap == " " || gap == "\xC2\xA0" || gap == "-" || gap.empty();
  }

  // « <name>, [l'|le|la|ancien|actuel|nouveau] <office> [de <complement>] ».
  bool FindBefore(uint32_t office, Office area) {
    uint32_t p = office;
    while (p > 0 && office - p < 3 && SpaceBefore(p)) {
      const Token& word = lattice_.plain(p - 1);
      const bool led = word.form == "le" || word.form == "la" ||
                       word.form == "un" || word.form == "une" ||
                       word.form == "ancien" || word.form == "ancienne" ||
                       word.form == "actuel" || word.form == "actuelle" ||
                       word.form == "nouveau" || word.form == "nouvelle" ||
                       word.form == "premier" || word.form == "vice";
      if (!led) return false;
      --p;
    }
    if (p == 0) return false;
    const std::string_view gap = GapBefore(p);
    const bool elided = (lattice_.plain(p).flags & analysis::kElided) != 0;
    if (gap != ", " && !(elided && gap.substr(0, 2) == ", ")) return false;
    const std::optional<Positions> name = NameEnding(p);
    if (!name.has_value()) return false;
    found_.push_back({*name, area, ComplementAfter(office_end_)});
    return true;
  }

  // « le <office> [complement][,] <name> ».
  void FindAfter(uint32_t office, Office area) {
    if (office == 0) return;
    const Token& article = lattice_.plain(office - 1);
    const bool definite =
        (lattice_.plain(office).flags & analysis::kElided) != 0 ||
        (article.flags & analysis::kStopWord) != 0 ||
        article.form == "ancien" || article.form == "ancienne" ||
        article.form == "nouveau" || article.form == "nouvelle" ||
        article.form == "premier" || article.form == "premiere" ||
        article.form == "vice";
    if (!definite) return;
    Positions complement{office_end_, office_end_};
    for (uint32_t p = office_end_;
         p < lattice_.positions() && p - office_end_ <= kMostComplementWords;
         ++p) {
      const std::string_view gap = GapBefore(p);
      const bool comma = gap == ", ";
      const bool direct = p == office_end_ && SpaceBefore(p);
      if (comma || direct) {
        const std::optional<Positions> name = NameBeginning(p);
        // Behind a comma it is one aside: « le maire de Lyon, Pascal Dupont, ».
        if (name.has_value() && (direct || EndsAside(name->end))) {
          complement.end = p;
          if (complement.begin < complement.end) ++complement.begin;
          found_.push_back({*name, area, complement});
          return;
        }
      }
      if (comma || gap.find_first_of(",;:()\n") != std::string_view::npos) {
        return;
      }
    }
  }

  // A comma, a verb's place or the end of the sentence; no list of names.
  bool EndsAside(uint32_t end) const {
    if (end >= lattice_.positions()) return true;
    const Token& next = lattice_.plain(end);
    return next.sentence != lattice_.plain(end - 1).sentence ||
           (next.form != "et" && next.form != "ou" && !IsCapital(next));
  }

  Positions ComplementAfter(uint32_t begin) const {
    uint32_t end = begin;
    while (end < lattice_.positions() && end - begin < kMostComplementWords &&
           end > 0 &&
           GapBefore(end).find_first_of(",;:()\n.") == std::string_view::npos) {
      ++end;
    }
    return {begin, end};
  }

  std::optional<Positions> NameEnding(uint32_t end) const {
    uint32_t begin = end;
    while (begin > 0 && end - begin < kMostNameWords + 1) {
      const Token& word = lattice_.plain(begin - 1);
      if (begin < end && !SpaceBefore(begin)) break;
      if (!IsNameWord(word) && !IsNameParticle(word.form)) break;
      --begin;
    }
    // A particle does not begin a name: « le », « de ».
    while (begin < end && !IsNameWord(lattice_.plain(begin))) ++begin;
    return Checked({begin, end});
  }

  std::optional<Positions> NameBeginning(uint32_t begin) const {
    uint32_t end = begin;
    while (end < lattice_.positions() && end - begin < kMostNameWords + 1) {
      const Token& word = lattice_.plain(end);
      if (end > begin && !SpaceBefore(end)) break;
      if (!IsNameWord(word) && (end == begin || !IsNameParticle(word.form))) {
        break;
      }
      ++end;
    }
    while (end > begin && !IsNameWord(lattice_.plain(end - 1))) --end;
    return Checked({begin, end});
  }

  std::optional<Positions> Checked(Positions name) const {
    while (name.begin < name.end &&
           IsPersonTitle(lattice_.plain(name.begin).form)) {
      ++name.begin;
    }
    if (name.end <= name.begin) return std::nullopt;
    const uint32_t words = name.end - name.begin;
    if (words < 2 || words > kMostNameWords) return std::nullopt;
    if (lattice_.inside_compound(name.begin) ||
        lattice_.inside_compound(name.end)) {
      return std::nullopt;
    }
    return name;
  }

  const Lattice& lattice_;
  uint32_t office_end_ = 0;
  std::vector<Apposition> found_;
};

}  // namespace

std::vector<Apposition> FindAppositions(const Lattice& lattice) {
  return Finder(lattice).Run();
}

bool IsNameParticle(std::string_view form) {
  return std::find(kParticles.begin(), kParticles.end(), form) !=
         kParticles.end();
}

Office OfficeOfSubtype(std::string_view subtype) {
  if (subtype == "footballer" || subtype == "driver") return Office::kSport;
  if (subtype == "politician") return Office::kPolitics;
  if (subtype == "business") return Office::kBusiness;
  return Office::kAny;
}

bool AgreesWith(Office office, Office subtype) {
  if (office == Office::kAny || subtype == Office::kAny) return true;
  return (office == Office::kSport) == (subtype == Office::kSport);
}

}  // namespace vigie::entities
