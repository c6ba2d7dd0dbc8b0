#include "match/kwic.h"

#include <gtest/gtest.h>

#include <string>

#include "match/digest.h"
#include "match/receipt.h"

namespace vigie::match {
namespace {

// "left[word]right" of the first `word` in `field`.
std::string Window(const std::string& field, const std::string& word,
                   uint32_t characters) {
  const auto begin = static_cast<uint32_t>(field.find(word));
  const MentionWindow window = WindowAround(
      field, {begin, begin + static_cast<uint32_t>(word.size())}, characters);
  return window.left + "[" + word + "]" + window.right;
}

TEST(WindowAround, CutsBetweenWords) {
  const std::string text = "Hier, la société OpenAI a été créée à Paris.";
  EXPECT_EQ(Window(text, "OpenAI", 10), "société [OpenAI] a été");
  EXPECT_EQ(Window(text, "OpenAI", 12), "la société [OpenAI] a été créée");
  EXPECT_EQ(Window(text, "OpenAI", 1), "[OpenAI]");
  EXPECT_EQ(Window(text, "OpenAI", 240),
            "Hier, la société [OpenAI] a été créée à Paris.");
  EXPECT_EQ(Window(text, "OpenAI", 0), "[OpenAI]");
}

TEST(WindowAround, StaysInTheParagraphAndKeepsWhatTouches) {
  EXPECT_EQ(Window("Avant.\nD’OpenAI, dit-on.\nAprès.", "OpenAI", 50),
            "D’[OpenAI], dit-on.");
  EXPECT_EQ(Window("OpenAI", "OpenAI", 50), "[OpenAI]");
}

TEST(Sha256, GivesTheDigestsOfTheStandard) {
  EXPECT_EQ(Sha256(""),
            "e3b0c44298fc1c149afbf4c8996fb924"
            "27ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256("abc"),
            "ba7816bf8f01cfea414140de5dae2223"
            "b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039"
            "a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(Sha256(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67"
            "f1809a48a497200e046d39ccc7112cd0");
}

TEST(CanonicalRequest, ComesBackAsItWas) {
  SearchRequest request;
  request.query = "l’IA \"x\"";
  request.options.strict = true;
  request.selections = {{{FacetDimension::kAttribute, {}, "ton"},
                         FacetSelection::Mode::kAnd,
                         {"a", "b"},
                         {"c"}}};
  request.facets = {{{FacetDimension::kWeek}, 3, "é", 2}};
  request.sort = SortOrder::kSalience;
  request.freshness_half_life_days = 0.1;
  request.collapse = FacetKey{FacetDimension::kSource};
  const std::string text = CanonicalRequest(request, {40, 20'000, {}});
  const Result<ReadRequest> read = ReadCanonicalRequest(text);
  ASSERT_TRUE(read.ok()) << read.status().ToString();
  EXPECT_EQ(CanonicalRequest(read->request, read->page), text);
  EXPECT_EQ(RequestKey(read->request), RequestKey(request));
  EXPECT_EQ(read->page.offset, 40U);
  EXPECT_EQ(read->page.today, 20'000);
}

TEST(CanonicalRequest, RefusesWhatIsNone) {
  const std::string text = CanonicalRequest(SearchRequest(), {0, 1, {}});
  for (const std::string& other :
       {std::string(), std::string("{}"), text + " ", text.substr(1),
        "[" + text + "]", std::string(2U << 20, ' '),
        std::string(100'000, '[')}) {
    EXPECT_EQ(ReadCanonicalRequest(other).status().reason(), "RECEIPT");
  }
}

}  // namespace
}  // namespace vigie::match
