#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "tests/fault/campaigns.h"
#include "tests/fault/child_process.h"
#include "tests/fault/generations.h"
#include "tests/fault/operations.h"
#include "tests/fault/scratch.h"
#include "vigie/vigie.h"

namespace vigie::fault {
namespace {

constexpr int kQueries = 100;

// One snapshot and what it must answer.
class Reader {
 public:
  Reader(const Snapshot& snapshot, Random* random)
      : snapshot_(snapshot), random_(random) {}

  // Empty: every answer was right.
  std::string Run() {
    const Result<Article> first = snapshot_.GetArticle("g-0");
    if (!first.ok()) return first.status().ToString();
    generation_ = NumberOf(*first);
    for (int i = 0; i < kQueries; ++i) {
      std::string wrong = Ask(random_->Below(6));
      if (!wrong.empty()) {
        return "generation " + std::to_string(generation_) + ": " + wrong;
      }
    }
    return "";
  }

 private:
  std::string Ask(uint64_t which) {
    switch (which) {
      case 0:
        return Hits("", kMembers);
      case 1:
        return Hits(GenerationWord(generation_), kMembers);
      case 2:
        return Hits("\"Broadcom publie l’accord\"", kMembers);
      case 3:
        return Hits("membre" + std::to_string(random_->Below(kMembers)), 1);
      case 4:
        return Mentions();
      default:
        return Stored();
    }
  }

  std::string Hits(const std::string& query, uint32_t wanted) {
    SearchRequest request;
    request.query = query;
    request.page_size = 5;
    request.facets = {{{FacetDimension::kSource}, 10}};
    const Result<SearchResult> result = snapshot_.Search(request);
    if (!result.ok()) return result.status().ToString();
    uint32_t in_facet = 0;
    for (const FacetValue& value : result->facets[0].values) {
      in_facet += value.articles;
    }
    if (result->total_hits != wanted || in_facet != wanted) {
      return query + " has " + std::to_string(result->total_hits) +
             " hits and " + std::to_string(in_facet) + " in its facet";
    }
    for (const Hit& hit : result->hits) {
      if (NumberOf(hit.article) != generation_) return "a torn page";
    }
    return "";
  }

  std::string Mentions() {
    MentionRequest request;
    request.query = "entity:\"Broadcom\"";
    const Result<MentionResult> result = snapshot_.ListMentions(request);
    if (!result.ok()) return result.status().ToString();
    if (result->total_mentions != kMembers) return "mentions are missing";
    for (const MentionRow& row : result->rows) {
      if (row.mention.surface != "Broadcom") return "a wrong surface";
    }
    return "";
  }

  std::string Stored() {
    const auto member = static_cast<uint32_t>(random_->Below(kMembers));
    const Article wanted = MakeMember(generation_, member);
    const Result<Article> article = snapshot_.GetArticle(wanted.id);
    if (!article.ok()) return article.status().ToString();
    return article->text == wanted.text && article->title == wanted.title
               ? ""
               : "an article of another generation";
  }

  const Snapshot& snapshot_;
  Random* random_;
  uint64_t generation_ = 0;
};

Findings RunReader(const std::string& index, uint64_t seed) {
  Random random(seed);
  Findings findings;
  const Result<std::shared_ptr<const Snapshot>> opened = Snapshot::Open(index);
  std::string wrong = opened.ok() ? Reader(**opened, &random).Run()
                                  : opened.status().ToString();
  if (!wrong.empty()) findings.failures.push_back(std::move(wrong));
  findings.counts["queries"] = kQueries;
  if (opened.ok()) {
    findings.peaks["revision"] = static_cast<double>((*opened)->revision());
  }
  return findings;
}

}  // namespace

Report RunReaders(const Options& options) {
  const Scratch scratch(options.directory);
  const std::string index = scratch.path("index");
  ChildProcess writer({options.program, "generations", "--index", index,
                       "--dictionary", WriteDictionary(scratch)},
                      {});
  bool ready = false;
  while (!ready && !writer.Listen(std::chrono::milliseconds(5),
                                  [&](const std::string&) { ready = true; })) {
  }
  Report report = RunCycles(options, [&]() -> Cycle {
    return [&](uint64_t cycle) {
      return RunReader(index, Mix(options.seed, cycle));
    };
  });
  if (writer.Listen(std::chrono::seconds(0), [](const std::string&) {})) {
    report.findings.failures.emplace_back(
        "the writer ended before the readers");
  }
  return report;
}

}  // namespace vigie::fault
