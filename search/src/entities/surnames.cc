#include "entities/surnames.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/analyzer.h"
#include "entities/article_names.h"
#include "entities/name_grammar.h"
#include "entities/rules.h"
#include "entities/speech_verbs.h"
#include "entities/unlisted.h"

namespace vigie::entities {
namespace {

using analysis::Token;
using Order = std::pair<Field, uint32_t>;  // text order of a position

constexpr float kSoleOwner = .90F;
constexpr float kShared = .75F;
constexpr uint16_t kCommonWordFirst =
    analysis::kSentenceInitial | analysis::kInLexicon;

// Forms that follow a subject, with their accents.
constexpr std::array<std::string_view, 16> kVerbs = {
    "a", "aura", "avait", "devait", "doit", "est",  "était", "fut",
    "n", "ne",   "peut",  "s",      "se",   "sera", "va",    "veut"};

struct Owner {
  Order order;
  uint32_t entity = 0;
};

class Surnames {
 public:
  Surnames(const std::array<Lattice, 2>& fields, const Dictionary& dictionary,
           Recognition* found)
      : fields_(fields), dictionary_(dictionary), found_(*found) {}

  void Run() {
    Collect();
    if (owners_.empty()) return;
    const size_t before = found_.mentions.size();
    for (const Field field : {Field::kTitle, Field::kText}) AddIn(field);
    if (found_.mentions.size() == before) return;
    SortMentions(&found_.mentions);
  }

 private:
  // `found_` is in text order, and so are the owners of a name.
  void Collect() {
    for (const FoundMention& mention : found_.mentions) {
      if (mention.position_end - mention.position_begin < 2 ||
          TypeIn(dictionary_, found_, mention.entity) != EntityType::kPerson ||
          mention.rule == MentionRule::kCoreference) {
        continue;
      }
      const Token& last = fields_[static_cast<size_t>(mention.field)].plain(
          mention.position_end - 1);
      if ((last.flags & analysis::kCapitalized) == 0 || last.form.size() < 3 ||
          ListsSurname(mention.entity, last.form)) {
        continue;
      }
      owners_[last.form].push_back(
          {{mention.field, mention.position_begin}, mention.entity});
    }
  }

  bool ListsSurname(uint32_t entity, std::string_view form) const {
    if (entity >= dictionary_.listed()) return false;
    const std::vector<Alias>& aliases =
        dictionary_.rules().entities[entity].aliases;
    return std::any_of(aliases.begin(), aliases.end(), [&](const Alias& alias) {
      return analysis::FoldName(alias.text) == form;
    });
  }

  void AddIn(Field field) {
    const Lattice& in = fields_[static_cast<size_t>(field)];
    std::vector<bool> named(in.positions(), false);
    for (const FoundMention& mention : found_.mentions) {
      if (mention.field != field ||
          TypeIn(dictionary_, found_, mention.entity) == EntityType::kConcept) {
        continue;
      }
      std::fill(named.begin() + mention.position_begin,
                named.begin() + mention.position_end, true);
    }
    for (uint32_t p = 0; p < in.positions(); ++p) {
      const Token& token = in.plain(p);
      if (named[p] || (token.flags & analysis::kCapitalized) == 0) continue;
      const auto owners = owners_.find(token.form);
      if (owners == owners_.end() || !StandsAlone(in, p, named)) continue;
      Add(field, p, owners->second);
    }
  }

  bool StandsAlone(const Lattice& in, uint32_t p,
                   const std::vector<bool>& named) const {
    const Token& token = in.plain(p);
    if (((token.flags & kCommonWordFirst) == kCommonWordFirst &&
         !IsSubject(in, p)) ||
        in.inside_compound(p) || in.inside_compound(p + 1)) {
      return false;
    }
    if (p > 0) {
      const Token& before = in.plain(p - 1);
      if (before.sentence == token.sentence && in.gap(before, token) == " " &&
          NamesOthers(before.form)) {
        return false;
      }
      if (IsCapitalBeside(in, before, token) && !named[p - 1] &&
          !IsPersonTitle(before.form)) {
        return false;
      }
    }
    return p + 1 >= in.positions() ||
           !IsCapitalBeside(in, token, in.plain(p + 1)) || named[p + 1];
  }

  // Whether a verb stands behind the word, which has no article.
  static bool IsSubject(const Lattice& in, uint32_t p) {
    if (p + 1 >= in.positions()) return false;
    const Token& next = in.plain(p + 1);
    return in.gap(in.plain(p), next) == " " &&
           (IsSpeechVerb(next.form) || std::find(kVerbs.begin(), kVerbs.end(),
                                                 next.exact) != kVerbs.end());
  }

  // Whether a space alone parts two capitalised words. Most first names are
  // words of the lexicon too: that one opens its sentence proves nothing.
  static bool IsCapitalBeside(const Lattice& in, const Token& left,
                              const Token& right) {
    return left.sentence == right.sentence && in.gap(left, right) == " " &&
           (left.flags & analysis::kCapitalized) != 0 &&
           (right.flags & analysis::kCapitalized) != 0 &&
           (left.flags & analysis::kStopWord) == 0;
  }

  void Add(Field field, uint32_t position, const std::vector<Owner>& owners) {
    const Order order(field, position);
    const auto after = std::upper_bound(
        owners.begin(), owners.end(), order,
        [](const Order& at, const Owner& owner) { return at < owner.order; });
    const Owner& owner = after == owners.begin() ? *after : *(after - 1);
    const bool shared = std::any_of(
        owners.begin(), owners.end(),
        [&](const Owner& one) { return one.entity != owner.entity; });
    const Token& token = fields_[static_cast<size_t>(field)].plain(position);
    FoundMention mention;
    mention.entity = owner.entity;
    mention.field = field;
    mention.range = token.range;
    mention.position_begin = position;
    mention.position_end = position + 1;
    mention.sentence = token.sentence;
    mention.rule = MentionRule::kCoreference;
    mention.confidence = shared ? kShared : kSoleOwner;
    found_.mentions.push_back(mention);
  }

  const std::array<Lattice, 2>& fields_;
  const Dictionary& dictionary_;
  Recognition& found_;
  std::unordered_map<std::string_view, std::vector<Owner>> owners_;
};

}  // namespace

void AddSurnames(const std::array<Lattice, 2>& fields,
                 const Dictionary& dictionary, Recognition* found) {
  Surnames(fields, dictionary, found).Run();
}

}  // namespace vigie::entities
