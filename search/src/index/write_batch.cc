#include "index/write_batch.h"

#include <algorithm>
#include <unordered_map>

#include "index/article_analysis.h"
#include "index/article_check.h"
#include "index/dead_letters.h"
#include "index/erasure.h"
#include "index/journal_recovery.h"

namespace vigie::index {
namespace {

// What an article can be to blame for; the rest is the machine's.
bool MayBeTheArticles(const Status& status) {
  switch (status.code()) {
    case StatusCode::kInvalidArgument:
    case StatusCode::kAlreadyExists:
    case StatusCode::kOutOfRange:
    case StatusCode::kInternal:
    case StatusCode::kUnknown:
      return true;
    default:
      return false;
  }
}

// An article that can always be built where any can.
Article PlainArticle() {
  Article article;
  article.id = "plain";
  article.title = "Titre";
  article.text = "Texte.";
  return article;
}

class Bisection {
 public:
  Bisection(const WriteBatch& batch, const SegmentMaker& make,
            const DeadLetterSink& sink)
      : puts_(batch.puts), make_(make), sink_(sink) {}

  Status Build(size_t begin, size_t end) {
    if (begin == end) return OkStatus();
    Result<OpenSegment> made =
        make_({end - begin, [this, begin](uint64_t i) -> Result<Article> {
                 return puts_[begin + i].article;
               }});
    if (made.ok()) {
      segments_.push_back(*std::move(made));
      return OkStatus();
    }
    if (!MayBeTheArticles(made.status())) return made.status();
    if (end - begin == 1) return SetAside(puts_[begin], made.status());
    const size_t middle = begin + (end - begin) / 2;
    Status done = Build(begin, middle);
    return done.ok() ? Build(middle, end) : done;
  }

  std::vector<OpenSegment> TakeSegments() { return std::move(segments_); }

 private:
  Status SetAside(const WriteRecord& write, const Status& why) {
    if (!plain_is_built_) {
      const Result<OpenSegment> plain = make_(
          {1, [](uint64_t) -> Result<Article> { return PlainArticle(); }});
      if (!plain.ok()) return plain.status();
      plain_is_built_ = true;
    }
    return sink_(write, why);
  }

  const std::vector<WriteRecord>& puts_;
  const SegmentMaker& make_;
  const DeadLetterSink& sink_;
  std::vector<OpenSegment> segments_;
  bool plain_is_built_ = false;
};

}  // namespace

WriteBatch Collapse(std::vector<WriteRecord> writes) {
  WriteBatch batch;
  if (!writes.empty()) batch.last_sequence = writes.back().sequence;
  std::unordered_map<std::string, size_t> last;
  std::vector<std::string> erased;
  for (size_t i = 0; i < writes.size(); ++i) {
    WriteRecord& write = writes[i];
    const auto [at, is_first] = last.emplace(write.id, i);
    if (!is_first) {
      const WriteRecord& before = writes[at->second];
      if (write.kind == RecordKind::kDelete &&
          before.kind != RecordKind::kErase) {
        write.version = std::max(write.version, before.version);
      }
      at->second = i;
    }
    if (write.kind == RecordKind::kErase) erased.push_back(write.id);
  }
  std::sort(erased.begin(), erased.end());
  erased.erase(std::unique(erased.begin(), erased.end()), erased.end());
  batch.erasures = std::move(erased);
  for (size_t i = 0; i < writes.size(); ++i) {
    WriteRecord& write = writes[i];
    if (last.at(write.id) != i) continue;
    if (write.kind == RecordKind::kPut) {
      batch.puts.push_back(std::move(write));
    } else if (write.kind == RecordKind::kDelete) {
      batch.deletions.emplace_back(write.id, write.version);
    }
  }
  return batch;
}

void DropUnchanged(const RevisionBuilder& builder, WriteBatch* batch) {
  const std::string recognition =
      RecognitionVersion(builder.recognizer(), builder.options());
  const auto is_unchanged = [&](const WriteRecord& put) {
    return builder.FindContentHash(put.id) ==
               ContentHash(put.article, recognition) &&
           !std::binary_search(batch->erasures.begin(), batch->erasures.end(),
                               put.id);
  };
  batch->puts.erase(
      std::remove_if(batch->puts.begin(), batch->puts.end(), is_unchanged),
      batch->puts.end());
}

Result<std::vector<OpenSegment>> BuildBatch(const WriteBatch& batch,
                                            const SegmentMaker& make,
                                            const DeadLetterSink& sink) {
  Bisection bisection(batch, make, sink);
  Status built = bisection.Build(0, batch.puts.size());
  if (!built.ok()) return built;
  return bisection.TakeSegments();
}

void InstallBatch(const WriteBatch& batch, std::vector<OpenSegment> segments,
                  RevisionBuilder* builder) {
  for (const std::string& id : batch.erasures) builder->BeginErasure(id);
  for (OpenSegment& segment : segments) builder->Install(std::move(segment));
  for (const auto& [id, version] : batch.deletions) {
    builder->Delete(id, version);
  }
  builder->SetAppliedSequence(batch.last_sequence);
}

Status EraseLettersOf(const WriteBatch& batch,
                      const std::string& index_directory) {
  for (const std::string& id : batch.erasures) {
    Status erased = EraseDeadLetters(index_directory, id);
    if (!erased.ok()) return erased;
  }
  return OkStatus();
}

Result<uint64_t> ReplayJournal(RevisionBuilder* builder) {
  const std::string& directory = builder->directory();
  Result<RecoveredJournal> journal =
      ReadJournal(directory, builder->published().applied_sequence);
  if (!journal.ok()) return journal.status();
  std::vector<WriteRecord> writes;
  for (const JournalRecord& record : journal->records) {
    Result<WriteRecord> write = DecodeWrite(record);
    if (!write.ok()) return write.status();
    writes.push_back(*std::move(write));
  }
  journal->records.clear();
  WriteBatch batch = Collapse(std::move(writes));
  batch.last_sequence = journal->last_sequence;
  DropUnchanged(*builder, &batch);
  std::vector<std::string> names;
  const auto make = [builder, &names](const ArticleSource& source) {
    names.push_back(builder->ReserveSegment());
    return builder->BuildReserved(names.back(), source);
  };
  const auto sink = [&directory](const WriteRecord& write, const Status& why) {
    return AddDeadLetter(directory, write, why);
  };
  Result<std::vector<OpenSegment>> segments = BuildBatch(batch, make, sink);
  Status done = segments.status();
  if (done.ok()) InstallBatch(batch, *std::move(segments), builder);
  for (const std::string& name : names) builder->Release(name);
  if (done.ok()) done = EraseLettersOf(batch, directory);
  if (done.ok()) done = builder->Publish();
  if (done.ok()) done = CompleteErasures(builder);
  if (done.ok()) done = RemoveJournal(directory);
  if (!done.ok()) return done;
  return journal->torn_bytes;
}

}  // namespace vigie::index
