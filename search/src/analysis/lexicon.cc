#include "analysis/lexicon.h"

#include <cstring>

// Laid down by lexicon_table.S.
extern "C" const char vigie_lexicon_table[];  // NOLINT

namespace vigie::analysis {
namespace {

struct Table {
  LexiconHeader header;
  const LexiconSlot* words = nullptr;
  const CompoundSlot* compounds = nullptr;
  const uint32_t* lemma_begins = nullptr;
  const LexiconEdit* edits = nullptr;
  const uint16_t* lemma_sets = nullptr;  // by slot of `words`
  const uint16_t* lemma_edits = nullptr;
  const char* text = nullptr;
};

// The build writes the table and the library that reads it together, so it is
// taken as it is.
Table Map() {
  Table table;
  const char* at = vigie_lexicon_table;
  std::memcpy(&table.header, at, sizeof(LexiconHeader));
  at += sizeof(LexiconHeader);
  const auto advance = [&at](size_t bytes) {
    const void* here = at;
    at += bytes;
    return here;
  };
  table.words = static_cast<const LexiconSlot*>(
      advance(table.header.word_slots * sizeof(LexiconSlot)));
  table.compounds = static_cast<const CompoundSlot*>(
      advance(table.header.compound_slots * sizeof(CompoundSlot)));
  table.lemma_begins = static_cast<const uint32_t*>(
      advance((table.header.lemma_sets + 1) * sizeof(uint32_t)));
  table.edits = static_cast<const LexiconEdit*>(
      advance(table.header.edits * sizeof(LexiconEdit)));
  table.lemma_sets = static_cast<const uint16_t*>(
      advance(table.header.word_slots * sizeof(uint16_t)));
  table.lemma_edits = static_cast<const uint16_t*>(
      advance(table.header.lemma_edits * sizeof(uint16_t)));
  table.text = at;
  return table;
}

const Table& Lexicon() {
  static const Table table = Map();
  return table;
}

// The slot of `lower`, or null.
const LexiconSlot* FindSlot(std::string_view lower) {
  const Table& table = Lexicon();
  const uint32_t slots = table.header.word_slots;
  const LexiconKey key = HashLexiconKey(lower, slots);
  for (uint32_t i = key.slot; table.words[i].flags != 0;
       i = i + 1 < slots ? i + 1 : 0) {
    if (table.words[i].fingerprint == key.fingerprint) return &table.words[i];
  }
  return nullptr;
}

void ApplyEdit(const LexiconEdit& edit, std::string* word) {
  if (edit.cut > word->size()) return;  // a term cut at its limit
  word->resize(word->size() - edit.cut);
  word->append(Lexicon().text + edit.text, edit.size);
}

std::string_view ReadCounted(const char* at) {
  return {at + 1, static_cast<unsigned char>(*at)};
}

}  // namespace

std::optional<LexiconEntry> FindInLexicon(std::string_view lower) {
  const LexiconSlot* slot = FindSlot(lower);
  if (slot == nullptr) return std::nullopt;
  return LexiconEntry{slot->edit, slot->flags};
}

void PrefetchInLexicon(std::string_view lower) {
  const Table& table = Lexicon();
  __builtin_prefetch(
      &table.words[HashLexiconKey(lower, table.header.word_slots).slot]);
}

std::vector<std::string> Lemmas(std::string_view exact) {
  std::vector<std::string> lemmas;
  const LexiconSlot* slot = FindSlot(exact);
  if (slot == nullptr) return lemmas;
  const Table& table = Lexicon();
  const uint16_t set = table.lemma_sets[slot - table.words];
  const uint32_t end = table.lemma_begins[set + 1];
  lemmas.reserve(end - table.lemma_begins[set]);
  for (uint32_t i = table.lemma_begins[set]; i < end; ++i) {
    ApplyEdit(table.edits[table.lemma_edits[i]], &lemmas.emplace_back(exact));
  }
  return lemmas;
}

void ReplaceByStem(const LexiconEntry& entry, std::string* folded) {
  ApplyEdit(Lexicon().edits[entry.edit], folded);
}

std::optional<LexiconCompound> FindCompound(std::string_view solid) {
  const Table& table = Lexicon();
  const uint32_t slots = table.header.compound_slots;
  const LexiconKey key = HashLexiconKey(solid, slots);
  for (uint32_t i = key.slot; table.compounds[i].text != 0;
       i = i + 1 < slots ? i + 1 : 0) {
    if (table.compounds[i].fingerprint == key.fingerprint) {
      const char* at = table.text + table.compounds[i].text - 1;
      const std::string_view form = ReadCounted(at);
      return LexiconCompound{form, ReadCounted(form.data() + form.size())};
    }
  }
  return std::nullopt;
}

uint64_t LexiconHash() { return Lexicon().header.content_hash; }

}  // namespace vigie::analysis
