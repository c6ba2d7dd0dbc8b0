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
  const LexiconEdit* edits = nullptr;
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
  table.edits = static_cast<const LexiconEdit*>(
      advance(table.header.edits * sizeof(LexiconEdit)));
  table.text = at;
  return table;
}

const Table& Lexicon() {
  static const Table table = Map();
  return table;
}

std::string_view ReadCounted(const char* at) {
  return {at + 1, static_cast<unsigned char>(*at)};
}

}  // namespace

std::optional<LexiconEntry> FindInLexicon(std::string_view lower) {
  const Table& table = Lexicon();
  const uint32_t slots = table.header.word_slots;
  const LexiconKey key = HashLexiconKey(lower, slots);
  for (uint32_t i = key.slot; table.words[i].flags != 0;
       i = i + 1 < slots ? i + 1 : 0) {
    if (table.words[i].fingerprint == key.fingerprint) {
      return LexiconEntry{table.words[i].edit, table.words[i].flags};
    }
  }
  return std::nullopt;
}

void ReplaceByStem(const LexiconEntry& entry, std::string* folded) {
  const Table& table = Lexicon();
  const LexiconEdit& edit = table.edits[entry.edit];
  if (edit.cut > folded->size()) return;  // a term cut at its limit
  folded->resize(folded->size() - edit.cut);
  folded->append(table.text + edit.text, edit.size);
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
