// What the column finds, with the bytes that a text's layout gives it.
#ifndef VIGIE_TESTS_MATCH_LOCATED_EVIDENCE_H_
#define VIGIE_TESTS_MATCH_LOCATED_EVIDENCE_H_

#include <utility>
#include <vector>

#include "match/article_text.h"
#include "match/evidence.h"
#include "match/overlap.h"
#include "match/text_layout.h"

namespace vigie::match {

// Packed and unpacked on the way.
inline Result<Evidence> FindLocated(EvidenceFinder::InColumn* column,
                                    DocRef ref, ArticleText* text) {
  Result<Evidence> evidence = column->FindUnordered(ref, text);
  if (!evidence.ok()) return evidence;
  if (Status read = text->Read(); !read.ok()) return read;
  TextLayout layout;
  for (const Field field : {Field::kTitle, Field::kText}) {
    UnpackLayout(PackLayout(LayOut(text->field(field))), &layout);
    LocateWords(field, layout, &evidence->found);
  }
  SortMatches(&evidence->found);
  return evidence;
}

inline std::vector<std::pair<Field, ByteRange>> RangesOf(
    const Evidence& evidence) {
  std::vector<std::pair<Field, ByteRange>> ranges;
  for (const Match& match : evidence.found) {
    ranges.emplace_back(match.field, match.range);
  }
  return ranges;
}

}  // namespace vigie::match

#endif  // VIGIE_TESTS_MATCH_LOCATED_EVIDENCE_H_
