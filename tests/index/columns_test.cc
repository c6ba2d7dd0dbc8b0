#include "index/columns.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <string>

#include "analysis/analyzer.h"
#include "index/columns_writer.h"
#include "index/structure.h"
#include "tests/index/press.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::ReadBytes;
using ::vigie::testing::ShippedRecognizer;

Status Add(const Article& article, uint64_t hash, ColumnsWriter* writer) {
  const auto title = analysis::Analyze(article.title);
  const auto text = analysis::Analyze(article.text);
  const entities::Recognition found{
      ShippedRecognizer()->Recognize({article.title, &title},
                                     {article.text, &text}),
      {}};
  return writer->Add({&article, &title, &text, &found, hash});
}

class ColumnsTest : public testing::TemporaryDirectoryTest {
 protected:
  // Columns of articles 5 to 1 and an empty one, as bytes.
  std::string Write() {
    ColumnsWriter writer(&ShippedRecognizer()->dictionary());
    for (int number = 5; number >= 1; --number) {
      EXPECT_THAT(Add(MakeArticle(number), 100 + number, &writer), IsOk());
    }
    Article bare;
    bare.id = "bare";
    EXPECT_THAT(Add(bare, 7, &writer), IsOk());
    EXPECT_THAT(writer.Write(1, nullptr, path("columns.bin")), IsOk());
    return ReadBytes(path("columns.bin"));
  }
};

// Reads everything there is, so that a sanitizer sees what a bad offset does.
size_t ReadAll(const Columns& columns) {
  size_t bytes = 0;
  for (uint32_t doc = 0; doc < columns.documents(); ++doc) {
    bytes += columns.id(doc).size() + columns.title(doc).size() +
             columns.url(doc).size();
    bytes += columns.sources()[columns.source(doc)].size();
    for (const EntityCount& count : columns.entity_counts(doc)) {
      bytes += columns.entities()[count.entity].label.size();
    }
    DocumentTokens tokens;
    columns.ReadTokens(doc, &tokens);
    for (const uint32_t code : tokens.codes) {
      bytes += columns.vocabulary().exact(code).size() +
               columns.vocabulary().form(code).size() +
               columns.vocabulary().stem(code).size();
    }
    for (const OverlaidToken& token : tokens.overlaid) {
      bytes += tokens.marks[token.position + token.length - 1];
    }
    for (const uint32_t ordinal : columns.attributes(doc)) {
      bytes += columns.attribute_values()[ordinal].value.size();
    }
    const Result<Article> article = columns.ReadArticle(doc);
    for (const StoredMention& mention : columns.mentions(doc)) {
      if (!article.ok()) continue;
      const std::string& field =
          mention.field == 0 ? article->title : article->text;
      bytes += field.substr(mention.begin, mention.end - mention.begin).size();
    }
  }
  return bytes;
}

TEST_F(ColumnsTest, GiveBackEveryField) {
  const std::string bytes = Write();
  const Result<Columns> columns = Columns::Parse(bytes, "columns.bin");
  ASSERT_THAT(columns, IsOk());
  ASSERT_EQ(columns->documents(), 6U);
  const Article want = MakeArticle(3);
  const std::optional<uint32_t> doc = columns->FindArticle(want.id);
  ASSERT_EQ(doc, 2U);
  const Result<Article> got = columns->ReadArticle(*doc);
  ASSERT_THAT(got, IsOk());
  EXPECT_EQ(got->id, want.id);
  EXPECT_EQ(got->title, want.title);
  EXPECT_EQ(got->text, want.text);
  EXPECT_EQ(got->published_at, want.published_at);
  EXPECT_EQ(got->source, want.source);
  EXPECT_EQ(got->authors, want.authors);
  EXPECT_EQ(got->url, want.url);
  EXPECT_EQ(got->language, want.language);
  EXPECT_EQ(got->section, want.section);
  EXPECT_EQ(columns->content_hash(*doc), 103U);
  EXPECT_EQ(columns->day(*doc), 20526);  // 2026-03-14
  EXPECT_EQ(columns->url(*doc), want.url);
}

