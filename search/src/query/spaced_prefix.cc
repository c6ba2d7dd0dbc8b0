#include "query/spaced_prefix.h"

#include "analysis/lexicon.h"
#include "query/leaf_text.h"

namespace vigie::query {
namespace {

bool BeginsCompounds(const AstNode& word) {
  const LeafText text(word);
  if (text.units().size() != 1 || text.units().front().words.size() != 1) {
    return false;
  }
  const auto entry =
      analysis::FindInLexicon(text.units().front().words.front()->exact);
  return entry && (entry->flags & analysis::kLexBeginsCompound) != 0 &&
         (entry->flags & analysis::kLexStopWord) == 0;
}

}  // namespace

bool TakeCompoundHead(AstNode* words, AstNode* prefix) {
  if (words->kind != AstKind::kWords || prefix->kind != AstKind::kPrefix ||
      words->exact || words->zone != prefix->zone ||
      prefix->words.size() != 1) {
    return false;
  }
  AstNode last = *words;
  last.words = {words->words.back()};
  if (!BeginsCompounds(last)) return false;
  prefix->words.insert(prefix->words.begin(), words->words.back());
  prefix->range.begin = words->words.back().range.begin;
  words->words.pop_back();
  if (!words->words.empty()) words->range.end = words->words.back().range.end;
  return true;
}

}  // namespace vigie::query
