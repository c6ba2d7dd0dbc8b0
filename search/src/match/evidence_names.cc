#include "match/evidence_names.h"

#include <algorithm>

#include "analysis/analyzer.h"
#include "index/structure.h"

namespace vigie::match {
namespace {

constexpr uint8_t kAnyCase = 0xFF;

bool InLongerMention(const Match& match,
                     const index::Span<index::StoredMention>& stored) {
  return std::any_of(
      stored.begin(), stored.end(), [&](const index::StoredMention& mention) {
        const ByteRange tokens{mention.position_begin, mention.position_end};
        return static_cast<Field>(mention.field) == match.field &&
               static_cast<EntityType>(mention.type) != EntityType::kConcept &&
               tokens.size() > match.tokens.size() &&
               tokens.contains(match.tokens);
      });
}

bool InCompound(const Match& match, const ArticleStructure& structure) {
  const auto hyphen = [&](uint32_t position) {
    return (structure.mark(match.field, position) & index::kMarkHyphen) != 0;
  };
  return hyphen(match.tokens.begin) || hyphen(match.tokens.end);
}

bool IsCased(uint8_t mark) { return (mark & index::kMarkCase) != 0; }

// Before a name, a capitalised word that is no common one, a first name for
// instance, makes it the end of a longer name: Usain Bolt. After it, so does
// any word that has no other reason for its capital: Union Européenne.
bool BesideName(const Match& match, const ArticleStructure& structure) {
  const auto mark = [&](uint32_t position) {
    return structure.mark(match.field, position);
  };
  const uint32_t begin = match.tokens.begin;
  const uint32_t end = match.tokens.end;
  if (begin > 0 && (mark(begin) & index::kMarkSpaced) != 0 &&
      IsCased(mark(begin - 1)) && (mark(begin - 1) & index::kMarkCommon) == 0) {
    return true;
  }
  return (mark(end) & index::kMarkSpaced) != 0 && IsCased(mark(end)) &&
         (mark(end) & index::kMarkSentence) == 0;
}

}  // namespace

std::vector<uint8_t> NameCases(const query::PlanNode& plan) {
  std::vector<uint8_t> cases;
  const analysis::AnalyzedText typed = analysis::Analyze(plan.value);
  for (const query::TermSpec& term : plan.terms) {
    const uint32_t offset = term.offset - plan.terms.front().offset;
    for (const analysis::Token& token : typed.tokens) {
      if (token.position != offset || token.exact != term.accented) continue;
      if (cases.size() <= offset) cases.resize(offset + 1, kAnyCase);
      cases[offset] = index::CaseMark(token);
      break;
    }
  }
  return cases;
}

bool IsName(const Match& match, const std::vector<uint8_t>& cases,
            const index::Span<index::StoredMention>& stored,
            const ArticleStructure& structure) {
  for (uint32_t i = 0; i < cases.size(); ++i) {
    const uint8_t mark = structure.mark(match.field, match.tokens.begin + i);
    if (cases[i] != kAnyCase && (mark & index::kMarkCase) != cases[i]) {
      return false;
    }
  }
  return !InLongerMention(match, stored) && !InCompound(match, structure) &&
         !BesideName(match, structure);
}

}  // namespace vigie::match
