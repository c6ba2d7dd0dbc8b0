#include "entities/document_evidence.h"

#include <algorithm>

namespace vigie::entities {
namespace {

enum Template : uint32_t {
  kCase = 400,
  kNeighbours,
  kBefore,
  kAfter,
  kTypeShare,
  kTypePart,
  kTypeClass,
  kCaseClass,
};

// Small counts apart, larger ones together.
uint32_t Bin(uint32_t count) { return std::min(count, 3U); }

struct Beside {
  uint32_t before = 0;  // lower-case forms; 0 at a sentence's edge
  uint32_t after = 0;
  bool after_first_name = false;
  bool before_capital = false;
};

Beside Look(const WordBook& book, const std::vector<NameWord>& words,
            uint32_t i) {
  Beside beside;
  if (!words[i].starts_sentence) {
    const WordFacts& facts = book.facts(words[i - 1].facts);
    beside.before = facts.lower;
    beside.after_first_name = words[i - 1].capital &&
                              words[i].gap_kind != GapKind::kPunctuation &&
                              (facts.known.lists & kListFirstName) != 0;
  }
  if (i + 1 < words.size() && !words[i + 1].starts_sentence) {
    beside.after = book.facts(words[i + 1].facts).lower;
    beside.before_capital =
        words[i + 1].capital && words[i + 1].gap_kind != GapKind::kPunctuation;
  }
  return beside;
}

void Note(uint32_t form, std::array<uint32_t, 4>* seen) {
  if (form == 0) return;
  for (uint32_t& place : *seen) {
    if (place == form) return;
    if (place == 0) {
      place = form;
      return;
    }
  }
}

size_t LabelSlot(uint8_t label) {
  if (label == kOutside) return 2 * kModelTypes;
  return 2 * TypeOf(label) + (PartOf(label) == SpanPart::kSingle ? 0 : 1);
}

}  // namespace

void DocumentEvidence::Clear() {
  for (const uint32_t form : used_) numbers_[form] = 0;
  used_.clear();
  forms_.clear();
}

void DocumentEvidence::Gather(const FieldWords& field) {
  const std::vector<NameWord>& words = field.words;
  for (uint32_t i = 0; i < words.size(); ++i) {
    if (!words[i].capital) continue;
    FormEvidence& form = *Make(words[i]);
    const Beside beside = Look(book_, words, i);
    ++form.capital;
    if (!words[i].starts_sentence) ++form.inside;
    if (beside.after_first_name) ++form.after_first_name;
    if (beside.before_capital) ++form.before_capital;
    Note(beside.before, &form.words_before);
    Note(beside.after, &form.words_after);
  }
  for (const NameWord& word : words) {
    if (word.capital) continue;
    const uint32_t form = book_.form(word.facts);
    if (form < numbers_.size() && numbers_[form] != 0) {
      ++forms_[numbers_[form] - 1].small;
    }
  }
}

void DocumentEvidence::GatherLabels(const FieldWords& field) {
  for (uint32_t i = 0; i < field.words.size(); ++i) {
    if (!field.words[i].capital) continue;
    FormEvidence& form = *Make(field.words[i]);
    ++form.labels[LabelSlot(field.labels[i])];
  }
}

const FormEvidence* DocumentEvidence::Find(const NameWord& word) const {
  const uint32_t form = book_.form(word.facts);
  if (form >= numbers_.size() || numbers_[form] == 0) return nullptr;
  return &forms_[numbers_[form] - 1];
}

FormEvidence* DocumentEvidence::Make(const NameWord& word) {
  const uint32_t form = book_.form(word.facts);
  if (form >= numbers_.size()) numbers_.resize(book_.form_count(), 0);
  if (numbers_[form] == 0) {
    forms_.emplace_back();
    used_.push_back(form);
    numbers_[form] = static_cast<uint32_t>(forms_.size());
  }
  return &forms_[numbers_[form] - 1];
}

void DocumentEvidence::AppendRows(const FieldWords& field, uint32_t i,
                                  Rows* rows) const {
  const FormEvidence* form = Find(field.words[i]);
  if (form == nullptr) return;
  const WordFacts& facts = book_.facts(field.words[i].facts);
  const Beside own = Look(book_, field.words, i);
  const uint32_t inside =
      form->inside - (field.words[i].starts_sentence ? 0 : 1);
  const uint32_t written = Bin(form->small) * 16 + Bin(inside) * 4 +
                           (field.words[i].starts_sentence ? 1 : 0);
  rows->push_back(MixRow(kCase, written));
  rows->push_back(MixRow(kCaseClass, written, facts.surface_class));
  if (form->capital < 2) return;
  const uint32_t first_names =
      form->after_first_name - (own.after_first_name ? 1 : 0);
  const uint32_t capitals = form->before_capital - (own.before_capital ? 1 : 0);
  rows->push_back(MixRow(kNeighbours, Bin(first_names) * 4 + Bin(capitals),
                         own.after_first_name ? 1 : 0));
  for (const uint32_t before : form->words_before) {
    if (before == 0 || before == own.before) continue;
    rows->push_back(MixRow(kBefore, before));
  }
  for (const uint32_t after : form->words_after) {
    if (after == 0 || after == own.after) continue;
    rows->push_back(MixRow(kAfter, after));
  }
}

void DocumentEvidence::AppendLabelRows(const FieldWords& field, uint32_t i,
                                       Rows* rows) const {
  const FormEvidence* form = Find(field.words[i]);
  if (form == nullptr) return;
  auto counts = form->labels;
  --counts[LabelSlot(field.labels[i])];
  uint32_t all = 0;
  for (const uint16_t count : counts) all += count;
  if (all == 0) return;
  uint32_t best = kModelTypes;
  uint32_t most = counts[2 * kModelTypes];
  for (uint32_t type = 0; type < kModelTypes; ++type) {
    const uint32_t count = counts[2 * type] + counts[2 * type + 1];
    if (count > most) {
      best = type;
      most = count;
    }
  }
  const uint32_t share = most == all ? 2 : (2 * most > all ? 1 : 0);
  rows->push_back(MixRow(kTypeShare, best * 16 + share * 4 + Bin(all)));
  if (best == kModelTypes) return;
  const uint32_t part =
      (counts[2 * best] > 0 ? 1 : 0) + (counts[2 * best + 1] > 0 ? 2 : 0);
  const uint32_t run = std::min(field.words[i].from_run, 2U) * 3 +
                       std::min(field.words[i].to_run, 2U);
  rows->push_back(MixRow(kTypePart, best * 4 + part, run));
  rows->push_back(MixRow(kTypeClass, best,
                         book_.facts(field.words[i].facts).surface_class));
}

}  // namespace vigie::entities
