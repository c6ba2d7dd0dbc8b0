// Finding names by the beginnings of their words.
#ifndef VIGIE_MATCH_NAME_PATTERN_H_
#define VIGIE_MATCH_NAME_PATTERN_H_

#include <string>
#include <string_view>
#include <vector>

namespace vigie::match {

// What somebody has typed so far of a name. Case, accents, typography and
// elided articles do not count. Immutable; thread-safe.
class NamePattern {
 public:
  explicit NamePattern(std::string_view typed);

  // No word was typed: everything matches.
  bool empty() const { return words_.empty(); }
  // Folded, at least one byte each.
  const std::vector<std::string>& words() const { return words_; }

  // Whether each word begins some word of a name, as FoldName gives it.
  bool MatchesFolded(std::string_view folded) const;
  bool Matches(std::string_view name) const;

 private:
  std::vector<std::string> words_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_NAME_PATTERN_H_
