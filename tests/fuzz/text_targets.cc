// Inputs that are text: queries, manifests, page tokens, dictionaries.
#include <cinttypes>
#include <cstdio>

#include "entities/dictionary.h"
#include "index/checksum.h"
#include "index/manifest.h"
#include "index/schema.h"
#include "match/page_token.h"
#include "query/characters.h"
#include "query/parser.h"
#include "query/planner.h"
#include "query/printer.h"
#include "tests/fuzz/fuzz_target.h"

namespace vigie::fuzz {
namespace {

constexpr int32_t kToday = 20'400;  // days since 1970-01-01

constexpr char kSmallDictionary[] = R"({"vigie_dictionary":1}
{"id":"org/broadcom","type":"organization","label":{"fr":"Broadcom"},"aliases":[{"t":"Broadcom"},{"t":"AVGO","case":"exact"}]}
{"id":"org/orange","type":"organization","label":{"fr":"Orange"},"aliases":[{"t":"Orange","case":"exact","min_score":2}],"pos":["opérateur"]}
)";

class QueryTarget final : public FuzzTarget {
 public:
  QueryTarget() {
    auto parsed = entities::Dictionary::Parse(kSmallDictionary, "fuzz");
    Require(parsed.ok(), "the small dictionary is valid");
    dictionary_ = *std::move(parsed);
  }

  std::vector<std::string> Seeds() const override {
    return {"Broadcom OU concept:\"chip IP\"",
            "titre:(grève OU \"plan social\") SAUF date:2025-11..2026-02",
            "l’accord NEAR/5 (Microsoft ET =OpenAI) depuis:7j",
            "ATLEAST/2 indust* entité:Broadcom type:organization",
            "((a ET b) SAME-S c) FIRST/9 d"};
  }
  std::vector<std::string> Pieces() const override {
    return {" ET ",     " OU ",      " SAUF ",     " NEAR/3 ",  " ADJ ",
            "SAME-S ",  "SAME-P ",   "ATLEAST/2 ", "FIRST/9 ",  "titre:",
            "chapo:",   "citation:", "entité:",    "concept:",  "type:",
            "mention:", "date:",     "depuis:",    "2026-02",   "..",
            "hier",     "\"",        "«",          "»",         "(",
            ")",        "*",         "=",          ">=3",       "TVA",
            "Broadcom", "’",         "\xc2\xa0",   "e\xcc\x81", "🙂"};
  }

  void Run(const std::string& input) override {
    QueryOptions options;
    options.strict = input.size() % 2 == 1;
    query::QueryContext context;
    context.now = int64_t{kToday} * 86'400;
    const auto plan = query::MakePlan(input, options, *dictionary_, context);
    Require(plan.ok() || plan.status().code() == StatusCode::kInvalidArgument,
            "a query is planned or refused");
    if (plan.ok()) Reprint(input);
  }

 private:
  // What the tree prints reads as the same tree.
  static void Reprint(const std::string& input) {
    query::Diagnostics first;
    const std::string repaired = query::RepairUtf8(input, first);
    const auto tree =
        query::Parse(repaired, QueryOptions::Operator::kAnd, kToday, first);
    if (!tree.ok()) return;
    const std::string printed = query::Print(*tree);
    query::Diagnostics second;
    const auto again =
        query::Parse(printed, QueryOptions::Operator::kAnd, kToday, second);
    Require(again.ok(), "a printed query parses");
    Require(query::Print(*again) == printed, "a printed query prints the same");
  }

