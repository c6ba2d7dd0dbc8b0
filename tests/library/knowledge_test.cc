// Dictionaries that snapshots and writers of a process share.
#include "knowledge.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace vigie {
namespace {

std::string Lines(const std::string& label) {
  return R"({"vigie_dictionary":1}
{"id":"org/essai","type":"organization","label":{"fr":")" +
         label + R"("},"aliases":["Essai"]}
)";
}

TEST(Knowledge, IsMadeOnceForTheSameBytes) {
  const auto first = Knowledge::Load(Lines("Essai"), "un");
  ASSERT_TRUE(first.ok()) << first.status().ToString();
  const auto second = Knowledge::Load(Lines("Essai"), "deux");
  const auto other = Knowledge::Load(Lines("Autre"), "un");
  ASSERT_TRUE(second.ok() && other.ok());
  EXPECT_EQ(*first, *second);
  EXPECT_NE(*first, *other);
  EXPECT_EQ((*first)->share_recognizer().get(), &(*second)->recognizer());
}

TEST(Knowledge, GoesWithTheLastWhoHoldsIt) {
  std::weak_ptr<const Knowledge> gone;
  std::shared_ptr<const entities::Recognizer> recognizer;
  {
    const auto loaded = Knowledge::Load(Lines("Essai"), "un");
    ASSERT_TRUE(loaded.ok());
    gone = *loaded;
    recognizer = (*loaded)->share_recognizer();
  }
  EXPECT_FALSE(gone.expired());
  recognizer.reset();
  EXPECT_TRUE(gone.expired());
  EXPECT_TRUE(Knowledge::Load(Lines("Essai"), "un").ok());
}

TEST(Knowledge, FaultsAreToldUnderTheNameOfEachCaller) {
  for (const std::string name : {"un", "deux"}) {
    const auto faulty = Knowledge::Load("{\n", name);
    ASSERT_FALSE(faulty.ok());
    EXPECT_NE(faulty.status().message().find(name), std::string::npos);
  }
}

}  // namespace
}  // namespace vigie
