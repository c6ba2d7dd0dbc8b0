// The examples of docs/entities.md load.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

TEST(EntitiesDocumentation, HoldsExamplesThatLoad) {
  std::ifstream in(std::string(VIGIE_SOURCE_DIR) + "/docs/entities.md");
  std::string examples;
  uint32_t count = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("{\"id\":", 0) != 0) continue;
    examples += line + '\n';
    ++count;
  }
  EXPECT_GE(count, 5U);
  EXPECT_EQ(ParseOrFail(examples)->size(), count);
}

}  // namespace
}  // namespace vigie::entities
