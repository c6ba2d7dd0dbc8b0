#include "indexer/source_dates.h"

#include <gtest/gtest.h>

#include "vigie/time.h"

namespace vigie::indexer {
namespace {

TEST(SourceDate, IsReadInTheFormsOfNewsFiles) {
  struct Row {
    const char* input;
    const char* want;  // empty: refused
  };
  for (const Row& row : {
           Row{"2026-03-14", "2026-03-14"},
           Row{" 2026-03-14T18:05:09+01:00 ", "2026-03-14T18:05:09+01:00"},
           Row{"2026-03-14T18:05:09+0100", "2026-03-14T18:05:09+01:00"},
           Row{"2026-03-14T17:05:09.000Z", "2026-03-14T18:05:09+01:00"},
           Row{"20260314", "2026-03-14"},
           Row{"20260314T180509+0100", "2026-03-14T18:05:09+01:00"},
           Row{"20260314T170509Z", "2026-03-14T18:05:09+01:00"},
           Row{"Sat, 14 Mar 2026 18:05:09 +0100", "2026-03-14T18:05:09+01:00"},
           Row{"14 Mar 2026 17:05:09 GMT", "2026-03-14T18:05:09+01:00"},
           Row{"Tue, 3 Mar 2026 8:05:09 CET", "2026-03-03T08:05:09+01:00"},
           Row{"Sat, 14 Mar 2026 12:05 EST", "2026-03-14T18:05:00+01:00"},
           Row{"Sat, 14 Foo 2026 18:05:09 +0100", ""},
           Row{"Sat, 31 Feb 2026 18:05:09 +0100", ""},
           Row{"14 mars 2026", ""},
           Row{"hier", ""},
           Row{"", ""},
           Row{"20261314", ""},
           Row{"+", ""},
       }) {
    const Result<PublicationTime> time = ParseSourceDate(row.input);
    EXPECT_EQ(time.ok() ? FormatPublicationTime(*time) : "", row.want)
        << row.input;
  }
}

}  // namespace
}  // namespace vigie::indexer
