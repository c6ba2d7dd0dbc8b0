#include "bench/load/workload.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "vigie/v1/search_service.pb.h"

namespace vigie::bench {
namespace {

TEST(ParseMix, RepeatsEachKindAsOftenAsItIsWeighed) {
  const auto mix = ParseMix("top10:2,full");
  ASSERT_TRUE(mix.ok());
  EXPECT_EQ(*mix, (std::vector<Kind>{Kind::kTop10, Kind::kTop10, Kind::kFull}));
}

TEST(ParseMix, RefusesWhatItDoesNotKnow) {
  for (const char* mix :
       {"", "top11", "top10:0", "top10:101", "top10:x", "top10,,full"}) {
    EXPECT_EQ(ParseMix(mix).status().code(), StatusCode::kInvalidArgument)
        << mix;
  }
}

TEST(MakeCalls, AsksEveryQueryEveryKind) {
  const auto calls =
      MakeCalls({"a", "b"}, {Kind::kTop10, Kind::kCount, Kind::kFull});
  ASSERT_EQ(calls.size(), 6U);
  std::set<std::string> asked;
  for (const LoadCall& call : calls) asked.insert(call.method + call.bytes);
  EXPECT_EQ(asked.size(), 6U);
  EXPECT_EQ(calls[1].method, "/vigie.v1.SearchService/ListFacets");
  EXPECT_TRUE(MakeCalls({}, {Kind::kCount}).empty());
}

TEST(Distinct, AddsWhiteSpaceAloneAndNeverTheSame) {
  const LoadCall call = MakeCalls({"grève"}, {Kind::kFull}).front();
  std::set<std::string> seen;
  for (uint64_t number = 0; number < 100; ++number) {
    const std::string bytes = Distinct(call, number);
    EXPECT_TRUE(seen.insert(bytes).second);
    v1::SearchRequest request;
    ASSERT_TRUE(request.ParseFromString(bytes));
    EXPECT_EQ(request.query().find_last_not_of(" \t"), call.query.size() - 1);
    EXPECT_EQ(request.query().rfind(call.query, 0), 0U);
    EXPECT_EQ(request.facets_size(), 1);
    EXPECT_EQ(request.page_size(), 10U);
  }
}

TEST(ReadQueries, RefusesAFileThatIsNotThereOrEmpty) {
  EXPECT_EQ(ReadQueries("/nowhere/queries").status().code(),
            StatusCode::kNotFound);
  EXPECT_EQ(ReadQueries("/dev/null").status().code(),
            StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace vigie::bench
