#include "json/writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace vigie::json {
namespace {

std::string TextWritten(const std::string& value) {
  Writer writer;
  writer.Object([&] { writer.Text("t", value); });
  return writer.Take();
}

TEST(JsonWriter, EscapesWhatMustBe) {
  struct Case {
    std::string input;
    std::string want;
  };
  for (const Case& test :
       std::vector<Case>{{"", R"({"t":""})"},
                         {"d’œuvre 😀", R"({"t":"d’œuvre 😀"})"},
                         {"a\"b\\c/", R"({"t":"a\"b\\c/"})"},
                         {"\b\f\n\r\t", R"({"t":"\b\f\n\r\t"})"},
                         {std::string("\0\x1f", 2), R"({"t":"\u0000\u001f"})"},
                         {"\x7f", "{\"t\":\"\x7f\"}"},
                         {"caf\xe9", R"({"t":"café"})"}}) {
    EXPECT_EQ(TextWritten(test.input), test.want);
  }
}

TEST(JsonWriter, PartsMembersAndElementsAlone) {
  Writer writer;
  writer.Object([&] {
    writer.Object("empty", [] {});
    writer.Texts("none", {});
    writer.Texts("two", {"{", "["});
    writer.Flag("yes", true);
    writer.Count("most", std::numeric_limits<uint64_t>::max());
    writer.Object("inner", [&] { writer.Flag("no", false); });
  });
  EXPECT_EQ(writer.Take(),
            R"({"empty":{},"none":[],"two":["{","["],"yes":true,)"
            R"("most":18446744073709551615,"inner":{"no":false}})");
}

TEST(JsonWriter, KeepsNumbersExact) {
  Writer writer;
  writer.Object([&] {
    writer.Real("a", 0.1F);
    writer.Real("b", 0.1);
    writer.Real("c", 1.0);
    writer.Real("d", -0.0);
    writer.Real("e", 1e300);
    writer.Real("f", std::nan(""));
    writer.Real("g", std::numeric_limits<float>::infinity());
  });
  EXPECT_EQ(writer.Take(),
            R"({"a":0.1,"b":0.1,"c":1.0,"d":-0.0,"e":1e+300,"f":null,)"
            R"("g":null})");
}

}  // namespace
}  // namespace vigie::json
