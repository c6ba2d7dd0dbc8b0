// Articles as a sealed segment.
#ifndef VIGIE_TESTS_MATCH_SEGMENT_OF_H_
#define VIGIE_TESTS_MATCH_SEGMENT_OF_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/analyzer.h"
#include "entities/recognizer.h"
#include "index/segment.h"
#include "index/segment_writer.h"
#include "vigie/article.h"

namespace vigie::match {

// DIRECTORY/NAME, written and opened. Null when that fails.
inline std::shared_ptr<const index::Segment> SegmentOf(
    const std::vector<Article>& articles, const std::string& name,
    const entities::Recognizer& recognizer, const std::string& directory) {
  auto writer =
      index::SegmentWriter::Create(directory, name, recognizer.dictionary());
  EXPECT_TRUE(writer.ok()) << writer.status().ToString();
  uint64_t hash = 0;
  for (const Article& article : articles) {
    const auto title = analysis::Analyze(article.title);
    const auto text = analysis::Analyze(article.text);
    const entities::Recognition found{
        recognizer.Recognize({article.title, &title}, {article.text, &text}),
        {}};
    const Status added =
        (*writer)->Add({&article, &title, &text, &found, hash++});
    EXPECT_TRUE(added.ok()) << added.ToString();
  }
  const auto record = (*writer)->Seal();
  EXPECT_TRUE(record.ok()) << record.status().ToString();
  const auto segment = index::Segment::Open(directory, *record);
  EXPECT_TRUE(segment.ok()) << segment.status().ToString();
  return segment.ok() ? *segment : nullptr;
}

}  // namespace vigie::match

#endif  // VIGIE_TESTS_MATCH_SEGMENT_OF_H_
