#include "indexer/canonical_url.h"

#include <gtest/gtest.h>

#include <vector>

namespace vigie::indexer {
namespace {

struct Row {
  const char* input;
  const char* want;
};

TEST(CanonicalUrl, IsOneSpellingPerPage) {
  const std::vector<Row> rows = {
      {"https://example.org/a", "https://example.org/a"},
      {"http://example.org/a", "https://example.org/a"},
      {"HTTPS://Example.ORG/Chemin", "https://example.org/Chemin"},
      {"https://example.org", "https://example.org"},
      {"https://example.org/", "https://example.org"},
      {"https://example.org/a/", "https://example.org/a"},
      {"https://example.org/a//", "https://example.org/a"},
      {"https://example.org/a#suite", "https://example.org/a"},
      {"https://example.org#haut", "https://example.org"},
      {"https://example.org:443/a", "https://example.org/a"},
      {"http://example.org:80/a", "https://example.org/a"},
      {"https://example.org:8443/a", "https://example.org:8443/a"},
      {"https://lecteur:mot@example.org/a", "https://example.org/a"},
      {"https://example.org?b=2&a=1", "https://example.org?a=1&b=2"},
      {"https://example.org/a?", "https://example.org/a"},
      {"https://example.org/a?&&", "https://example.org/a"},
      {"https://example.org/a?q=x/y/", "https://example.org/a?q=x/y/"},
      {"https://example.org/é", "https://example.org/é"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(CanonicalUrl(row.input), row.want) << row.input;
  }
}

TEST(CanonicalUrl, DropsWhatOnlyFollowsReaders) {
  const std::vector<Row> rows = {
      {"https://example.org/a?utm_source=lettre&utm_medium=mail",
       "https://example.org/a"},
      {"https://example.org/a?UTM_Source=x&id=7", "https://example.org/a?id=7"},
      {"https://example.org/a?id=7&fbclid=1", "https://example.org/a?id=7"},
      {"https://example.org/a?gclid", "https://example.org/a"},
      {"https://example.org/a?xtor=RSS-3208&at_campaign=z",
       "https://example.org/a"},
      {"https://example.org/a?utmost=1", "https://example.org/a?utmost=1"},
      {"https://example.org/a?gclids=1", "https://example.org/a?gclids=1"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(CanonicalUrl(row.input), row.want) << row.input;
  }
}

TEST(CanonicalUrl, ReducesMobileAndPrefixedHostsButKeepsNames) {
  const std::vector<Row> rows = {
      {"https://www.example.org/a", "https://example.org/a"},
      {"https://m.example.org/a", "https://example.org/a"},
      {"https://amp.example.org/a", "https://example.org/a"},
      {"https://www.m.example.org/a", "https://example.org/a"},
      {"https://WWW.example.org:443/a", "https://example.org/a"},
      {"https://m.fr/a", "https://m.fr/a"},
      {"https://www.com/a", "https://www.com/a"},
      {"https://wwwexample.org/a", "https://wwwexample.org/a"},
      {"https://amp.dev/a", "https://amp.dev/a"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(CanonicalUrl(row.input), row.want) << row.input;
  }
}

TEST(CanonicalUrl, IsEmptyForWhatIsNoWebPage) {
  for (const char* input :
       {"", "example.org/a", "ftp://example.org/a", "mailto:x@example.org",
        "https:/example.org", "https://", "http:///a", "https://?a=1",
        "https://#a", "https://lecteur@/a", "https://:443/a", "https://:80",
        "javascript:alert(1)", "file:///etc/passwd"}) {
    EXPECT_EQ(CanonicalUrl(input), "") << input;
  }
}

TEST(CanonicalUrl, IsItsOwnCanonicalForm) {
  for (const char* input :
       {"http://www.m.Example.org:80/a/?b=2&utm_id=4&a=1#f",
        "https://amp.www.example.org/", "https://m.m.example.org",
        "https://example.org:80:443/a"}) {
    const std::string once = CanonicalUrl(input);
    EXPECT_EQ(CanonicalUrl(once), once) << input;
  }
}

}  // namespace
}  // namespace vigie::indexer
