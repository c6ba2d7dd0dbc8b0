#include "tools/lexicon_builder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/lexicon_format.h"
#include "analysis/light_stem.h"
#include "text/normal_form.h"

namespace vigie::tools {
namespace {

using analysis::CompoundSlot;
using analysis::HashLexiconKey;
using analysis::LexiconEdit;
using analysis::LexiconHeader;
using analysis::LexiconSlot;

// Ranks of the readings of a form, best first.
enum Rank {
  kException,
  kGrammatical,  // le, dans, celui
  kInvariable,   // adverbs, interjections
  kOwnNoun,      // the noun or adjective itself
  kInfinitive,
  kInflectedNoun,
  kParticiple,
  kAdjective,  // convaincu is a participle first
  kInflectedAdjective,
  kVerbForm,
  kName,
  kPrefix,  // semi, mini
  kUnknownKind,
};

// Grammatical words before which a missing hyphen is a slip: sous traitant.
// Others (en cas, à propos) are phrases of their own.
constexpr std::array<std::string_view, 4> kParticleHeads = {"sous", "non",
                                                            "après", "avant"};

constexpr uint32_t kMaxCompoundBytes = 100;

std::string Lower(std::string_view word) {
  text::NormalText normal;
  text::Normalize(word, 0, &normal);
  return normal.lower;
}

std::string Fold(std::string_view lower) {
  std::string folded;
  text::AppendFolded(lower, &folded);
  return folded;
}

std::string WithoutHyphens(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
  return text;
}

bool IsWord(std::string_view word) {
  text::NormalText normal;
  text::Normalize(word, 0, &normal);
  const auto letter = [&](size_t i) {
    return text::IsWordKind(normal.kind[i]) &&
           normal.kind[i] != text::CharKind::kDigit;
  };
  for (size_t i = 0; i < normal.size(); ++i) {
    const char c = normal.lower[i];
    if (c != '\'' && c != '-' && !letter(i)) return false;
  }
  return normal.size() > 0 && letter(0) && letter(normal.size() - 1);
}

size_t CountCapitals(std::string_view word) {
  text::NormalText normal;
  text::Normalize(word, 0, &normal);
  return static_cast<size_t>(std::count(normal.kind.begin(), normal.kind.end(),
                                        text::CharKind::kUpper));
}

// jusqu'à and n'importe are two words; aujourd'hui and c'est-à-dire are not.
bool IsElided(std::string_view lower) {
  constexpr std::array<std::string_view, 13> elidable = {
      "l", "d", "qu",    "s",      "n",      "c",     "j",
      "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu"};
  const size_t apostrophe = lower.find('\'');
  return apostrophe != std::string_view::npos &&
         lower.find('-') == std::string_view::npos &&
         std::find(elidable.begin(), elidable.end(),
                   lower.substr(0, apostrophe)) != elidable.end();
}

bool Has(const std::vector<std::string>& list, std::string_view what) {
  return std::find(list.begin(), list.end(), what) != list.end();
}

bool IsName(const WordForm& word) {
  if (Has(word.parts, "npr") || Has(word.parts, "prn") ||
      Has(word.parts, "patr")) {
    return true;
  }
  return CountCapitals(word.lemma) >= 2;  // ONU, McCarthy
}

bool IsVerb(const WordForm& word) {
  return std::any_of(word.parts.begin(), word.parts.end(),
                     [](const std::string& part) {
                       return part.size() > 2 && part[0] == 'v' &&
                              part[1] >= '0' && part[1] <= '9';
                     });
}

Rank RankOf(const WordForm& word) {
  const bool itself = word.form == word.lemma;
  if (IsName(word)) return kName;
  if (Has(word.parts, "pfx")) return kPrefix;
  if (Has(word.parts, "mg")) return kGrammatical;
  if (IsVerb(word)) {
    if (Has(word.tags, "infi")) return kInfinitive;
    if (Has(word.tags, "ppas")) return kParticiple;
    return kVerbForm;
  }
  if (Has(word.parts, "nom")) return itself ? kOwnNoun : kInflectedNoun;
  if (Has(word.parts, "adj")) return itself ? kAdjective : kInflectedAdjective;
  return word.parts.empty() ? kUnknownKind : kInvariable;
}

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

// Collects edits and the text that they and the compounds point into.
class TextPool {
 public:
  // The edit that turns `form` into `stem`; none when there are too many.
  std::optional<uint16_t> EditFor(std::string_view form,
                                  std::string_view stem) {
    size_t common = 0;
    while (common < form.size() && common < stem.size() &&
           form[common] == stem[common]) {
      ++common;
    }
    const std::pair<size_t, std::string> key(form.size() - common,
                                             stem.substr(common));
    const auto found = known_.find(key);
    if (found != known_.end()) return found->second;
    if (edits_.size() > UINT16_MAX) return std::nullopt;
    const auto index = static_cast<uint16_t>(edits_.size());
    LexiconEdit edit;
    edit.text = Append(key.second);
    edit.cut = static_cast<uint16_t>(key.first);
    edit.size = static_cast<uint16_t>(key.second.size());
    edits_.push_back(edit);
    known_.emplace(key, index);
    return index;
  }

