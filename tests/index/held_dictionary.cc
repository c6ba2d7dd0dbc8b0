// A process that runs many cases reads the shipped dictionary once, for all of
// them: under a sanitizer that is a second for each writer and snapshot. A
// process of one case, as ctest starts them, reads it when the case does.
#include <gtest/gtest.h>

#include <memory>

#include "entities/dictionary.h"
#include "knowledge.h"

namespace vigie::testing {
namespace {

class HeldDictionary : public ::testing::Environment {
 public:
  void SetUp() override {
    if (::testing::UnitTest::GetInstance()->test_to_run_count() == 1) return;
    auto loaded = Knowledge::Load(entities::Dictionary::ShippedJsonLines(),
                                  "shipped dictionary");
    ASSERT_TRUE(loaded.ok());
    knowledge_ = *std::move(loaded);
  }
  void TearDown() override { knowledge_ = nullptr; }

 private:
  std::shared_ptr<const Knowledge> knowledge_;
};

[[maybe_unused]] const auto* const kHeldDictionary =
    ::testing::AddGlobalTestEnvironment(new HeldDictionary);

}  // namespace
}  // namespace vigie::testing
