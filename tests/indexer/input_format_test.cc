#include "indexer/input_format.h"

#include <gtest/gtest.h>

namespace vigie::indexer {
namespace {

TEST(SniffFormat, TellsFormatsByTheirFirstBytes) {
  struct Row {
    std::string head;
    std::optional<InputFormat> want;
  };
  for (const Row& row : {
           Row{"<!DOCTYPE html><html>", InputFormat::kHtml},
           Row{"\xEF\xBB\xBF \n<HTML lang=fr>", InputFormat::kHtml},
           Row{"<?xml version='1.0'?>\n<!-- a --><!DOCTYPE html PUBLIC '-'>",
               InputFormat::kHtml},
           Row{std::string("\xFF\xFE<\0h\0t\0m\0l\0>\0", 14),
               InputFormat::kHtml},
           Row{"<?xml version='1.0'?><rss version='2.0'>", InputFormat::kFeed},
           Row{"<rdf:RDF xmlns:rdf='x'>", InputFormat::kFeed},
           Row{"<atom:feed xmlns:atom='x'>", InputFormat::kFeed},
           Row{"<newsItem guid='1'>", InputFormat::kNewsMl},
           Row{"<newsMessage>", InputFormat::kNewsMl},
           Row{"<!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf>", InputFormat::kNitf},
           Row{"WARC/1.1\r\n", InputFormat::kWarc},
           Row{"\x1F\x8B\x08", InputFormat::kArchive},
           Row{"PK\x03\x04", InputFormat::kArchive},
           Row{"\x28\xB5\x2F\xFD", InputFormat::kArchive},
           Row{std::string(257, 'a') + "ustar\0", InputFormat::kArchive},
           Row{"Un titre\n\nUn texte.", std::nullopt},
           Row{"{\"id\":1}", std::nullopt},
           Row{"<svg>", std::nullopt},
           Row{"<!-- sans fin", std::nullopt},
           Row{"<", std::nullopt},
           Row{"", std::nullopt},
       }) {
    EXPECT_EQ(SniffFormat(row.head), row.want) << row.head.substr(0, 40);
  }
}

TEST(FormatOf, PrefersTheContentToTheName) {
  EXPECT_EQ(FormatOf("<rss>", "a.txt"), InputFormat::kFeed);
  EXPECT_EQ(FormatOf("Un texte", "a.TXT"), InputFormat::kText);
  EXPECT_EQ(FormatOf("{}", "a.jsonl"), InputFormat::kJsonLines);
  EXPECT_EQ(FormatOf("{}", "a.json"), InputFormat::kNinjs);
  EXPECT_EQ(FormatOf("{}", "a"), std::nullopt);
  EXPECT_EQ(FormatOf("\x89PNG", "a.png"), std::nullopt);
}

TEST(FormatFromWord, KnowsTheFormats) {
  EXPECT_EQ(FormatFromWord("warc"), InputFormat::kWarc);
  EXPECT_EQ(FormatFromWord("pdf"), std::nullopt);
  EXPECT_EQ(FormatFromWord(""), std::nullopt);
}

}  // namespace
}  // namespace vigie::indexer
