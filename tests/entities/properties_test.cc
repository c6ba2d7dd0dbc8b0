// What holds of every answer, on texts made of names, words and typography at
// random.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

constexpr uint32_t kSeed = 20260314;
constexpr int kTexts = 400;

constexpr std::array<const char*, 24> kGlue = {
    " ",      " ",      " ",  " ",  " ",   " ",   " ",    ", ",
    ". ",     " ? ",    "\n", "-",  " l’", " d'", " « ",  " » ",
    "\u00A0", "\u202F", "/",  " (", ") ",  " — ", "\n\n", "’"};

constexpr std::array<const char*, 16> kWords = {
    "puces",     "Puce",   "brevet", "La",        "propriété intellectuelle",
    "Altman",    "Orange", "jus",    "opérateur", "le",
    "Président", "IA",     "AI",     "œuvre",     "\xF0\x9F\x92\xA1",
    "É"};

class RandomText {
 public:
  explicit RandomText(const Dictionary& dictionary)
      : dictionary_(dictionary), random_(kSeed) {}

  std::string Next(uint32_t pieces) {
    std::string text;
    for (uint32_t i = 0; i < pieces; ++i) {
      text += Below(2) == 0 ? SomeAlias() : kWords[Below(kWords.size())];
      text += kGlue[Below(kGlue.size())];
    }
    return text;
  }

 private:
  std::string SomeAlias() {
    const Entity& entity = dictionary_.entity(Below(dictionary_.size()));
    if (entity.aliases.empty()) return entity.label;
    return entity.aliases[Below(entity.aliases.size())];
  }
  // std distributions differ between libraries; this does not.
  uint32_t Below(size_t bound) {
    return static_cast<uint32_t>(random_() % bound);
  }

  const Dictionary& dictionary_;
  std::mt19937 random_;
};

bool IsBoundary(std::string_view text, uint32_t at) {
  return at == text.size() ||
         (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

void CheckMention(const FoundMention& mention, std::string_view text,
                  const analysis::AnalyzedText& analyzed) {
  ASSERT_LT(mention.range.begin, mention.range.end);
  ASSERT_LE(mention.range.end, text.size());
  EXPECT_TRUE(IsBoundary(text, mention.range.begin));
  EXPECT_TRUE(IsBoundary(text, mention.range.end));
  EXPECT_LT(mention.position_begin, mention.position_end);
  EXPECT_LE(mention.position_end, analyzed.positions);
  ASSERT_LT(mention.sentence, analyzed.sentences.size());
  EXPECT_GE(mention.range.begin,
            analyzed.sentences[mention.sentence].range.begin);
  EXPECT_GE(mention.confidence, 0.0F);
  EXPECT_LE(mention.confidence, 1.0F);
  EXPECT_NE(mention.rule, MentionRule::kUnspecified);
}

void CheckNesting(const std::vector<FoundMention>& mentions) {
  for (const FoundMention& mention : mentions) {
    const auto contains_it = [&](const FoundMention& other) {
      return other.field == mention.field && other.range != mention.range &&
             other.range.contains(mention.range) &&
             (other.rule != MentionRule::kConcept ||
              mention.rule == MentionRule::kConcept);
    };
    const bool inside =
        std::any_of(mentions.begin(), mentions.end(), contains_it);
    EXPECT_EQ(mention.nested, inside);
    const ByteRange none;
    if (!mention.nested) {
      EXPECT_EQ(mention.parent, none);
    } else {
      EXPECT_TRUE(mention.parent.contains(mention.range));
      EXPECT_NE(mention.parent, mention.range);
    }
  }
}

TEST(Properties, HoldOnRandomTexts) {
  const auto dictionary = ParseOrFail(Dictionary::ShippedJsonLines());
  const Recognizer recognizer(dictionary);
  const Recognizer another(dictionary);
  RandomText random(*dictionary);
  size_t found = 0;
  for (int i = 0; i < kTexts; ++i) {
    const std::string title = random.Next(4);
    const std::string text = random.Next(40);
    SCOPED_TRACE("seed " + std::to_string(kSeed) + ", text: " + text);
    const analysis::AnalyzedText in_title = analysis::Analyze(title);
    const analysis::AnalyzedText in_text = analysis::Analyze(text);
    const FieldText title_field{title, &in_title};
    const FieldText text_field{text, &in_text};
    const std::vector<FoundMention> mentions =
        recognizer.Recognize(title_field, text_field);
    const std::vector<FoundMention> again =
        another.Recognize(title_field, text_field);
    ASSERT_EQ(mentions.size(), again.size());
    for (size_t k = 0; k < mentions.size(); ++k) {
      const FoundMention& mention = mentions[k];
      EXPECT_EQ(mention.entity, again[k].entity);
      EXPECT_EQ(mention.range, again[k].range);
      const bool is_title = mention.field == Field::kTitle;
      CheckMention(mention, is_title ? title : text,
                   is_title ? in_title : in_text);
      if (k == 0) continue;
      const FoundMention& last = mentions[k - 1];
      EXPECT_LT(std::tuple(last.field, last.range.begin, mention.range.end,
                           last.entity),
                std::tuple(mention.field, mention.range.begin, last.range.end,
                           mention.entity));
    }
    CheckNesting(mentions);
    found += mentions.size();
  }
  EXPECT_GT(found, static_cast<size_t>(kTexts));
}

TEST(Properties, NothingIsFoundInNothing) {
  const Recognizer recognizer(ParseOrFail(Dictionary::ShippedJsonLines()));
  EXPECT_TRUE(recognizer.Recognize({}, {}).empty());
  EXPECT_TRUE(Recognize(recognizer, "", "").empty());
  EXPECT_TRUE(Recognize(recognizer, "...", "\n\n ? ").empty());
  const Recognizer knows_nothing(ParseOrFail(""));
  EXPECT_TRUE(Recognize(knows_nothing, "Microsoft", "OpenAI").empty());
}

}  // namespace
}  // namespace vigie::entities
