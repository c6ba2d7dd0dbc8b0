// Finds names that no dictionary lists: the sequence model on the words of an
// article, twice, the second time knowing what the first took them for.
#ifndef VIGIE_ENTITIES_NAME_TAGGER_H_
#define VIGIE_ENTITIES_NAME_TAGGER_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "analysis/token.h"
#include "entities/document_evidence.h"
#include "entities/lattice.h"
#include "entities/sequence_model.h"
#include "entities/tagged_name.h"

namespace vigie::entities {

// What the dictionary has decided of a stretch of words.
struct ListedSpan {
  Positions positions;
  // A type as ModelType counts, or kModelTypes: no name (ner_block).
  size_t type = 0;
};

struct TaggedField {
  std::string_view text;
  const analysis::AnalyzedText* analyzed = nullptr;
  // In order, disjoint.
  std::vector<ListedSpan> listed;
};

// Thread-safe.
class NameTagger {
 public:
  explicit NameTagger(std::shared_ptr<const SequenceModel> model)
      : model_(std::move(model)) {}

  // The names of each field, disjoint, in order. They hold or leave aside the
  // listed spans, never cut one; one equal to a listed span has its type.
  // Deterministic. O(words).
  std::vector<std::vector<TaggedName>> Tag(
      const std::vector<TaggedField>& fields) const;

 private:
  std::shared_ptr<const SequenceModel> model_;
};

// Marks what the dictionary says on the words of a field.
void MarkListed(const std::vector<ListedSpan>& listed,
                std::vector<NameWord>* words);

// The names that `labels` spell.
std::vector<TaggedName> NamesOf(const std::vector<uint8_t>& labels);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_NAME_TAGGER_H_
