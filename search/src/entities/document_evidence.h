// What an article says of a word elsewhere: how it is written, what stands
// beside it, and what a first pass took it for.
#ifndef VIGIE_ENTITIES_DOCUMENT_EVIDENCE_H_
#define VIGIE_ENTITIES_DOCUMENT_EVIDENCE_H_

#include <array>
#include <cstdint>
#include <vector>

#include "entities/name_words.h"

namespace vigie::entities {

// The words of one field, with their labels after the first pass.
struct FieldWords {
  std::vector<NameWord> words;
  std::vector<uint8_t> labels;  // empty before the first pass
};

// Counts over the occurrences of one lower-case form.
struct FormEvidence {
  uint16_t capital = 0;  // capitalised
  uint16_t inside = 0;   // capitalised, not at the start of a sentence
  uint16_t small = 0;    // without capital
  uint16_t after_first_name = 0;
  uint16_t before_capital = 0;
  std::array<uint32_t, 4> words_before{};  // distinct lower-case forms
  std::array<uint32_t, 4> words_after{};
  // First pass: of each type, alone and as a part; then outside of names.
  std::array<uint16_t, 2 * kModelTypes + 1> labels{};
};

// Gathers over all fields of one article. Thread-compatible.
class DocumentEvidence {
 public:
  explicit DocumentEvidence(const WordBook& book) : book_(book) {}

  // Forgets the article, in time for another. O(its forms).
  void Clear();

  void Gather(const FieldWords& field);
  // After the first pass.
  void GatherLabels(const FieldWords& field);

  // The rows of what the article says elsewhere of the word `i`, which has a
  // capital.
  void AppendRows(const FieldWords& field, uint32_t i, Rows* rows) const;
  // The rows of what the first pass took it for elsewhere.
  void AppendLabelRows(const FieldWords& field, uint32_t i, Rows* rows) const;

 private:
  // Null when the article never writes the word with a capital.
  const FormEvidence* Find(const NameWord& word) const;
  FormEvidence* Make(const NameWord& word);
  const WordBook& book_;
  std::vector<uint32_t> numbers_;  // by form; into forms_, plus one
  std::vector<uint32_t> used_;     // of numbers_
  std::vector<FormEvidence> forms_;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_DOCUMENT_EVIDENCE_H_