// Whether or not the lists of values say all that the record says.
TEST_F(ColumnsTest, GiveCardsWithoutTheirTexts) {
  Article plain;
  plain.authors = {"Anne Martin", "Luc Petit"};
  plain.section = "Économie";
  plain.attributes = {{"edition", {"soir", "matin"}}, {"desk", {"a"}}};
  Article twice = plain;
  twice.language = "en";
  twice.attributes = {{"edition", {"soir"}}, {"edition", {"soir"}}};
  Article repeated = plain;
  repeated.authors = {"Luc Petit", "", "Luc Petit"};
  Article undeclared = plain;
  undeclared.attributes.push_back({"mood", {"gris"}});
  Article swapped = plain;
  swapped.language = "fr";
  swapped.attributes = {{"desk", {"a"}}, {"edition", {}}, {"desk", {"b"}}};
  Article supplied = plain;
  supplied.text = "Broadcom avance.";
  supplied.mentions = {{Field::kText, {0, 8}, "", "org/broadcom", {}, ""}};
  IndexOptions options;
  options.facet_attributes = {"desk", "edition"};
  ColumnsWriter writer(&ShippedRecognizer()->dictionary(), options);
  std::vector<Article> all = {plain,      twice,   repeated,
                              undeclared, swapped, supplied};
  for (size_t i = 0; i < all.size(); ++i) {
    all[i].id = "card-" + std::to_string(i);
    all[i].title = "Titre";
    ASSERT_THAT(Add(all[i], i, &writer), IsOk());
  }
  ASSERT_THAT(writer.Write(1, nullptr, path("columns.bin")), IsOk());
  const std::string bytes = ReadBytes(path("columns.bin"));
  const Result<Columns> columns = Columns::Parse(bytes, "columns.bin");
  ASSERT_THAT(columns, IsOk());
  EXPECT_NE(columns->row(0).flags & kListedRecord, 0);
  for (uint32_t doc = 0; doc < all.size(); ++doc) {
    const Result<Article> whole = columns->ReadArticle(doc);
    const Result<Article> card = columns->ReadCard(doc);
    ASSERT_TRUE(whole.ok() && card.ok());
    EXPECT_EQ(whole->authors, all[doc].authors) << doc;
    EXPECT_EQ(card->authors, all[doc].authors) << doc;
    EXPECT_EQ(card->language, all[doc].language) << doc;
    EXPECT_EQ(card->section, all[doc].section) << doc;
    EXPECT_EQ(card->attributes, all[doc].attributes) << doc;
    EXPECT_EQ(card->mentions.size(), all[doc].mentions.size()) << doc;
    EXPECT_TRUE(card->text.empty()) << doc;
  }
}

TEST_F(ColumnsTest, KeepWhereWordsStand) {
  const std::string bytes = Write();
  const Result<Columns> columns = Columns::Parse(bytes, "columns.bin");
  ASSERT_THAT(columns, IsOk());
  const Article article = MakeArticle(3);
  const auto title = analysis::Analyze(article.title);
  const auto text = analysis::Analyze(article.text);
  const uint32_t doc = *columns->FindArticle(article.id);
  DocumentTokens tokens;
  columns->ReadTokens(doc, &tokens);
  EXPECT_EQ(tokens.title_positions, title.positions);
  ASSERT_EQ(tokens.codes.size(), title.positions + text.positions);
  EXPECT_EQ(columns->lengths()[doc],
            8 * title.tokens.size() + 2 * text.tokens.size());
  uint32_t sentences = 0;
  uint32_t paragraphs = 0;
  for (const uint8_t mark : tokens.marks) {
    sentences += (mark & kMarkSentence) != 0 ? 1 : 0;
    paragraphs += (mark & kMarkParagraph) != 0 ? 1 : 0;
  }
  EXPECT_EQ(sentences, title.sentences.size() + text.sentences.size());
  EXPECT_EQ(paragraphs, 3U);
  ASSERT_EQ(tokens.overlaid.size(), 1U);
  EXPECT_EQ(columns->vocabulary().exact(tokens.overlaid[0].code),
            "porte-parole");
}

TEST_F(ColumnsTest, FindArticlesByIdAndNothingElse) {
  const std::string bytes = Write();
  const Result<Columns> columns = Columns::Parse(bytes, "columns.bin");
  ASSERT_THAT(columns, IsOk());
  EXPECT_EQ(columns->FindArticle("article-5"), 0U);
  EXPECT_EQ(columns->FindArticle("bare"), 5U);
  for (const char* id : {"", "article", "article-", "article-6", "zzz"}) {
    EXPECT_EQ(columns->FindArticle(id), std::nullopt) << id;
  }
}

TEST_F(ColumnsTest, KeepAnEmptyArticleEmpty) {
  const std::string bytes = Write();
  const Result<Columns> columns = Columns::Parse(bytes, "columns.bin");
  ASSERT_THAT(columns, IsOk());
  EXPECT_EQ(columns->day(5), kNoDay);
  EXPECT_EQ(columns->published_at(5), std::nullopt);
  EXPECT_EQ(columns->mentions(5).size, 0U);
  EXPECT_EQ(columns->sources()[columns->source(5)], "");
  EXPECT_EQ(columns->ReadArticle(5)->text, "");
}

