#include "query/lexer.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "query/characters.h"

namespace vigie::query {
namespace {

// Longest ending between parentheses inside a word: salarié(e)s, acteur(rice).
constexpr uint32_t kInclusiveLetters = 4;

class Lexer {
 public:
  Lexer(std::string_view query, Diagnostics& diagnostics)
      : query_(query), diagnostics_(diagnostics) {}

  std::vector<Lexeme> Run() {
    while (at_ < query_.size()) Next();
    return std::move(lexemes_);
  }

 private:
  char32_t Peek(uint32_t at) const { return CharacterAt(query_, at).code; }
  uint32_t size() const { return static_cast<uint32_t>(query_.size()); }

  bool EndsWord(uint32_t at) const {
    const char32_t code = Peek(at);
    return at >= size() || IsSpace(code) || IsQuote(code) || code == U'(' ||
           code == U')';
  }

  void Emit(LexemeKind kind, uint32_t begin, uint32_t end) {
    Lexeme lexeme;
    lexeme.kind = kind;
    lexeme.range = {begin, end};
    lexemes_.push_back(std::move(lexeme));
  }

  AstWord WordAt(uint32_t begin, uint32_t end) const {
    return {std::string(query_.substr(begin, end - begin)), {begin, end}};
  }

  void EmitWord(LexemeKind kind, ByteRange range, AstWord word, bool exact) {
    Emit(kind, range.begin, range.end);
    lexemes_.back().words.push_back(std::move(word));
    lexemes_.back().exact = exact;
  }

  void Next();
  void ReadParenthesis(char32_t code);
  void ReadMinus();
  void ReadExact();
  void ReadQuoted(uint32_t begin, bool exact);
  void ReadWord();
  void ReadPlainWord(uint32_t begin, uint32_t end);
  bool ReadField(uint32_t begin);
  bool ReadOperator(uint32_t begin, uint32_t end);
  void ReadPositional(LexemeKind kind, ByteRange range,
                      const PositionalOperator& positional);
  bool ReadSuffix(uint32_t begin, uint32_t end);
  uint32_t SuffixesBegin(uint32_t begin, uint32_t end) const;
  void EmitSuffixes(uint32_t begin, uint32_t end);
  void ReadStarred(uint32_t begin, uint32_t end);
  uint32_t WordEnd(uint32_t begin) const;
  uint32_t InclusiveEnd(uint32_t open) const;

