#include "tests/fault/expected_state.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace vigie::fault {
namespace {

Status Differs(std::string what) {
  return Status(StatusCode::kInternal, std::move(what));
}

bool SameArticle(const Article& a, const Article& b) {
  return a.id == b.id && a.title == b.title && a.text == b.text &&
         a.source == b.source && a.published_at == b.published_at;
}

Status CheckAnswers(const Snapshot& snapshot, const State& state) {
  SearchRequest request;
  request.page_size = 1;
  request.passages_per_hit = 0;
  const Result<SearchResult> all = snapshot.Search(request);
  if (!all.ok()) return all.status();
  if (all->total_hits != state.size()) {
    return Differs("a search for everything finds " +
                   std::to_string(all->total_hits) + " of " +
                   std::to_string(state.size()) + " articles");
  }
  if (snapshot.GetStatus().articles != state.size()) {
    return Differs("the status counts " +
                   std::to_string(snapshot.GetStatus().articles) + " of " +
                   std::to_string(state.size()) + " articles");
  }
  if (state.empty()) return OkStatus();
  const auto& [key, number] = *state.rbegin();
  request.query = MarkOf(number);
  const Result<SearchResult> one = snapshot.Search(request);
  if (!one.ok()) return one.status();
  if (one->total_hits != 1 || one->hits[0].article.id != ArticleId(key)) {
    return Differs("the word " + MarkOf(number) + " is not found");
  }
  return OkStatus();
}

}  // namespace

ExpectedState::ExpectedState(uint64_t seed, uint64_t first, State before)
    : seed_(seed),
      first_(first),
      before_(std::move(before)),
      begun_(first),
      last_group_(first),
      written_group_(first),
      acknowledged_up_to_(first) {}

void ExpectedState::Read(std::string_view line) {
  const std::string text(line);
  unsigned long long number = 0;
  unsigned long long last = 0;
  if (std::sscanf(text.c_str(), "B %llu %llu", &number, &last) == 2) {
    last_group_ = number;
    begun_ = last;
  } else if (std::sscanf(text.c_str(), "A %llu", &number) == 1) {
    ++acknowledged_;
    acknowledged_up_to_ = number + 1;
    written_group_ = last_group_;
    last_acknowledged_[OperationAt(seed_, number).key] = number;
  } else if (std::sscanf(text.c_str(), "F %llu", &number) == 1) {
    ++refused_;
  } else if (text == "E") {
    ended_ = true;
  } else {
    ++failures_;
  }
}

std::string ExpectedState::Check(const State& found) const {
  if (refused_ == 0) return CheckPrefix(acknowledged_up_to_, found);
  for (uint32_t key = 0; key < kKeys; ++key) {
    std::string wrong = CheckKey(key, found);
    if (!wrong.empty()) return wrong;
  }
  return "";
}

std::string ExpectedState::CheckAllButLastGroup(const State& found) const {
  return CheckPrefix(written_group_, found);
}

std::string ExpectedState::CheckPrefix(uint64_t least,
                                       const State& found) const {
  State state = before_;
  for (uint64_t number = first_; number < begun_; ++number) {
    if (number >= least && state == found) return "";
    Apply(OperationAt(seed_, number), &state);
  }
  if (state == found) return "";
  for (uint32_t key = 0; key < kKeys; ++key) {
    std::string wrong = CheckKey(key, found);
    if (!wrong.empty()) return wrong;
  }
  return "operations of one group are there without those before them";
}

std::string ExpectedState::CheckKey(uint32_t key, const State& found) const {
  const auto at = found.find(key);
  const uint64_t holds = at == found.end() ? 0 : at->second;
  const auto acknowledged = last_acknowledged_.find(key);
  uint64_t from = first_;
  if (acknowledged != last_acknowledged_.end()) {
    from = acknowledged->second;
  } else {
    const auto before = before_.find(key);
    if (holds == (before == before_.end() ? 0 : before->second)) return "";
  }
  for (uint64_t number = from; number < begun_; ++number) {
    const Operation operation = OperationAt(seed_, number);
    if (operation.key != key) continue;
    if (holds == (operation.is_delete ? 0 : number)) return "";
  }
  return ArticleId(key) + " holds " + std::to_string(holds) +
         ", and its last acknowledged write is " + std::to_string(from);
}

Result<State> ReadState(const Snapshot& snapshot) {
  State state;
  for (uint32_t key = 0; key < kKeys; ++key) {
    const Result<Article> article = snapshot.GetArticle(ArticleId(key));
    if (article.status().code() == StatusCode::kNotFound) continue;
    if (!article.ok()) return article.status();
    const uint64_t number = NumberOf(*article);
    if (!SameArticle(*article, MakeArticle({number, key, false}))) {
      return Differs(ArticleId(key) + " is not what was written");
    }
    state[key] = number;
  }
  Status answers = CheckAnswers(snapshot, state);
  if (!answers.ok()) return answers;
  return state;
}

Result<State> RecoverState(EngineKind kind, const std::string& directory,
                           const std::string& dictionary_path) {
  using Opened = Result<std::shared_ptr<const Snapshot>>;
  const Opened before = Snapshot::Open(directory);
  if (before.ok()) {
    const Result<State> read = ReadState(**before);
    if (!read.ok()) return read;
  } else if (before.status().code() != StatusCode::kNotFound) {
    return before.status();
  }
  Result<std::unique_ptr<Engine>> engine =
      OpenEngine(kind, directory, {dictionary_path});
  if (!engine.ok()) return engine.status();
  Status published = (*engine)->Publish();
  if (!published.ok()) return published;
  const Opened after = Snapshot::Open(directory);
  if (!after.ok()) return after.status();
  return ReadState(**after);
}

}  // namespace vigie::fault