TEST_F(ColumnsTest, OrderMentionsAndCountThemByEntity) {
  const std::string bytes = Write();
  const Result<Columns> columns = Columns::Parse(bytes, "columns.bin");
  ASSERT_THAT(columns, IsOk());
  const Article article = MakeArticle(5);
  const Span<StoredMention> mentions = columns->mentions(0);
  ASSERT_GE(mentions.size, 4U);  // Broadcom twice, Paris, Microsoft
  uint32_t broadcom = 0;
  for (size_t i = 0; i < mentions.size; ++i) {
    const StoredMention& mention = mentions[i];
    const std::string& field =
        mention.field == 0 ? article.title : article.text;
    const std::string surface =
        field.substr(mention.begin, mention.end - mention.begin);
    if (columns->entities()[mention.entity].id == "org/broadcom") {
      EXPECT_EQ(surface, "Broadcom");
      ++broadcom;
    }
    EXPECT_LE(mention.sentence_begin, mention.begin);
    EXPECT_GE(mention.sentence_end, mention.end);
    if (i > 0 && mentions[i - 1].field == mention.field) {
      EXPECT_LE(mentions[i - 1].begin, mention.begin);
    }
  }
  EXPECT_EQ(broadcom, 2U);
  const Span<EntityCount> counts = columns->entity_counts(0);
  EXPECT_EQ(columns->entities()[counts[0].entity].id, "org/broadcom");
  EXPECT_EQ(counts[0].mentions, 2U);
  uint32_t total = 0;
  for (const EntityCount& count : counts) total += count.mentions;
  ASSERT_EQ(columns->mention_totals().size, columns->documents());
  EXPECT_EQ(columns->mention_totals()[0], total);
}

TEST_F(ColumnsTest, RefuseTheSameIdTwice) {
  ColumnsWriter writer(&ShippedRecognizer()->dictionary());
  ASSERT_THAT(Add(MakeArticle(1), 1, &writer), IsOk());
  ASSERT_THAT(Add(MakeArticle(1), 2, &writer), IsOk());
  EXPECT_THAT(writer.Write(1, nullptr, path("columns.bin")),
              FailsWith(StatusCode::kAlreadyExists, "article-1"));
}

TEST_F(ColumnsTest, RefuseEveryTruncation) {
  const std::string bytes = Write();
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THAT(Columns::Parse(bytes.substr(0, size), "columns.bin"),
                FailsWith(StatusCode::kDataLoss, "columns.bin"));
  }
}

template <typename Value>
void Put(Value value, size_t at, std::string* bytes) {
  std::memcpy(bytes->data() + at, &value, sizeof(value));
}

size_t OffsetOf(Section section, const std::string& bytes) {
  SectionEntry entry;
  std::memcpy(&entry,
              bytes.data() + sizeof(ColumnsHeader) +
                  (static_cast<size_t>(section) - 1) * sizeof(SectionEntry),
              sizeof(entry));
  return entry.offset;
}

