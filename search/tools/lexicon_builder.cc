#include "tools/lexicon_builder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/lexicon_format.h"
#include "analysis/light_stem.h"
#include "tools/lexicon_pools.h"
#include "tools/word_forms.h"

namespace vigie::tools {
namespace {

using analysis::CompoundSlot;
using analysis::HashLexiconKey;
using analysis::LexiconHeader;
using analysis::LexiconSlot;

// Grammatical words before which a missing hyphen is a slip: sous traitant.
// Others (en cas, à propos) are phrases of their own.
constexpr std::array<std::string_view, 4> kParticleHeads = {"sous", "non",
                                                            "après", "avant"};

constexpr uint32_t kMaxCompoundBytes = 100;

// Places `slot` by its key and returns its index; none when another key has
// the same hash.
template <typename Slot, typename IsFree>
std::optional<size_t> Place(std::vector<Slot>* slots, uint32_t start,
                            const Slot& slot, IsFree is_free) {
  for (size_t i = start;; i = i + 1 < slots->size() ? i + 1 : 0) {
    if (is_free((*slots)[i])) {
      (*slots)[i] = slot;
      return i;
    }
    if ((*slots)[i].fingerprint == slot.fingerprint) return std::nullopt;
  }
}

// At most three slots of four are used, and one is always free.
uint32_t SlotsFor(size_t keys) {
  return static_cast<uint32_t>(keys + keys / 3 + 1);
}

template <typename T>
void AppendBytes(const T* data, size_t count, std::string* out) {
  out->append(reinterpret_cast<const char*>(data), count * sizeof(T));
}

}  // namespace

void LexiconBuilder::Offer(const std::string& lower, const Choice& choice) {
  readings_[lower].insert({choice.rank, choice.lemma});
  const auto [place, added] = words_.emplace(lower, choice);
  if (added) return;
  Choice& best = place->second;
  if (std::tie(choice.rank, choice.lemma) < std::tie(best.rank, best.lemma)) {
    const uint16_t kept = best.flags & analysis::kLexStopWord;
    best = choice;
    best.flags |= kept;
  }
}

void LexiconBuilder::AddForm(const WordForm& form) {
  if (!IsWord(form.form) || IsElided(Lower(form.form))) return;
  Choice choice;
  choice.rank = RankOf(form);
  choice.flags = analysis::kLexListed;
  const std::string lower = Lower(form.form);
  choice.lemma = Lower(form.lemma);
  if (choice.rank == kName) {
    choice.flags |= analysis::kLexProper;
    if (!Has(form.parts, "patr")) choice.flags |= analysis::kLexNoSurname;
    choice.lemma = lower;
  }
  Offer(lower, choice);
  const bool nominal = Has(form.parts, "nom") || Has(form.parts, "adj");
  if (nominal && lower.find('-') != std::string::npos &&
      lower.size() <= kMaxCompoundBytes) {
    const auto [place, added] = compounds_.emplace(lower, choice);
    if (!added && std::tie(choice.rank, choice.lemma) <
                      std::tie(place->second.rank, place->second.lemma)) {
      place->second = choice;
    }
  }
}

void LexiconBuilder::AddException(std::string_view form,
                                  std::string_view lemma) {
  Offer(Lower(form), {kException, Lower(lemma), analysis::kLexListed});
}

void LexiconBuilder::AddName(std::string_view form) {
  const std::string lower = Lower(form);
  Offer(lower,
        {kException, lower, analysis::kLexListed | analysis::kLexProper});
}

void LexiconBuilder::RemoveCompound(std::string_view form) {
  compounds_.erase(Lower(form));
}

void LexiconBuilder::AddStopWord(std::string_view form) {
  const std::string lower = Lower(form);
  Offer(lower, {kUnknownKind, lower, analysis::kLexListed});
  words_[lower].flags |= analysis::kLexStopWord;
}

void LexiconBuilder::AddSpelling(std::string_view form, std::string_view same) {
  spellings_[Lower(form)] = Lower(same);
}

// Spellings that the dictionary lacks become words.
void LexiconBuilder::ApplySpellings() {
  const std::map<std::string, const std::string*> solids = SolidSpellings();
  for (const auto& [form, same] : spellings_) {
    if (words_.count(form) != 0 || solids.count(Fold(form)) != 0) continue;
    const Choice choice{kOwnNoun, form, analysis::kLexListed};
    Offer(form, choice);
    constexpr std::string_view invariable = "sxz";
    if (invariable.find(form.back()) == std::string_view::npos) {
      Offer(form + "s", choice);
    }
  }
}

// The regular changes of 1990: a circumflex on i and u goes, and é before a
// silent e is è in futures and conditionals (cèdera) and before -ment.
void LexiconBuilder::AddReformed() {
  std::map<std::string, std::string> reformed;
  for (const auto& [lower, choice] : words_) {
    if ((choice.flags & analysis::kLexProper) != 0) continue;
    std::string plain = Replaced(Replaced(lower, "î", "i"), "û", "u");
    if (plain != lower) reformed.emplace(std::move(plain), lower);
    std::string grave = WithGraveAccent(lower);
    if (grave != lower) reformed.emplace(std::move(grave), lower);
  }
  for (const auto& [form, old] : reformed) {
    if (!words_.emplace(form, words_.at(old)).second) continue;
    readings_[form] = readings_[old];
  }
}

std::string LexiconBuilder::Canonical(const std::string& lemma) const {
  const auto found = spellings_.find(lemma);
  if (found == spellings_.end()) return lemma;
  const auto next = spellings_.find(found->second);  // coautrice, coauteur
  return next == spellings_.end() ? found->second : next->second;
}

// Most likely first: the lemma of the stem, then by the rank of the reading.
std::vector<std::string> LexiconBuilder::LemmasOf(
    const std::string& lower) const {
  std::vector<std::string> lemmas = {Canonical(words_.at(lower).lemma)};
  const auto readings = readings_.find(lower);
  if (readings == readings_.end()) return lemmas;
  const bool common = readings->second.begin()->rank < kRareVerbForm;
  for (const Reading& reading : readings->second) {
    if (common && reading.rank == kRareVerbForm) continue;
    const std::string lemma = Canonical(reading.lemma);
    if (std::find(lemmas.begin(), lemmas.end(), lemma) == lemmas.end()) {
      lemmas.push_back(lemma);
    }
  }
  return lemmas;
}

void LexiconBuilder::AddUnaccented() {
  std::map<std::string, Choice> unaccented;
  const std::map<std::string, const std::string*> solids = SolidSpellings();
  for (const auto& [lower, choice] : words_) {
    const std::string folded = Fold(lower);
    if (folded == lower || words_.count(folded) != 0) continue;
    if (solids.count(folded) != 0) continue;  // email is no émail
    readings_[folded].insert(readings_[lower].begin(), readings_[lower].end());
    const auto [place, added] = unaccented.emplace(folded, choice);
    if (!added && std::tie(choice.rank, choice.lemma) <
                      std::tie(place->second.rank, place->second.lemma)) {
      place->second = choice;
    }
  }
  for (auto& [folded, choice] : unaccented) {
    choice.flags |= analysis::kLexUnaccented;
    words_.emplace(folded, choice);
  }
}

void LexiconBuilder::MarkCompoundHeads() {
  for (const auto& [hyphenated, choice] : compounds_) {
    const std::string head = hyphenated.substr(0, hyphenated.find('-'));
    const auto found = words_.find(head);
    if (found == words_.end()) continue;
    Choice& word = found->second;
    const bool particle =
        std::find(kParticleHeads.begin(), kParticleHeads.end(), head) !=
        kParticleHeads.end();
    const bool nominal = word.rank == kOwnNoun || word.rank == kInflectedNoun ||
                         word.rank == kAdjective ||
                         word.rank == kInflectedAdjective ||
                         word.rank == kPrefix;
    if (particle || (nominal && !IsStopWord(head))) {
      word.flags |= analysis::kLexBeginsCompound;
    }
  }
}

bool LexiconBuilder::IsStopWord(const std::string& lower) const {
  const auto found = words_.find(lower);
  return found != words_.end() &&
         (found->second.flags & analysis::kLexStopWord) != 0;
}

// Names and words made of several stay whole. A grammatical word has no
// derivations; nor may a stem become one (passer would be pas).
std::string LexiconBuilder::StemOf(const Choice& choice) const {
  std::string lemma = Fold(Canonical(choice.lemma));
  const bool whole = (choice.flags & analysis::kLexProper) != 0 ||
                     lemma.find_first_of("-'") != std::string::npos;
  if (whole || IsStopWord(choice.lemma)) return lemma;
  std::string stem = lemma;
  analysis::LightStem(&stem);
  return IsStopWord(stem) ? lemma : stem;
}

uint16_t LexiconBuilder::FlagsOf(const std::string& lower,
                                 const Choice& choice) const {
  const std::string lemma = Fold(Canonical(choice.lemma));
  uint16_t flags = choice.flags;
  if (lemma != Fold(lower)) flags |= analysis::kLexLemma;
  if (lemma != StemOf(choice)) flags |= analysis::kLexStem;
  return flags;
}

bool LexiconBuilder::PlaceWords(TextPool* pool, std::vector<LexiconSlot>* slots,
                                LemmaPool* lemmas, std::string* error) const {
  const auto count = static_cast<uint32_t>(slots->size());
  lemmas->Resize(slots->size());
  for (const auto& [lower, choice] : words_) {
    const auto edit = pool->EditFor(Fold(lower), StemOf(choice));
    std::vector<uint16_t> edits;
    for (const std::string& lemma : LemmasOf(lower)) {
      if (const auto e = pool->EditFor(lower, lemma)) edits.push_back(*e);
    }
    const auto set = lemmas->SetOf(edits);
    const auto key = HashLexiconKey(lower, count);
    const auto slot =
        edit && set ? Place(slots, key.slot,
                            {key.fingerprint, *edit, FlagsOf(lower, choice)},
                            [](const LexiconSlot& s) { return s.flags == 0; })
                    : std::nullopt;
    if (!slot) {
      *error = "no unique slot for the word " + lower;
      return false;
    }
    lemmas->Put(*slot, *set);
  }
  return true;
}

// The compounds by their letters alone; a word of the same letters goes first.
std::map<std::string, const std::string*> LexiconBuilder::SolidSpellings()
    const {
  std::map<std::string, const std::string*> solids;
  for (const auto& entry : compounds_) {
    const std::string solid = WithoutHyphens(Fold(entry.first));
    if (words_.count(solid) == 0) solids.emplace(solid, &entry.first);
  }
  return solids;
}

bool LexiconBuilder::PlaceCompounds(TextPool* pool,
                                    std::vector<CompoundSlot>* slots,
                                    std::string* error) const {
  const auto count = static_cast<uint32_t>(slots->size());
  for (const auto& [solid, hyphenated] : SolidSpellings()) {
    const uint32_t text = pool->AppendCounted(Fold(*hyphenated)) + 1;
    pool->AppendCounted(StemOf(compounds_.at(*hyphenated)));
    const auto key = HashLexiconKey(solid, count);
    if (!Place(slots, key.slot, {key.fingerprint, text},
               [](const CompoundSlot& slot) { return slot.text == 0; })) {
      *error = "no unique slot for the compound " + solid;
      return false;
    }
  }
  return true;
}

std::string LexiconBuilder::Build(std::string* error) {
  ApplySpellings();
  AddReformed();
  MarkCompoundHeads();
  AddUnaccented();
  TextPool pool;
  std::vector<LexiconSlot> words(SlotsFor(words_.size()));
  std::vector<CompoundSlot> compounds(SlotsFor(SolidSpellings().size()));
  LemmaPool lemmas;
  if (!PlaceWords(&pool, &words, &lemmas, error)) return {};
  if (!PlaceCompounds(&pool, &compounds, error)) return {};
  std::string body;
  AppendBytes(words.data(), words.size(), &body);
  AppendBytes(compounds.data(), compounds.size(), &body);
  AppendBytes(lemmas.begins().data(), lemmas.begins().size(), &body);
  AppendBytes(pool.edits().data(), pool.edits().size(), &body);
  AppendBytes(lemmas.sets().data(), lemmas.sets().size(), &body);
  AppendBytes(lemmas.edits().data(), lemmas.edits().size(), &body);
  body += pool.text();
  LexiconHeader header;
  header.content_hash = XXH3_64bits(body.data(), body.size());
  header.word_slots = static_cast<uint32_t>(words.size());
  header.compound_slots = static_cast<uint32_t>(compounds.size());
  header.edits = static_cast<uint32_t>(pool.edits().size());
  header.lemma_sets = static_cast<uint32_t>(lemmas.begins().size() - 1);
  header.lemma_edits = static_cast<uint32_t>(lemmas.edits().size());
  header.text_bytes = static_cast<uint32_t>(pool.text().size());
  std::string file;
  AppendBytes(&header, 1, &file);
  return file + body;
}

}  // namespace vigie::tools