  std::string_view query_;
  Diagnostics& diagnostics_;
  uint32_t at_ = 0;
  bool fresh_ = true;  // nothing but a space, ( or - stands just before at_
  std::vector<Lexeme> lexemes_;
};

void Lexer::Next() {
  const Character next = CharacterAt(query_, at_);
  if (IsSpace(next.code)) {
    at_ += next.size;
    fresh_ = true;
    return;
  }
  if (next.code == U'-') {
    ReadMinus();
    return;
  }
  fresh_ = next.code == U'(';
  if (next.code == U'(' || next.code == U')') {
    ReadParenthesis(next.code);
  } else if (IsQuote(next.code)) {
    ReadQuoted(at_, false);
  } else if (next.code == U'=') {
    ReadExact();
  } else {
    ReadWord();
  }
}

void Lexer::ReadParenthesis(char32_t code) {
  Emit(code == U'(' ? LexemeKind::kOpen : LexemeKind::kClose, at_, at_ + 1);
  ++at_;
}

// A hyphen negates what it touches; one that stands alone, or that follows
// something without a space, is punctuation.
void Lexer::ReadMinus() {
  const uint32_t begin = at_++;
  const char32_t after = Peek(at_);
  const bool touches = at_ < size() && !IsSpace(after) && after != U')';
  if (fresh_ && touches) Emit(LexemeKind::kNot, begin, at_);
}

void Lexer::ReadExact() {
  const uint32_t begin = at_;
  while (Peek(at_) == U'=') ++at_;
  if (IsQuote(Peek(at_))) {
    ReadQuoted(begin, true);
  } else if (!EndsWord(at_)) {
    const uint32_t word = at_;
    at_ = WordEnd(word);
    uint32_t mark = SuffixesBegin(word, at_);
    if (mark == word) mark = at_;
    EmitWord(LexemeKind::kWord, {begin, mark}, WordAt(word, mark), true);
    EmitSuffixes(mark, at_);
  }
}

void Lexer::ReadQuoted(uint32_t begin, bool exact) {
  const Character opening = CharacterAt(query_, at_);
  const char32_t closing = ClosingQuote(opening.code);
  const uint32_t mark = at_;
  at_ += opening.size;
  const Message message = {"Guillemet sans son pendant.",
                           "Quotation mark without its counterpart."};
  if (closing == 0) {
    diagnostics_.Add(WarningCode::kUnbalancedQuote, {mark, at_}, message);
    return;
  }
  std::vector<AstWord> words;
  uint32_t word = at_;
  bool closed = false;
  while (at_ < size() && !closed) {
    const Character next = CharacterAt(query_, at_);
    if (IsSpace(next.code) || IsQuote(next.code)) {
      if (at_ > word) words.push_back(WordAt(word, at_));
      word = at_ + next.size;
      closed = next.code == closing;
    }
    at_ += next.size;
  }
  if (!closed) {
    if (at_ > word) words.push_back(WordAt(word, at_));
    diagnostics_.Add(WarningCode::kUnbalancedQuote, {mark, mark + opening.size},
                     message);
  }
  Emit(LexemeKind::kQuoted, begin, at_);
  lexemes_.back().words = std::move(words);
  lexemes_.back().exact = exact;
}

// The end of "(e)" and the like when `open` stands in inclusive writing such
// as salarié(e)s, else `open`.
uint32_t Lexer::InclusiveEnd(uint32_t open) const {
  uint32_t at = open + 1;
  uint32_t letters = 0;
  for (; IsLowerCase(Peek(at)); at += CharacterAt(query_, at).size) ++letters;
  const bool closed = Peek(at) == U')';
  return closed && letters >= 1 && letters <= kInclusiveLetters ? at + 1 : open;
}

uint32_t Lexer::WordEnd(uint32_t begin) const {
  uint32_t at = begin;
  char32_t last = 0;
  while (true) {
    if (EndsWord(at)) {
      const bool inclusive = Peek(at) == U'(' && IsLowerCase(last);
      const uint32_t end = inclusive ? InclusiveEnd(at) : at;
      if (end == at) return at;
      at = end;
      last = U')';
      continue;
    }
    const Character next = CharacterAt(query_, at);
    last = next.code;
    at += next.size;
  }
}

void Lexer::ReadWord() {
  const uint32_t begin = at_;
  if (ReadField(begin)) return;
  const uint32_t end = WordEnd(begin);
  at_ = end;
  if (ReadOperator(begin, end) || ReadSuffix(begin, end)) return;
  ReadPlainWord(begin, end);
}

void Lexer::ReadPlainWord(uint32_t begin, uint32_t end) {
  if (query_[end - 1] == '*') {
    ReadStarred(begin, end);
  } else {
    EmitWord(LexemeKind::kWord, {begin, end}, WordAt(begin, end), false);
  }
}

// Where the ">=n" begin that end the word at [begin, end); `end` when none.
uint32_t Lexer::SuffixesBegin(uint32_t begin, uint32_t end) const {
  uint32_t mark = end;
  while (mark > begin) {
    const CountSuffix suffix =
        CountSuffixOf(query_.substr(begin, mark - begin));
    if (begin + suffix.length == mark) break;
    mark = begin + static_cast<uint32_t>(suffix.length);
  }
  return mark;
}

void Lexer::EmitSuffixes(uint32_t begin, uint32_t end) {
  while (begin < end) {
    const size_t next = query_.substr(0, end).find('>', begin + 1);
    const uint32_t stop =
        next == std::string_view::npos ? end : static_cast<uint32_t>(next);
    ReadPositional(
        LexemeKind::kSuffix, {begin, stop},
        CountSuffixOf(query_.substr(begin, stop - begin)).positional);
    begin = stop;
  }
}

// Takes the word at [begin, end) when it ends with >=n, which may also stand
// alone right after a closing mark.
bool Lexer::ReadSuffix(uint32_t begin, uint32_t end) {
  const uint32_t mark = SuffixesBegin(begin, end);
  if (mark == end) return false;
  if (mark == begin) {
    const bool touches = !lexemes_.empty() &&
                         lexemes_.back().range.end == begin &&
                         (lexemes_.back().kind == LexemeKind::kClose ||
                          lexemes_.back().kind == LexemeKind::kQuoted);
    if (!touches) return false;
  } else if (!ReadOperator(begin, mark)) {
    ReadPlainWord(begin, mark);
  }
  EmitSuffixes(mark, end);
  return true;
}

// Takes "name:" when it is a field; what follows is read on its own. A name
// has two letters or more and nothing else, so 12:30 is none; nor is a URL.
bool Lexer::ReadField(uint32_t begin) {
  uint32_t colon = begin;
  uint32_t letters = 0;
  for (; IsLetter(Peek(colon)); colon += CharacterAt(query_, colon).size) {
    ++letters;
  }
  if (Peek(colon) != U':' || letters < 2) return false;
  const uint32_t after = colon + 1;
  if (query_.substr(after, 2) == "//") return false;
  const std::string_view name = query_.substr(begin, colon - begin);
  const std::optional<QueryField> field = FieldFromName(name);
  if (!field) {
    const char32_t next = Peek(after);
    if (after >= size() || IsSpace(next) || next == U')') return false;
    const std::string shown = Excerpt(name);
    diagnostics_.Add(
        WarningCode::kUnknownField, {begin, after},
        {"Champ inconnu : « " + shown +
             " » est lu comme un mot. Champs connus : " + KnownFields() + ".",
         "Unknown field: \"" + shown +
             "\" is read as a word. Known fields: " + KnownFields() + "."});
    return false;
  }
  at_ = after;
  if (*field == QueryField::kUnsupported) {
    diagnostics_.Add(
        WarningCode::kUnsupportedOperator, {begin, after},
        {"Ce champ n’est pas encore pris en charge : sa valeur est cherchée "
         "partout.",
         "This field is not supported yet: its value is searched everywhere."});
    return true;
  }
  Emit(LexemeKind::kField, begin, after);
  lexemes_.back().field = *field;
  return true;
}

void Lexer::ReadPositional(LexemeKind kind, ByteRange range,
                           const PositionalOperator& positional) {
  Emit(kind, range.begin, range.end);
  lexemes_.back().positional = positional;
  if (!positional.out_of_bounds) return;
  const std::string number = std::to_string(positional.number);
  diagnostics_.Add(WarningCode::kOperatorNumber, range,
                   {"Nombre hors limites : lu comme " + number + ".",
                    "Number out of bounds: read as " + number + "."});
}

bool Lexer::ReadOperator(uint32_t begin, uint32_t end) {
  const OperatorWord found =
      OperatorFromWord(query_.substr(begin, end - begin));
  switch (found.kind) {
    case Operator::kNone:
      return false;
    case Operator::kAnd:
      Emit(LexemeKind::kAnd, begin, end);
      return true;
    case Operator::kOr:
      Emit(LexemeKind::kOr, begin, end);
      return true;
    case Operator::kNot:
      Emit(LexemeKind::kNot, begin, end);
      return true;
    case Operator::kNearness:
      ReadPositional(LexemeKind::kNearness, {begin, end}, found.positional);
      return true;
    case Operator::kCounting:
      ReadPositional(LexemeKind::kCounting, {begin, end}, found.positional);
      return true;
  }
  return false;
}

void Lexer::ReadStarred(uint32_t begin, uint32_t end) {
  uint32_t stars = end;
  while (stars > begin && query_[stars - 1] == '*') --stars;
  if (stars == begin) {
    Emit(LexemeKind::kStar, begin, end);
    diagnostics_.Add(WarningCode::kMatchesEverything, {begin, end},
                     {"* seul trouve tous les articles.",
                      "A lone * matches every article."});
    return;
  }
  uint32_t letters = 0;
  for (uint32_t at = begin; at < stars; at += CharacterAt(query_, at).size) {
    if (IsLetterOrDigit(Peek(at))) ++letters;
  }
  const bool prefix = letters >= 2;
  if (!prefix) {
    diagnostics_.Add(
        WarningCode::kPrefixTooShort, {begin, end},
        {"Il faut au moins deux lettres avant * : lu comme un mot.",
         "At least two letters must stand before *: read as a word."});
    if (ReadSuffix(begin, stars)) return;
  }
  EmitWord(prefix ? LexemeKind::kPrefix : LexemeKind::kWord, {begin, end},
           WordAt(begin, stars), false);
}

void Balance(std::vector<Lexeme>& lexemes, uint32_t end,
             Diagnostics& diagnostics) {
  const Message message = {"Parenthèse sans son pendant.",
                           "Parenthesis without its counterpart."};
  std::vector<ByteRange> open;
  std::vector<Lexeme> balanced;
  for (Lexeme& lexeme : lexemes) {
    if (lexeme.kind == LexemeKind::kOpen) open.push_back(lexeme.range);
    if (lexeme.kind == LexemeKind::kClose) {
      if (open.empty()) {
        diagnostics.Add(WarningCode::kUnbalancedParenthesis, lexeme.range,
                        message);
        continue;
      }
      open.pop_back();
    }
    balanced.push_back(std::move(lexeme));
  }
  for (const ByteRange& range : open) {
    diagnostics.Add(WarningCode::kUnbalancedParenthesis, range, message);
    Lexeme close;
    close.kind = LexemeKind::kClose;
    close.range = {end, end};
    balanced.push_back(std::move(close));
  }
  lexemes = std::move(balanced);
}

}  // namespace

std::vector<Lexeme> Lex(std::string_view query, Diagnostics& diagnostics) {
  std::vector<Lexeme> lexemes = Lexer(query, diagnostics).Run();
  Balance(lexemes, static_cast<uint32_t>(query.size()), diagnostics);
  return lexemes;
}

}  // namespace vigie::query
