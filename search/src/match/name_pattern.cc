#include "match/name_pattern.h"

#include <algorithm>

#include "analysis/analyzer.h"

namespace vigie::match {

NamePattern::NamePattern(std::string_view typed) {
  const std::string folded = analysis::FoldName(typed);
  for (size_t begin = 0; begin < folded.size();) {
    const size_t end = std::min(folded.find(' ', begin), folded.size());
    if (end > begin) words_.push_back(folded.substr(begin, end - begin));
    begin = end + 1;
  }
}

bool NamePattern::MatchesFolded(std::string_view folded) const {
  return std::all_of(
      words_.begin(), words_.end(), [folded](const std::string& word) {
        for (size_t at = folded.find(word); at != std::string_view::npos;
             at = folded.find(word, at + 1)) {
          if (at == 0 || folded[at - 1] == ' ') return true;
        }
        return false;
      });
}

bool NamePattern::Matches(std::string_view name) const {
  return empty() || MatchesFolded(analysis::FoldName(name));
}

}  // namespace vigie::match
