#include "query/lexer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "query/operators.h"

namespace vigie::query {
namespace {

// One sign per lexeme, with its words: w word, = exact, q quoted, p prefix,
// ~ proximity, # counting, > the suffix >=n.
std::string Signs(std::string_view query) {
  Diagnostics diagnostics;
  std::string text;
  for (const Lexeme& lexeme : Lex(query, diagnostics)) {
    if (!text.empty()) text += ' ';
    if (lexeme.exact) text += '=';
    text += "wqp*:()&|-~#>"[static_cast<size_t>(lexeme.kind)];
    for (const AstWord& word : lexeme.words) {
      EXPECT_EQ(query.substr(word.range.begin, word.range.size()), word.text);
      text += "[" + word.text + "]";
    }
  }
  return text;
}

TEST(Lex, CutsWordsQuotationsAndSigns) {
  const struct {
    const char* input;
    const char* want;
  } kCases[] = {
      {"", ""},
      {" \t\n", ""},
      {"grève SNCF", "w[grève] w[SNCF]"},
      {"grève\u00A0SNCF\u202F!", "w[grève] w[SNCF] w[!]"},
      {"a ET b OU c SAUF d", "w[a] & w[b] | w[c] - w[d]"},
      {"a AND b OR c NOT d", "w[a] & w[b] | w[c] - w[d]"},
      {"a et b ou c sauf d and Et",
       "w[a] w[et] w[b] w[ou] w[c] w[sauf] w[d] w[and] w[Et]"},
      {"\"a b\" «\u00A0c d » “e”", "q[a][b] q[c][d] q[e]"},
      {"« a “b” c »", "q[a][b][c]"},
      {"=mot =\"a b\" ==x", "=w[mot] =q[a][b] =w[x]"},
      {"a = b", "w[a] w[b]"},
      {"-a - b -\"c\" -(d)", "- w[a] w[b] - q[c] - ( w[d] )"},
      {"--a", "- - w[a]"},
      {"semi-conducteur a- \"b\"-c", "w[semi-conducteur] w[a-] q[b] w[c]"},
      {"ind* * ** a* a*b", "p[ind] * * w[a] w[a*b]"},
      {"(a)(b)", "( w[a] ) ( w[b] )"},
      {"salarié(e)s acteur(rice) NOT(e)",
       "w[salarié(e)s] w[acteur(rice)] - ( w[e] )"},
      {"titre:a TITRE:b Entité:\"c\" depuis:2026",
       ": w[a] : w[b] : q[c] : w[2026]"},
      {"entité:x", ": w[x]"},
      {"12:30 http://x.fr/a x:y", "w[12:30] w[http://x.fr/a] w[x:y]"},
      {"Paris: ville", "w[Paris:] w[ville]"},
      {"a NEAR/5 b ADJ/2 c SAME-S d", "w[a] ~ w[b] ~ w[c] ~ w[d]"},
      {"ATLEAST/3 a FIRST/50 b", "# w[a] # w[b]"},
      {"NEAR near/5 NEAR/ NEAR/x", "~ w[near/5] w[NEAR/] w[NEAR/x]"},
      {"auteur:Zola section:Zola", ": w[Zola] w[Zola]"},
      {"a>=3 \"b c\">=2 (d)>=4 ind*>=5 =e>=6",
       "w[a] > q[b][c] > ( w[d] ) > p[ind] > =w[e] >"},
      {"a >=3 >=x a>= a>b=3", "w[a] w[>=3] w[>=x] w[a>=] w[a>b=3]"},
      {"a>=3>=4 NEAR/5>=3", "w[a] > > ~ >"},
      {"L’Équipe l'IA", "w[L’Équipe] w[l'IA]"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Signs(c.input), c.want) << c.input;
}

TEST(Lex, BalancesParenthesesAndQuotes) {
  const struct {
    const char* input;
    const char* want;
  } kCases[] = {
      {"(a", "( w[a] )"},
      {"a)", "w[a]"},
      {")(", "( )"},
      {"((a) b", "( ( w[a] ) w[b] )"},
      {"\"a b", "q[a][b]"},
      {"a »b", "w[a] w[b]"},
      {"”", ""},
      {"\"", "q"},
      {"«a \"b", "q[a][b]"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Signs(c.input), c.want) << c.input;
}

TEST(Lex, AnUnknownFieldListsTheKnownOnes) {
  Diagnostics diagnostics;
  Lex("foo:bar", diagnostics);
  const auto warnings = diagnostics.Take();
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].code, "UNKNOWN_FIELD");
  EXPECT_EQ(warnings[0].range, (ByteRange{0, 4}));
  EXPECT_THAT(warnings[0].message, testing::HasSubstr("entité:"));
  EXPECT_THAT(warnings[0].message_en, testing::HasSubstr("depuis:"));
}

TEST(OperatorFromWord, IsUpperCaseOnly) {
  EXPECT_EQ(OperatorFromWord("ET").kind, Operator::kAnd);
  EXPECT_EQ(OperatorFromWord("et").kind, Operator::kNone);
  EXPECT_EQ(OperatorFromWord("SAUF").kind, Operator::kNot);
  EXPECT_EQ(OperatorFromWord("ADJ/12").kind, Operator::kNearness);
  EXPECT_EQ(OperatorFromWord("ADJ/").kind, Operator::kNone);
  EXPECT_EQ(OperatorFromWord("ATLEAST/2").kind, Operator::kCounting);
  EXPECT_EQ(OperatorFromWord("").kind, Operator::kNone);
}

TEST(OperatorFromWord, ReadsNamesOfBothLanguagesAndTheirNumbers) {
  const struct {
    const char* input;
    AstKind kind;
    uint32_t number;
    bool ordered;
    bool out_of_bounds;
  } kCases[] = {
      {"NEAR", AstKind::kNear, 5, false, false},
      {"NEAR/1", AstKind::kNear, 1, false, false},
      {"NEAR/100", AstKind::kNear, 100, false, false},
      {"NEAR/101", AstKind::kNear, 100, false, true},
      {"NEAR/0", AstKind::kNear, 1, false, true},
      {"NEAR/99999999999999999999", AstKind::kNear, 100, false, true},
      {"PRES/3", AstKind::kNear, 3, false, false},
      {"PRÈS/3", AstKind::kNear, 3, false, false},
      {"PROCHE/3", AstKind::kNear, 3, false, false},
      {"ADJ", AstKind::kNear, 1, true, false},
      {"ADJ/7", AstKind::kNear, 7, true, false},
      {"SUIVI/7", AstKind::kNear, 7, true, false},
      {"SAME-S", AstKind::kSameSentence, 0, false, false},
      {"MÊME-PHRASE", AstKind::kSameSentence, 0, false, false},
      {"MEME-PHRASE", AstKind::kSameSentence, 0, false, false},
      {"SAME-P", AstKind::kSameParagraph, 0, false, false},
      {"MÊME-PARAGRAPHE", AstKind::kSameParagraph, 0, false, false},
      {"ATLEAST/3", AstKind::kAtLeast, 3, false, false},
      {"AUMOINS/2000", AstKind::kAtLeast, 1'000, false, true},
      {"FIRST/50", AstKind::kFirst, 50, false, false},
      {"PREMIERS/50", AstKind::kFirst, 50, false, false},
  };
  for (const auto& c : kCases) {
    const OperatorWord word = OperatorFromWord(c.input);
    EXPECT_NE(word.kind, Operator::kNone) << c.input;
    EXPECT_EQ(word.positional.kind, c.kind) << c.input;
    EXPECT_EQ(word.positional.number, c.number) << c.input;
    EXPECT_EQ(word.positional.ordered, c.ordered) << c.input;
    EXPECT_EQ(word.positional.out_of_bounds, c.out_of_bounds) << c.input;
  }
}

TEST(OperatorFromWord, LeavesWordsToTheSearch) {
  for (const char* word :
       {"PRES", "PROCHE", "SUIVI", "PREMIERS", "FIRST", "ATLEAST", "Near/5",
        "NEAR/-1", "NEAR/5x", "NEAR//5", "SAME-S/2", "MÊME", "SAME"}) {
    EXPECT_EQ(OperatorFromWord(word).kind, Operator::kNone) << word;
  }
}

}  // namespace
}  // namespace vigie::query
