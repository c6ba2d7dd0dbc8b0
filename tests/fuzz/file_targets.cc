// Inputs that are files: the journal, articles as JSON Lines.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "index/journal_format.h"
#include "index/journal_recovery.h"
#include "indexer/article_source.h"
#include "tests/fuzz/fuzz_target.h"

namespace vigie::fuzz {
namespace {

constexpr uint64_t kFirst = 1;  // sequence of the journal's only file

class JournalTarget final : public FuzzTarget {
 public:
  JournalTarget() {
    // In memory where there is such a place: one file is written per run.
    const std::filesystem::path memory("/dev/shm");
    const bool has_memory = access(memory.c_str(), W_OK) == 0;
    const std::filesystem::path place =
        has_memory ? memory : std::filesystem::temp_directory_path();
    std::string name = (place / "vigie-fuzz-XXXXXX").string();
    Require(mkdtemp(name.data()) != nullptr, "a temporary folder can be made");
    folder_ = name;
    std::filesystem::create_directory(folder_ / "journal");
  }
  ~JournalTarget() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::vector<std::string> Seeds() const override {
    const std::string header = index::EncodeJournalHeader({kFirst, 0, 0});
    const std::string one = header + Group({"first"}, kFirst, header.size());
    const std::string two =
        one + Group({"second", std::string(300, 'x')}, kFirst + 1, one.size());
    return {two, two + index::EncodeSeal(kFirst, two.size()), one, header};
  }

  // Groups whose payloads are the input's parts: every checksum holds.
  std::string Repair(const std::string& input) const override {
    std::string file = index::EncodeJournalHeader({kFirst, 0, 0});
    uint64_t sequence = kFirst;
    for (size_t at = 0; at < input.size(); at += 40) {
      file += Group({input.substr(at, 40)}, sequence++, file.size());
    }
    return file + input.substr(0, input.size() / 2);
  }

  void Run(const std::string& input) override {
    std::ofstream(folder_ / "journal" / index::JournalName(kFirst),
                  std::ios::binary | std::ios::trunc)
        << input;
    const auto journal = index::ReadJournal(folder_, 0);
    if (!journal.ok()) {
      Require(journal.status().code() == StatusCode::kDataLoss,
              "a journal is read, or its damage named");
      return;
    }
    Require(journal->torn_bytes <= input.size(),
            "no more is torn than is there");
    uint64_t sequence = kFirst;
    for (const index::JournalRecord& record : journal->records) {
      Require(record.sequence == sequence++, "records come in sequence");
    }
  }

 private:
  static std::string Group(const std::vector<std::string>& payloads,
                           uint64_t sequence, size_t offset) {
    std::vector<index::JournalRecord> records;
    for (const std::string& payload : payloads) {
      records.push_back({sequence++, index::RecordKind::kPut, payload});
    }
    return index::EncodeGroup(records, kFirst, offset);
  }

  std::filesystem::path folder_;
};

class JsonLinesTarget final : public FuzzTarget {
 public:
  std::vector<std::string> Seeds() const override {
    return {R"({"id":"a/1","title":"Grève","text":"L’industrie attend.",)"
            R"("date":"2026-02-03T04:05:06+01:00","source":"La Gazette",)"
            R"("url":"https://example.org/a?b=c","authors":["A","B"]})"
            "\n",
            R"({"title":"T","text":"x\ny","published_at":"2026-02-30",)"
            R"("attributes":{"rubrique":["Éco",1,null]},"version":7})"
            "\n{\"text\":\"\\ud83d\\ude42\"}\n\n[]\n"};
  }
  std::vector<std::string> Pieces() const override {
    return {"\"id\":",
            "\"title\":",
            "\"text\":",
            "\"date\":",
            "\"url\":",
            "\"source\":",
            "\"mentions\":",
            "\"attributes\":",
            "\"version\":",
            "null",
            "1e999",
            "-0",
            "\\ud800",
            "\\u0000",
            "\"",
            "{",
            "}",
            "[[[[[[[[",
            "]",
            ",",
            ":",
            "\n",
            "\r\n",
            "\xef\xbb\xbf"};
  }
  void Run(const std::string& input) override {
    indexer::SourceInput source;
    source.name = "fuzz.jsonl";
    source.id = "fuzz";
    source.bytes = indexer::OpenMemory(input);
    const auto articles = indexer::MakeJsonLinesSource(std::move(source));
    size_t items = 0;
    while (const auto item = articles->Next()) {
      Require(item->article.has_value() == item->rejection.ok(),
              "an item is an article or rejected");
      Require(++items <= input.size() + 1, "no more items than bytes");
    }
    Require(articles->bytes_read() <= input.size(), "no more read than there");
  }
};

}  // namespace

std::unique_ptr<FuzzTarget> MakeJournalTarget() {
  return std::make_unique<JournalTarget>();
}
std::unique_ptr<FuzzTarget> MakeJsonLinesTarget() {
  return std::make_unique<JsonLinesTarget>();
}

}  // namespace vigie::fuzz
