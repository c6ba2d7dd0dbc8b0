// What is refused before libxml2 sees it.
#ifndef VIGIE_INDEXER_MARKUP_LIMITS_H_
#define VIGIE_INDEXER_MARKUP_LIMITS_H_

#include <cstddef>
#include <string_view>

namespace vigie::indexer {

// Of one element; libxml2 compares each with all others.
constexpr size_t kMaxAttributes = 2'000;

// True when a start tag of HTML or XML holds more than kMaxAttributes. What
// <script> and <style> hold is no markup. O(bytes).
bool HasTooManyAttributes(std::string_view markup);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_MARKUP_LIMITS_H_