// Under a valid checksum, hostile content is still no way to read outside.
TEST_F(ColumnsTest, RefuseOffsetsThatPointOutside) {
  const std::string sound = Write();
  const size_t table = sizeof(ColumnsHeader);
  const struct {
    const char* what;
    size_t at;
    uint64_t value;
    size_t bytes;
  } cases[] = {
      {"documents", offsetof(ColumnsHeader, documents), 7, 4},
      {"documents wrap", offsetof(ColumnsHeader, documents), 0xFFFFFFFF, 4},
      {"length", offsetof(ColumnsHeader, file_bytes), 1, 8},
      {"version", offsetof(ColumnsHeader, version), 1, 4},
      {"section offset", table + offsetof(SectionEntry, offset), 1ULL << 62, 8},
      {"unaligned", table + offsetof(SectionEntry, offset), 321, 8},
      {"section bytes", table + offsetof(SectionEntry, bytes), UINT64_MAX, 8},
      {"section number", table + offsetof(SectionEntry, section), 2, 4},
      {"strings",
       OffsetOf(Section::kArticles, sound) + offsetof(ArticleRow, strings),
       UINT64_MAX, 8},
      {"block",
       OffsetOf(Section::kArticles, sound) + offsetof(ArticleRow, block), 1, 4},
      {"update without a column",
       OffsetOf(Section::kArticles, sound) + offsetof(ArticleRow, flags),
       kHasPublication | kHasUpdate, 2},
      {"text bytes",
       OffsetOf(Section::kArticles, sound) + offsetof(ArticleRow, text_bytes),
       0xFFFFFFFF, 4},
      {"id bytes",
       OffsetOf(Section::kArticles, sound) + offsetof(ArticleRow, id_bytes),
       0xFFFF, 2},
      {"instant",
       OffsetOf(Section::kArticles, sound) + offsetof(ArticleRow, unix_seconds),
       INT64_MAX, 8},
      {"id order", OffsetOf(Section::kIdOrder, sound), 6, 4},
      {"id order twice", OffsetOf(Section::kIdOrder, sound), 3, 4},
      {"day", OffsetOf(Section::kDays, sound), 0x7FFFFFFF, 4},
      {"source", OffsetOf(Section::kSources, sound), 3, 4},
      {"source name", OffsetOf(Section::kSourceNames, sound), 0xFFFFFFF0, 4},
      {"entity type", OffsetOf(Section::kEntities, sound), 8, 4},
      {"entity id", OffsetOf(Section::kEntities, sound) + 4, 0xFFFFFFFF, 4},
      {"count begin", OffsetOf(Section::kEntityCountBegin, sound), 1, 4},
      {"count order", OffsetOf(Section::kEntityCountBegin, sound) + 4, 999, 4},
      {"count entity", OffsetOf(Section::kEntityCounts, sound), 999, 4},
      {"mention order", OffsetOf(Section::kMentionBegin, sound) + 4, 999, 4},
      {"mention entity", OffsetOf(Section::kMentions, sound), 999, 4},
      {"mention end",
       OffsetOf(Section::kMentions, sound) + offsetof(StoredMention, end),
       0xFFFFFFFF, 4},
      {"mention field",
       OffsetOf(Section::kMentions, sound) + offsetof(StoredMention, field), 2,
       1},
      {"mention type",
       OffsetOf(Section::kMentions, sound) + offsetof(StoredMention, type), 8,
       1},
      {"text block", OffsetOf(Section::kTextBlocks, sound) + 8, 1, 8},
      {"attribute order", OffsetOf(Section::kAttributeBegin, sound) + 4, 9, 4},
      {"word", OffsetOf(Section::kWords, sound), 0xFFFFFFFF, 4},
      {"word by form", OffsetOf(Section::kWordsByForm, sound), 9'999, 4},
      {"word by stem", OffsetOf(Section::kWordsByStem, sound), 9'999, 4},
      {"token code", OffsetOf(Section::kTokenCode, sound), 257, 4},
      {"symbol", OffsetOf(Section::kSymbolWords, sound), 9'999, 4},
      {"token order", OffsetOf(Section::kTokenBegin, sound) + 8, 1U << 30, 8},
      {"mention rule",
       OffsetOf(Section::kMentions, sound) + offsetof(StoredMention, rule), 7,
       1},
  };
  for (const auto& c : cases) {
    std::string bytes = sound;
    std::memcpy(bytes.data() + c.at, &c.value, c.bytes);
    EXPECT_THAT(Columns::Parse(bytes, "columns.bin"),
                FailsWith(StatusCode::kDataLoss, "columns.bin"))
        << c.what;
  }
}

TEST_F(ColumnsTest, SayDataLossWhenATextDoesNotDecompress) {
  std::string bytes = Write();
  bytes[OffsetOf(Section::kTexts, bytes)] ^= 1;
  const Result<Columns> columns = Columns::Parse(bytes, "columns.bin");
  ASSERT_THAT(columns, IsOk());
  EXPECT_THAT(columns->ReadArticle(0),
              FailsWith(StatusCode::kDataLoss, "article-5"));
  EXPECT_THAT(columns->ReadArticle(1), FailsWith(StatusCode::kDataLoss, "4"));
}

TEST_F(ColumnsTest, SurviveRandomDamageUnderAValidChecksum) {
  constexpr uint64_t kSeed = 20260314;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  const std::string sound = Write();
  size_t bytes_read = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = sound;
    const int changes = 1 + static_cast<int>(random() % 4);
    for (int i = 0; i < changes; ++i) {
      const size_t at = random() % (bytes.size() - 8);
      if (random() % 2 == 0) {
        bytes[at] = static_cast<char>(random());
      } else {
        Put(static_cast<uint32_t>(random() % 4 == 0 ? ~0ULL : random() % 512),
            at / 4 * 4, &bytes);
      }
    }
    const Result<Columns> columns = Columns::Parse(bytes, "columns.bin");
    if (columns.ok()) bytes_read += ReadAll(*columns);
  }
  EXPECT_GT(bytes_read, 0U);
}

}  // namespace
}  // namespace vigie::index
