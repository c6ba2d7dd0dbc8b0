// The two reference articles, which the repository does not hold: the folder
// is given by VIGIE_REFERENCE_ARTICLES; without it the tests are skipped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

struct Counts {
  std::map<std::string, int> by_id;
  std::map<std::string, int> by_surface;  // "id surface"
  int nested_openai = 0;
};

class ReferenceArticles : public testing::Test {
 protected:
  void SetUp() override {
    const char* folder = std::getenv("VIGIE_REFERENCE_ARTICLES");
    if (folder == nullptr) GTEST_SKIP() << "VIGIE_REFERENCE_ARTICLES is unset";
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      const std::string name = file.path().filename().string();
      if (name.rfind("000_", 0) == 0) a_ = Read(file.path(), true);
      if (name.rfind("004_", 0) == 0) b_ = Read(file.path(), false);
    }
    ASSERT_FALSE(a_.text.empty());
    ASSERT_FALSE(b_.text.empty());
  }

  struct Fields {
    std::string title;
    std::string text;
  };

  static Fields Read(const std::filesystem::path& path, bool has_title) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    Fields fields;
    fields.text = all.str();
    if (has_title) {
      const size_t end = fields.text.find('\n');
      fields.title = fields.text.substr(0, end);
      fields.text.erase(0, end + 1);
    }
    return fields;
  }

  Counts Count(const Fields& fields) const {
    Counts counts;
    for (const FoundMention& mention :
         Recognize(recognizer_, fields.title, fields.text)) {
      const std::string& field =
          mention.field == Field::kTitle ? fields.title : fields.text;
      const std::string& id =
          recognizer_.dictionary().entity(mention.entity).id;
      const std::string surface =
          field.substr(mention.range.begin, mention.range.size());
      ++counts.by_id[id];
      ++counts.by_surface[std::string(id).append(" ").append(surface)];
      if (mention.nested && id == "org/openai") {
        ++counts.nested_openai;
        EXPECT_EQ(field.substr(mention.parent.begin, mention.parent.size()),
                  "Azure OpenAI");
      }
    }
    return counts;
  }

  Recognizer recognizer_{ParseOrFail(Dictionary::ShippedJsonLines())};
  Fields a_;
  Fields b_;
};

struct Want {
  std::string key;
  int in_a;
  int in_b;
};

TEST_F(ReferenceArticles, HoldEveryMentionWithItsEntity) {
  const Counts a = Count(a_);
  const Counts b = Count(b_);
  const auto count = [](const std::map<std::string, int>& counts,
                        const std::string& key) {
    const auto it = counts.find(key);
    return it == counts.end() ? 0 : it->second;
  };
  for (const Want& want : std::vector<Want>{
           {"org/openai", 6, 12},
           {"org/google", 1, 1},
           {"org/amazon", 0, 1},
           {"org/meta", 1, 0},
           {"org/xai", 1, 0},
           {"org/nvidia", 1, 0},
           {"org/broadcom", 0, 1},
           {"person/satya-nadella", 1, 1},
           {"person/mustafa-suleyman", 2, 0},
           {"product/mai-1-preview", 2, 0},
           {"product/azure-openai", 1, 0},
           {"concept/chip-ip", 0, 1},
       }) {
    EXPECT_EQ(count(a.by_id, want.key), want.in_a) << want.key;
    EXPECT_EQ(count(b.by_id, want.key), want.in_b) << want.key;
  }
  for (const Want& want : std::vector<Want>{
           {"org/microsoft Microsoft", 12, 11},
           {"org/microsoft le géant logiciel", 1, 0},
           {"concept/ia IA", 9, 1},
           {"concept/ia AI", 0, 2},
           {"concept/ia intelligence artificielle", 1, 4},
       }) {
    EXPECT_EQ(count(a.by_surface, want.key), want.in_a) << want.key;
    EXPECT_EQ(count(b.by_surface, want.key), want.in_b) << want.key;
  }
  EXPECT_EQ(a.nested_openai, 1);
  EXPECT_EQ(b.nested_openai, 0);
  for (const std::string word : {"H100", "LMArena", "Copilot"}) {
    int found = 0;
    for (const auto& [key, number] : a.by_surface) {
      if (key.size() > word.size() &&
          key.compare(key.size() - word.size(), word.size(), word) == 0) {
        EXPECT_EQ(key.rfind("product/", 0), 0U) << key;
        found += number;
      }
    }
    EXPECT_EQ(found, 1) << word;
  }
}

TEST_F(ReferenceArticles, HoldOneParaphraseAndNoOther) {
  int paraphrases = 0;
  for (const Fields& fields : {a_, b_}) {
    for (const FoundMention& mention :
         Recognize(recognizer_, fields.title, fields.text)) {
      const EntityType type = recognizer_.dictionary().type(mention.entity);
      if (mention.rule != MentionRule::kCoreference ||
          type == EntityType::kPerson) {
        continue;
      }
      ++paraphrases;
      EXPECT_EQ(recognizer_.dictionary().entity(mention.entity).id,
                "org/microsoft");
    }
  }
  EXPECT_EQ(paraphrases, 1);
}

TEST_F(ReferenceArticles, HoldTheChipIpPhraseInOneMention) {
  const std::string phrase =
      "propriété intellectuelle sur les conceptions de puces";
  const auto begin = static_cast<uint32_t>(b_.text.find(phrase));
  const ByteRange wanted{begin, begin + static_cast<uint32_t>(phrase.size())};
  for (const FoundMention& mention : Recognize(recognizer_, "", b_.text)) {
    if (recognizer_.dictionary().entity(mention.entity).id ==
        "concept/chip-ip") {
      EXPECT_TRUE(mention.range.contains(wanted));
    }
  }
}

}  // namespace
}  // namespace vigie::entities