  std::shared_ptr<const entities::Dictionary> dictionary_;
};

class ManifestTarget final : public FuzzTarget {
 public:
  std::vector<std::string> Seeds() const override {
    index::Manifest manifest;
    manifest.format_version = index::kFormatVersion;
    manifest.revision = 12;
    manifest.analyzer_version = "fr1-0123456789abcdef";
    manifest.dictionary_version = "dict-0123456789abcdef";
    manifest.dictionary = {"dictionary-dict-0123456789abcdef.jsonl", 10, 11};
    index::Manifest with_segment = manifest;
    with_segment.segments.emplace_back();
    with_segment.applied_sequence = 77;
    with_segment.erasing = {"a/1"};
    return {index::EncodeManifest(with_segment),
            index::EncodeManifest(manifest)};
  }
  std::vector<std::string> Pieces() const override {
    return {"null",     "-1",  "18446744073709551616", "1e999",
            "[]",       "{}",  "\"segments\":",        "\"bytes\":",
            "\"../x\"", "true"};
  }
  std::string Repair(const std::string& input) const override {
    const size_t last = input.rfind("crc32c ");
    const std::string text = input.substr(0, last);
    char line[24];
    std::snprintf(line, sizeof(line), "crc32c %08" PRIx32 "\n",
                  index::Crc32c(0, text.data(), text.size()));
    return text + line;
  }
  void Run(const std::string& input) override {
    const auto manifest = index::DecodeManifest(input, "manifest-12");
    if (!manifest.ok()) return;
    const std::string encoded = index::EncodeManifest(*manifest);
    const auto again = index::DecodeManifest(encoded, "manifest-12");
    Require(again.ok(), "an encoded manifest decodes");
    Require(index::EncodeManifest(*again) == encoded,
            "a manifest survives encoding");
  }
};

class CursorTarget final : public FuzzTarget {
 public:
  std::vector<std::string> Seeds() const override {
    match::PageToken token;
    token.revision = 3;
    token.request_hash = 0x1234567890abcdef;
    token.offset = 20;
    token.day = kToday;
    match::PageToken keyed = token;
    keyed.after = match::RowKey{-1.5, "a/1", 7};
    match::PageToken anywhere = keyed;
    anywhere.revision = match::kAnyRevision;
    return {match::EncodePageToken(token), match::EncodePageToken(keyed),
            match::EncodePageToken(anywhere)};
  }
  // The token of whatever the first bytes say: its checksum holds.
  std::string Repair(const std::string& input) const override {
    match::PageToken token;
    token.revision = input.size();
    if (!input.empty()) token.offset = static_cast<uint8_t>(input[0]);
    token.after = match::RowKey{0.5, input, 1};
    return match::EncodePageToken(token);
  }
  void Run(const std::string& input) override {
    const auto token = match::DecodePageToken(input);
    const auto resume = match::ResumeTokenOf(input);
    IgnoreError(match::FindPage(input, 3, 0x1234567890abcdef).status(),
                "only must not crash");
    if (!token.ok()) {
      Require(!resume.ok(), "no token, no resume token");
      return;
    }
    Require(match::EncodePageToken(*token) == input,
            "a token is what encodes it");
  }
};

class DictionaryTarget final : public FuzzTarget {
 public:
  std::vector<std::string> Seeds() const override {
    const std::string shipped(entities::Dictionary::ShippedJsonLines());
    std::vector<std::string> seeds = {kSmallDictionary};
    for (size_t at = 0; seeds.size() < 30 && at < shipped.size();
         at += shipped.size() / 40) {
      const size_t begin = shipped.find('\n', at) + 1;
      const size_t end = shipped.find('\n', begin);
      if (end == std::string::npos) break;
      seeds.push_back(shipped.substr(begin, end - begin + 1));
    }
    return seeds;
  }
  std::vector<std::string> Pieces() const override {
    return {"\"id\":",   "\"type\":", "\"label\":", "\"aliases\":",
            "\"lang\":", "null",      "[",          "]",
            "{",         "}",         "\\ud800",    "\\u0000",
            "\"",        ",",         "\n",         "\"concept\""};
  }
  void Run(const std::string& input) override {
    const auto parsed = entities::Dictionary::Parse(input, "fuzz");
    Require(
        parsed.ok() || parsed.status().code() == StatusCode::kInvalidArgument,
        "a dictionary is read or refused");
  }
};

}  // namespace

std::unique_ptr<FuzzTarget> MakeQueryTarget() {
  return std::make_unique<QueryTarget>();
}
std::unique_ptr<FuzzTarget> MakeManifestTarget() {
  return std::make_unique<ManifestTarget>();
}
std::unique_ptr<FuzzTarget> MakeCursorTarget() {
  return std::make_unique<CursorTarget>();
}
std::unique_ptr<FuzzTarget> MakeDictionaryTarget() {
  return std::make_unique<DictionaryTarget>();
}

}  // namespace vigie::fuzz
