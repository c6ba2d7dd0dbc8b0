// Places in an article, by token positions, and how they lie to one another.
#ifndef VIGIE_MATCH_SPANS_H_
#define VIGIE_MATCH_SPANS_H_

#include <cstdint>
#include <vector>

#include "index/segment.h"
#include "query/plan.h"
#include "vigie/article.h"

namespace vigie::match {

// One occurrence that satisfies a positive leaf.
struct Match {
  Field field = Field::kText;
  ByteRange range;  // of the field; {0, 0} where no text was read
  // Of the segment; null for a match in the text.
  const index::StoredMention* mention = nullptr;
  // Numbers the distinct things asked for: leaves, and `alternatives` as one.
  uint32_t part = 0;
  ByteRange tokens;  // positions in the field, half-open
};

// The longest lead, in words.
inline constexpr uint32_t kLeadWords = 60;

// Sentences, paragraphs and the like of one article. Positions outside of it
// are in no sentence, whatever damaged columns say. Of one thread.
class ArticleStructure {
 public:
  // Marks are those of index/structure.h, of the title's positions first; they
  // must stay until the next Reset.
  void Reset(uint32_t title_positions, index::Span<uint8_t> marks);

  // Mark bits of index/structure.h; 0 outside of the field.
  uint8_t mark(Field field, uint32_t position) const;
  uint32_t positions(Field field) const;
  // Number of the sentence or paragraph that holds all of `tokens`, different
  // for title and text; UINT32_MAX when none does.
  uint32_t Sentence(Field field, ByteRange tokens);
  uint32_t Paragraph(Field field, ByteRange tokens);
  bool InZone(query::Zone zone, const Match& match);
  // Positions of the text's lead: its first paragraph, of which no more than
  // kLeadWords count, so that a text without paragraphs has one too.
  uint32_t LeadEnd();

 private:
  uint32_t At(Field field, uint32_t position) const;
  uint32_t Unit(Field field, ByteRange tokens, uint8_t mark,
                std::vector<uint32_t>* numbers);

  uint32_t title_positions_ = 0;
  index::Span<uint8_t> marks_;
  uint32_t lead_end_ = UINT32_MAX;   // until asked for
  std::vector<uint32_t> sentences_;  // by position; empty until asked for
  std::vector<uint32_t> paragraphs_;
};

// An operand's place: one match, or all that a nested NEAR holds together.
struct Place {
  static constexpr uint32_t kManyMatches = UINT32_MAX;
  Field field = Field::kText;
  ByteRange tokens;
  uint32_t match = kManyMatches;  // index into the operand's matches
  bool kept = false;              // satisfies the operator
};
using Places = std::vector<Place>;

// The three below mark the places that satisfy them in `kept` and say whether
// any do. `operands` has one element for each, in their order. O(n log n).

// A run is a chain of places of any operands, in one field, in which no gap is
// over `distance` positions; it satisfies when every operand has a place in
// it. Of such a run the places that lie within `distance` of one of another
// operand are kept. `joined` (may be null) gets one place for each run.
bool KeepNear(uint32_t distance, std::vector<Places>* operands, Places* joined);

// Chains of one place of each operand, in their order: each begins after the
// one before it begins, at most `distance` positions after it ends.
bool KeepOrdered(uint32_t distance, std::vector<Places>* operands,
                 Places* joined);

// Sentences or paragraphs in which every operand has a place.
bool KeepTogether(bool sentences, ArticleStructure* structure,
                  std::vector<Places>* operands);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SPANS_H_
