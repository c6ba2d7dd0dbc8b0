#include "entities/token_trie.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "entities/gazetteer.h"

namespace vigie::entities {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

uint32_t Follow(const TokenTrie& trie, const std::vector<std::string>& words,
                WordSpace space) {
  uint32_t node = TokenTrie::kRoot;
  for (const std::string& text : words) {
    const uint32_t word = trie.FindWord(Gazetteer::WordHash(text));
    if (word == TokenTrie::kNone) return TokenTrie::kNone;
    node = trie.Child(node, word, space);
    if (node == TokenTrie::kNone) return TokenTrie::kNone;
  }
  return node;
}

TEST(TokenTrie, KeepsPrefixesApart) {
  TokenTrie trie;
  trie.Add({"azure"}, WordSpace::kForm, 1);
  trie.Add({"azure", "openai"}, WordSpace::kForm, 2);
  EXPECT_THAT(trie.outputs(Follow(trie, {"azure"}, WordSpace::kForm)),
              ElementsAre(1));
  EXPECT_THAT(trie.outputs(Follow(trie, {"azure", "openai"}, WordSpace::kForm)),
              ElementsAre(2));
}

TEST(TokenTrie, SaysWhichNodesEndAndGoOn) {
  TokenTrie trie;
  trie.Add({"azure"}, WordSpace::kForm, 1);
  trie.Add({"azure", "openai", "gpt"}, WordSpace::kForm, 2);
  const struct {
    std::vector<std::string> path;
    bool ends;
    bool goes_on;
  } cases[] = {{{}, false, true},
               {{"azure"}, true, true},
               {{"azure", "openai"}, false, true},
               {{"azure", "openai", "gpt"}, true, false}};
  for (const auto& one : cases) {
    const uint32_t node = Follow(trie, one.path, WordSpace::kForm);
    EXPECT_EQ(trie.ends(node), one.ends) << one.path.size();
    EXPECT_EQ(trie.goes_on(node), one.goes_on) << one.path.size();
  }
}

TEST(TokenTrie, KeepsFormsAndStemsApart) {
  TokenTrie trie;
  trie.Add({"puce"}, WordSpace::kStem, 1);
  EXPECT_EQ(Follow(trie, {"puce"}, WordSpace::kForm), TokenTrie::kNone);
  EXPECT_NE(Follow(trie, {"puce"}, WordSpace::kStem), TokenTrie::kNone);
}

TEST(TokenTrie, KeepsAnOutputOfAPathOnce) {
  TokenTrie trie;
  trie.Add({"a"}, WordSpace::kForm, 7);
  trie.Add({"a"}, WordSpace::kForm, 3);
  trie.Add({"a"}, WordSpace::kForm, 7);
  EXPECT_THAT(trie.outputs(Follow(trie, {"a"}, WordSpace::kForm)),
              ElementsAre(7, 3));
}

TEST(TokenTrie, KnowsNothingAtFirst) {
  const TokenTrie trie;
  EXPECT_EQ(trie.FindWord(Gazetteer::WordHash("a")), TokenTrie::kNone);
  EXPECT_EQ(trie.FindWord(Gazetteer::WordHash("")), TokenTrie::kNone);
  EXPECT_THAT(trie.outputs(TokenTrie::kRoot), IsEmpty());
}

TEST(TokenTrie, SurvivesGrowth) {
  TokenTrie trie;
  for (uint32_t i = 0; i < 5000; ++i) {
    trie.Add({"w" + std::to_string(i % 70), std::to_string(i)},
             WordSpace::kForm, i);
  }
  for (uint32_t i = 0; i < 5000; ++i) {
    const uint32_t node =
        Follow(trie, {"w" + std::to_string(i % 70), std::to_string(i)},
               WordSpace::kForm);
    ASSERT_THAT(trie.outputs(node), ElementsAre(i));
  }
}

}  // namespace
}  // namespace vigie::entities
