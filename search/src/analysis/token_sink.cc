#include "analysis/token_sink.h"

#include <algorithm>
#include <utility>

#include "analysis/word_terms.h"

namespace vigie::analysis {

Token TokenSink::MakeToken(const Span& span) const {
  Token token;
  token.range = {paragraph_.normal.begin[span.begin],
                 paragraph_.normal.end[span.end - 1]};
  token.paragraph = paragraph_.index;
  token.flags = span.flags;
  token.rules = span.rules;
  return token;
}

Token& TokenSink::AddWord(const Span& span) {
  return AddWordAs(span, paragraph_.lower(span.begin, span.end));
}

Token& TokenSink::AddWordAs(const Span& span, std::string_view lower) {
  Token& token = out_->tokens.emplace_back(MakeToken(span));
  token.position = out_->positions++;
  FillTerms(lower, paragraph_.caseless, &token);
  return token;
}

Token& TokenSink::AddCode(const Span& span, std::string_view term) {
  Token& token = out_->tokens.emplace_back(MakeToken(span));
  token.position = out_->positions++;
  FillCode(term, &token);
  return token;
}

Token& TokenSink::AddVariant(const Span& span, std::string_view term) {
  Token& token = out_->tokens.emplace_back(MakeToken(span));
  token.position = out_->positions - 1;
  token.flags |= kVariant;
  FillCode(term, &token);
  return token;
}

Token& TokenSink::AddJoin(uint32_t first, const Span& span) {
  std::vector<Token>& tokens = out_->tokens;
  size_t part = tokens.size();
  while (part > 0 && tokens[part - 1].position >= first) --part;
  size_t join_at = part;
  while (join_at < tokens.size() && tokens[join_at].position == first) {
    ++join_at;
  }
  for (; part < tokens.size(); ++part) {
    tokens[part].flags |= kPart;
    tokens[part].rules |= kRuleCompound;
  }
  Token join = MakeToken(span);
  join.position = first;
  join.length = out_->positions - first;
  join.flags |= kJoin;
  join.rules |= kRuleCompound;
  FillJoin(paragraph_.lower(span.begin, span.end), paragraph_.caseless, &join);
  return *tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(join_at),
                        std::move(join));
}

void TokenSink::MarkElided(uint32_t position) {
  for (auto token = out_->tokens.rbegin();
       token != out_->tokens.rend() && token->position >= position; ++token) {
    if (token->position != position) continue;
    token->flags |= kElided;
    token->rules |= kRuleElision;
  }
}

}  // namespace vigie::analysis
