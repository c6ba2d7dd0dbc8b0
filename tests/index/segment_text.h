// A sealed segment as text, for comparing two.
#ifndef VIGIE_TESTS_INDEX_SEGMENT_TEXT_H_
#define VIGIE_TESTS_INDEX_SEGMENT_TEXT_H_

#include <string>

#include "index/segment.h"

namespace vigie::testing {

// Everything that reading `segment` gives, document by document: what does not
// show is how it is numbered inside.
std::string TextOfDocuments(const index::Segment& segment);

// Every term with its postings, every length and value.
std::string TextOfPostings(const index::Segment& segment);

}  // namespace vigie::testing

#endif  // VIGIE_TESTS_INDEX_SEGMENT_TEXT_H_