  uint32_t Append(std::string_view bytes) {
    const auto offset = static_cast<uint32_t>(text_.size());
    text_ += bytes;
    return offset;
  }

  uint32_t AppendCounted(std::string_view bytes) {
    const auto offset = Append(std::string(1, static_cast<char>(bytes.size())));
    Append(bytes);
    return offset;
  }

  const std::vector<LexiconEdit>& edits() const { return edits_; }
  const std::string& text() const { return text_; }

 private:
  std::map<std::pair<size_t, std::string>, uint16_t> known_;
  std::vector<LexiconEdit> edits_;
  std::string text_;
};

// Collects the lists of lemmas; equal lists are one.
class LemmaPool {
 public:
  // The set of `edits`; none when there are too many.
  std::optional<uint16_t> SetOf(const std::vector<uint16_t>& edits) {
    const auto [place, added] =
        known_.emplace(edits, static_cast<uint16_t>(known_.size()));
    if (added) {
      if (known_.size() > UINT16_MAX) return std::nullopt;
      edits_.insert(edits_.end(), edits.begin(), edits.end());
      begins_.push_back(static_cast<uint32_t>(edits_.size()));
    }
    return place->second;
  }
  void Resize(size_t slots) { sets_.resize(slots); }
  void Put(size_t slot, uint16_t set) { sets_[slot] = set; }

  const std::vector<uint16_t>& sets() const { return sets_; }
  const std::vector<uint32_t>& begins() const { return begins_; }
  const std::vector<uint16_t>& edits() const { return edits_; }

 private:
  std::map<std::vector<uint16_t>, uint16_t> known_;
  std::vector<uint16_t> sets_;  // by slot
  std::vector<uint32_t> begins_ = {0};
  std::vector<uint16_t> edits_;
};

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

void LexiconBuilder::AddSpelling(std::string_view form,
                                 std::string_view same) {
  spellings_[Lower(form)] = Lower(same);
}

// Spellings that the dictionary lacks become words.
void LexiconBuilder::ApplySpellings() {
  for (const auto& [form, same] : spellings_) {
    if (words_.count(form) != 0) continue;
    const Choice choice{kOwnNoun, form, analysis::kLexListed};
    Offer(form, choice);
    constexpr std::string_view invariable = "sxz";
    if (invariable.find(form.back()) == std::string_view::npos) {
      Offer(form + "s", choice);
    }
  }
}

std::string LexiconBuilder::Canonical(const std::string& lemma) const {
  const auto found = spellings_.find(lemma);
  return found == spellings_.end() ? lemma : found->second;
}

// Most likely first: the lemma of the stem, then by the rank of the reading.
std::vector<std::string> LexiconBuilder::LemmasOf(
    const std::string& lower) const {
  std::vector<std::string> lemmas = {Canonical(words_.at(lower).lemma)};
  const auto readings = readings_.find(lower);
  if (readings == readings_.end()) return lemmas;
  for (const Reading& reading : readings->second) {
    const std::string lemma = Canonical(reading.lemma);
    if (std::find(lemmas.begin(), lemmas.end(), lemma) == lemmas.end()) {
      lemmas.push_back(lemma);
    }
  }
  return lemmas;
}

void LexiconBuilder::AddUnaccented() {
  std::map<std::string, Choice> unaccented;
  for (const auto& [lower, choice] : words_) {
    const std::string folded = Fold(lower);
    if (folded == lower || words_.count(folded) != 0) continue;
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
        edit && set
            ? Place(slots, key.slot,
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
    pool->AppendCounted(Fold(compounds_.at(*hyphenated).lemma));
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
