#include "index/token_column.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "analysis/analyzer.h"
#include "index/structure.h"
#include "index/symbol_table.h"
#include "tests/index/encoded_texts.h"

namespace vigie::index {
namespace {

// So long that it is read from two places at once.
std::string LongText() {
  std::string text;
  for (int i = 0; i < 120; ++i) {
    const std::string number = std::to_string(i * i % 97);
    text += i % 9 == 0 ? "Le porte-parole" : "L'accord";
    text += " du " + number + " mars avec la société n" + number;
    text += i % 5 == 0 ? " d'Aix-en-Provence.\n" : ", au XXIe siècle. ";
  }
  return text;
}

const std::vector<Text>& Texts() {
  static const auto& texts = *new std::vector<Text>{
      {"L'accord de Broadcom",
       "Broadcom a présenté ses puces. La présente note"
       " « dit tout » au porte-parole.\nXXIe siècle."},
      {"", ""},
      {"Élevé, élève", "Les élèves de Provence-Alpes-Côte d'Azur élèvent."},
      {"Titre seul", ""},
      {"", "IBM et OpenAI à Aix-en-Provence ; l’an 2026, 3 000 €."},
      {"Broadcom au XXIe siècle", LongText()}};
  return texts;
}

// What the analyser says of a field against positions [first, ...).
void ExpectSame(const std::string& text, uint32_t first,
                const DocumentTokens& got, const MappedVocabulary& words) {
  const auto want = analysis::Analyze(text);
  std::vector<uint8_t> marks;
  AppendMarks(want, text, &marks);
  std::vector<OverlaidToken> overlaid;
  for (const OverlaidToken& token : got.overlaid) {
    if (token.position >= first && token.position < first + want.positions) {
      overlaid.push_back(token);
    }
  }
  size_t next = 0;
  for (const analysis::Token& token : want.tokens) {
    const uint32_t at = first + token.position;
    uint32_t code = got.codes[at];
    if ((token.flags & (analysis::kJoin | analysis::kVariant)) != 0) {
      ASSERT_LT(next, overlaid.size()) << token.exact;
      EXPECT_EQ(overlaid[next].position, at);
      EXPECT_EQ(overlaid[next].length, token.length);
      code = overlaid[next++].code;
    } else {
      EXPECT_EQ(got.marks[at], marks[token.position]) << token.exact;
    }
    EXPECT_EQ(words.exact(code), token.exact);
    EXPECT_EQ(words.form(code), token.form);
    EXPECT_EQ(words.stem(code), token.stem);
  }
  EXPECT_EQ(next, overlaid.size());
}

TEST(TokenColumn, GivesBackWhatTheAnalyserSaw) {
  const Encoded encoded(Texts());
  ASSERT_TRUE(encoded.vocabulary.IsSound());
  ASSERT_TRUE(encoded.tokens.IsSound(encoded.vocabulary.size()));
  for (uint32_t doc = 0; doc < Texts().size(); ++doc) {
    const Text& text = Texts()[doc];
    const DocumentTokens got = encoded.Read(doc);
    const uint32_t title = analysis::Analyze(text.title).positions;
    EXPECT_EQ(got.title_positions, title);
    ASSERT_EQ(got.codes.size(), title + analysis::Analyze(text.text).positions);
    ASSERT_EQ(got.marks.size(), got.codes.size());
    ExpectSame(text.title, 0, got, encoded.vocabulary);
    ExpectSame(text.text, title, got, encoded.vocabulary);
  }
}

// All that this processor can.
std::vector<MappedTokens::Pass> Passes() {
  using Pass = MappedTokens::Pass;
  if (MappedTokens::FastestPass() == Pass::kSymbols) return {Pass::kSymbols};
  return {Pass::kBlocks, Pass::kSymbols};
}

// What ReadSought should give, of everything that Read gives.
void ExpectSought(const DocumentTokens& all, const std::vector<bool>& wanted,
                  uint32_t text_marks, const SoughtTokens& got) {
  EXPECT_EQ(got.title_positions, all.title_positions);
  ASSERT_EQ(got.positions, all.codes.size());
  ASSERT_EQ(got.marks.size(),
            std::min<uint64_t>(all.codes.size(),
                               uint64_t{all.title_positions} + text_marks));
  EXPECT_TRUE(
      std::equal(got.marks.begin(), got.marks.end(), all.marks.begin()));
  std::vector<std::array<uint32_t, 3>> want;
  auto over = all.overlaid.begin();
  for (uint32_t at = 0; at < all.codes.size(); ++at) {
    if (wanted[all.codes[at]]) want.push_back({at, 1, all.codes[at]});
    for (; over != all.overlaid.end() && over->position == at; ++over) {
      if (wanted[over->code]) want.push_back({at, over->length, over->code});
    }
  }
  std::vector<std::array<uint32_t, 3>> found;
  for (const OverlaidToken& token : got.found) {
    found.push_back({token.position, token.length, token.code});
  }
  EXPECT_EQ(found, want);
}

TEST(TokenColumn, FindsTheTokensThatAreSought) {
  const Encoded encoded(Texts());
  const uint32_t words = encoded.vocabulary.size();
  std::mt19937 random(6);
  SoughtTokens got;
  for (int round = 0; round < 300; ++round) {
    std::vector<bool> wanted(words);
    std::vector<uint32_t> codes;
    for (uint32_t code = 0; code < words; ++code) {
      if (random() % 4 != 0) continue;
      wanted[code] = true;
      codes.push_back(code);
    }
    const SymbolSet sought =
        encoded.tokens.SymbolsOf(codes, Passes()[round % Passes().size()]);
    for (uint32_t doc = 0; doc < Texts().size(); ++doc) {
      const uint32_t marks = random() % 3 == 0 ? UINT32_MAX : random() % 9;
      encoded.tokens.ReadSought(doc, sought, {marks, 0}, &got);
      ExpectSought(encoded.Read(doc), wanted, marks, got);
    }
  }
}

uint32_t LeadOf(const DocumentTokens& all, uint32_t longest) {
  const auto text =
      static_cast<uint32_t>(all.codes.size()) - all.title_positions;
  uint32_t lead = std::min(1U, std::min(longest, text));
  while (lead < std::min(longest, text) &&
         (all.marks[all.title_positions + lead] & kMarkParagraph) == 0) {
    ++lead;
  }
  return lead;
}

TEST(TokenColumn, TellsWhereTheSecondParagraphBegins) {
  const Encoded encoded(Texts());
  SoughtTokens got;
  for (const auto pass : Passes()) {
    const SymbolSet nothing = encoded.tokens.SymbolsOf({}, pass);
    for (uint32_t doc = 0; doc < Texts().size(); ++doc) {
      for (uint32_t longest = 1; longest < 100; ++longest) {
        encoded.tokens.ReadSought(doc, nothing, {0, longest}, &got);
        EXPECT_EQ(got.lead, LeadOf(encoded.Read(doc), longest));
        EXPECT_TRUE(got.marks.empty());
      }
    }
  }
}

TEST(TokenColumn, SeeksNoCodesThatNoWordHas) {
  const Encoded encoded(Texts());
  SoughtTokens got;
  const uint32_t none = encoded.vocabulary.size();
  const SymbolSet sought =
      encoded.tokens.SymbolsOf({none, none + 1, UINT32_MAX});
  for (uint32_t doc = 0; doc < Texts().size(); ++doc) {
    encoded.tokens.ReadSought(doc, sought, {}, &got);
    EXPECT_TRUE(got.found.empty());
    EXPECT_EQ(got.positions, encoded.Read(doc).codes.size());
  }
}

TEST(TokenColumn, ForgetsTheDocumentReadBefore) {
  const Encoded encoded(Texts());
  DocumentTokens tokens = encoded.Read(0);
  encoded.tokens.Read(1, &tokens);
  EXPECT_EQ(tokens.title_positions, 0U);
  EXPECT_TRUE(tokens.codes.empty());
  EXPECT_TRUE(tokens.marks.empty());
  EXPECT_TRUE(tokens.overlaid.empty());
}

TEST(TokenColumn, IsTheSameHoweverWordsCameIn) {
  TokenLists whole;
  TokenLists first;
  TokenLists second;
  for (size_t i = 0; i < Texts().size(); ++i) {
    const Text& text = Texts()[i];
    const auto title = analysis::Analyze(text.title);
    const auto body = analysis::Analyze(text.text);
    whole.Add({text.title, &title}, {text.text, &body});
    (i < 2 ? first : second).Add({text.title, &title}, {text.text, &body});
  }
  TokenLists joined;
  joined.Append(first);
  joined.Append(second);
  EXPECT_EQ(EncodeTokens(joined).bytes, EncodeTokens(whole).bytes);
  EXPECT_EQ(EncodeTokens(joined).word_bytes, EncodeTokens(whole).word_bytes);
}

TEST(Vocabulary, FindsEveryWordByEachOfItsTerms) {
  const Encoded encoded(Texts());
  const MappedVocabulary& words = encoded.vocabulary;
  for (uint32_t code = 0; code < words.size(); ++code) {
    std::vector<uint32_t> by_exact;
    std::vector<uint32_t> by_form;
    std::vector<uint32_t> by_stem;
    words.FindExact(words.exact(code), &by_exact);
    words.FindForm(words.form(code), &by_form);
    words.FindStem(words.stem(code), &by_stem);
    std::vector<uint32_t> want_exact;
    std::vector<uint32_t> want_form;
    std::vector<uint32_t> want_stem;
    for (uint32_t other = 0; other < words.size(); ++other) {
      if (words.exact(other) == words.exact(code)) want_exact.push_back(other);
      if (words.form(other) == words.form(code)) want_form.push_back(other);
      if (words.stem(other) == words.stem(code)) want_stem.push_back(other);
    }
    EXPECT_EQ(by_exact, want_exact) << words.exact(code);
    EXPECT_EQ(by_form, want_form) << words.form(code);
    EXPECT_EQ(by_stem, want_stem) << words.stem(code);
  }
}

TEST(Vocabulary, FindsNothingThatIsNotThere) {
  const Encoded encoded(Texts());
  for (const char* term : {"", "a\xFF", "zzz", "broadco", "broadcoms"}) {
    std::vector<uint32_t> codes = {7};
    encoded.vocabulary.FindExact(term, &codes);
    encoded.vocabulary.FindForm(term, &codes);
    encoded.vocabulary.FindStem(term, &codes);
    EXPECT_EQ(codes, std::vector<uint32_t>{7}) << term;
  }
}

TEST(TokenColumn, OfDamagedBytesIsReadWithinBounds) {
  constexpr uint64_t kSeed = 4;
  std::mt19937_64 random(kSeed);
  Encoded encoded(Texts());
  const std::string sound = encoded.encoded.bytes;
  std::vector<uint32_t> codes(encoded.vocabulary.size());
  std::iota(codes.begin(), codes.end(), 0U);
  std::vector<SymbolSet> everything;
  std::vector<SymbolSet> nothing;
  for (const auto pass : Passes()) {
    everything.push_back(encoded.tokens.SymbolsOf(codes, pass));
    nothing.push_back(encoded.tokens.SymbolsOf({}, pass));
  }
  SoughtTokens sought;
  for (int round = 0; round < 20'000; ++round) {
    std::string& bytes = encoded.encoded.bytes;
    bytes = sound;
    for (int i = 0; i < 3; ++i) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    const MappedTokens tokens({encoded.encoded.code,
                               SpanOf(encoded.encoded.symbol_words),
                               SpanOf(encoded.encoded.symbol_marks),
                               SpanOf(encoded.encoded.begin), bytes});
    for (uint32_t doc = 0; doc < Texts().size(); ++doc) {
      DocumentTokens read;
      tokens.Read(doc, &read);
      ASSERT_LE(read.title_positions, read.codes.size());
      ASSERT_EQ(read.marks.size(), read.codes.size());
      for (const uint32_t code : read.codes) {
        ASSERT_LT(code, encoded.vocabulary.size());
      }
      for (const OverlaidToken& token : read.overlaid) {
        ASSERT_LT(token.code, encoded.vocabulary.size());
        ASSERT_GT(token.length, 0U);
        ASSERT_LE(uint64_t{token.position} + token.length, read.codes.size());
      }
      for (size_t pass = 0; pass < everything.size(); ++pass) {
        tokens.ReadSought(doc, everything[pass], {UINT32_MAX, 0}, &sought);
        ASSERT_EQ(sought.positions, read.codes.size());
        ASSERT_EQ(sought.found.size(),
                  read.codes.size() + read.overlaid.size());
        ASSERT_EQ(sought.marks, read.marks);
        tokens.ReadSought(doc, nothing[pass], {round % 5U, 0}, &sought);
        ASSERT_EQ(sought.positions, read.codes.size());
        ASSERT_TRUE(sought.found.empty());
        tokens.ReadSought(doc, nothing[pass], {0, 20}, &sought);
        ASSERT_EQ(sought.lead, LeadOf(read, 20));
      }
    }
  }
}

TEST(TokenCode, HasRoomForEverySymbol) {
  for (const size_t symbols : {0UL, 1UL, 255UL, 256UL, 257UL, 70'000UL}) {
    std::vector<uint64_t> counts(symbols);
    for (size_t i = 0; i < symbols; ++i) counts[i] = 1'000'000 / (i + 1) + 1;
    const TokenCode code = ChooseCode(counts);
    EXPECT_LE(code.two, code.three);
    EXPECT_LE(code.three, code.four);
    EXPECT_LE(code.four, 256U);
    EXPECT_GE(code.symbols(), symbols);
  }
}

TEST(TokenCode, GivesOneByteToFewSymbolsAndThreeToRareOnes) {
  EXPECT_GE(ChooseCode(std::vector<uint64_t>(200, 5)).two, 200U);
  std::vector<uint64_t> counts(100'000, 1);
  for (int i = 0; i < 50; ++i) counts[i] = 1'000'000;
  const TokenCode code = ChooseCode(counts);
  EXPECT_GE(code.two, 50U);
  EXPECT_LT(code.three, 256U);
}

}  // namespace
}  // namespace vigie::index
