// Every format, cut at any byte and with bytes changed: what can be read is
// read, the rest is rejected, and nothing crashes (run under the address
// sanitizer in the sanitizer presets).
#include <gtest/gtest.h>

#include <random>

#include "indexer/open_source.h"
#include "tests/indexer/packing.h"
#include "tests/indexer/scratch_folder.h"
#include "tests/indexer/source_reading.h"

namespace vigie::indexer {
namespace {

struct Sample {
  InputFormat format;
  std::string bytes;
};

std::string PageOf(const char* name) {
  std::ifstream file(std::string(VIGIE_SOURCE_DIR "/tests/indexer/pages/") +
                     name);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Sample> Samples() {
  const std::string page = PageOf("graph-sections.html");
  const std::string rss =
      "<?xml version='1.0'?><rss><channel><title>F</title><item><title>Un "
      "pont</title><link>https://x.example/1</link><pubDate>Sat, 14 Mar 2026 "
      "18:05:09 +0100</pubDate><description><![CDATA[<p>Le "
      "pont.</p>]]></description></item></channel></rss>";
  const std::string block =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page;
  const std::string warc =
      "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: "
      "https://x.example/\r\nContent-Length: " +
      std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
  const std::string nitf =
      "<nitf><head><docdata><date.issue norm='20260314T180509Z'/></docdata>"
      "</head><body><body.head><hedline><hl1>Un</hl1></hedline></body.head>"
      "<body.content><p>Deux.</p></body.content></body></nitf>";
  const std::string newsml =
      "<newsItem guid='1'><contentMeta><headline>Un</headline></contentMeta>"
      "<contentSet><inlineXML>" +
      nitf + "</inlineXML></contentSet></newsItem>";
  const std::string ninjs =
      R"([{"uri":"1","headline":"Un","body_xhtml":"<p>Deux.</p>",)"
      R"("versioncreated":"2026-03-14","subject":[{"name":"x"}]}])";
  return {{InputFormat::kText, "Un titre\n\nUn \xE9t\xE9."},
          {InputFormat::kJsonLines, "{\"id\":\"1\",\"text\":\"x\"}\n"},
          {InputFormat::kHtml, page},
          {InputFormat::kFeed, rss},
          {InputFormat::kNewsMl, newsml},
          {InputFormat::kNitf, nitf},
          {InputFormat::kNinjs, ninjs},
          {InputFormat::kWarc, warc + warc},
          {InputFormat::kArchive, Pack(Packing::kZip, {{"a.html", page}})},
          {InputFormat::kArchive, Pack(Packing::kTar, {{"a.xml", rss}})},
          {InputFormat::kArchive, Pack(Packing::kGzip, {{"", warc}})},
          {InputFormat::kArchive, Pack(Packing::kZstd, {{"", page}})}};
}

// Bounded, and each item is an article with an id or a rejection with a reason.
void ExpectOrderly(InputFormat format, std::string bytes) {
  const auto source =
      MakeSource(format, BytesOf(std::move(bytes), "fichier"), {}, 0);
  int items = 0;
  while (std::optional<SourceItem> item = source->Next()) {
    ASSERT_LT(++items, 1000);
    ASSERT_EQ(item->article.has_value(), item->rejection.ok());
    ASSERT_TRUE(item->article || !item->rejection.reason().empty());
  }
}

TEST(DamagedInput, CutAnywhereIsOrderly) {
  for (const Sample& sample : Samples()) {
    const size_t step = std::max<size_t>(1, sample.bytes.size() / 60);
    for (size_t size = 0; size <= sample.bytes.size(); size += step) {
      ExpectOrderly(sample.format, sample.bytes.substr(0, size));
    }
  }
}

TEST(DamagedInput, WithBytesChangedIsOrderly) {
  std::mt19937 random(20260314);  // NOLINT: the same ones in every run
  for (const Sample& sample : Samples()) {
    for (int round = 0; round < 60; ++round) {
      std::string bytes = sample.bytes;
      for (int flips = 1 + round % 8; flips > 0; --flips) {
        bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
      }
      ExpectOrderly(sample.format, bytes);
    }
  }
}

TEST(DamagedInput, ReadAsAnyOtherFormatIsOrderly) {
  for (const Sample& sample : Samples()) {
    for (const Sample& other : Samples()) {
      ExpectOrderly(other.format, sample.bytes);
    }
  }
}

}  // namespace
}  // namespace vigie::indexer
