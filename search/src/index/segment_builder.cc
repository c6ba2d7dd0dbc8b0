#include "index/segment_builder.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "analysis/analyzer.h"
#include "index/article_check.h"
#include "index/columns_writer.h"
#include "index/segment_writer.h"
#include "index/xapian_status.h"

namespace vigie::index {
namespace {

// A part is closed at so many articles or bytes of text, whatever the threads,
// so that the result is the same for any number of them.
constexpr uint64_t kPartArticles = 256;
constexpr uint64_t kPartBytes = 512U << 10;

uint32_t ThreadsOf(const BuildOptions& options) {
  return options.threads > 0
             ? options.threads
             : std::max(1U, std::thread::hardware_concurrency());
}

// The article without those of its mentions that have a fault; `kept` holds it
// where it differs.
const Article& WithoutFaultyMentions(const Article& article,
                                     std::optional<Article>* kept) {
  if (article.mentions.empty()) return article;
  const std::vector<MentionFault> faults = FindMentionFaults(article);
  if (faults.empty()) return article;
  *kept = article;
  for (auto fault = faults.rbegin(); fault != faults.rend(); ++fault) {
    (*kept)->mentions.erase((*kept)->mentions.begin() + fault->mention);
  }
  return **kept;
}

Status AddArticle(const entities::Recognizer& recognizer, const Article& given,
                  const IndexOptions& options, ColumnsWriter* columns) {
  std::optional<Article> kept;
  const Article& article = WithoutFaultyMentions(given, &kept);
  const analysis::AnalyzedText title = analysis::Analyze(article.title);
  const analysis::AnalyzedText text = analysis::Analyze(article.text);
  entities::Recognition found;
  if (options.recognize && options.unlisted_names) {
    found =
        recognizer.RecognizeAll({article.title, &title}, {article.text, &text});
  } else if (options.recognize) {
    found.mentions =
        recognizer.Recognize({article.title, &title}, {article.text, &text});
  }
  recognizer.AddSupplied(article, {article.title, &title},
                         {article.text, &text}, &found);
  return columns->Add(
      {&article, &title, &text, &found,
       ContentHash(given, RecognitionVersion(recognizer, options))});
}

// Several threads read, analyse and compress parts; each part is appended when
// the one before it has been.
class ParallelBuild {
 public:
  ParallelBuild(const entities::Recognizer& recognizer,
                const ArticleSource& source, const BuildOptions& options,
                SegmentWriter* writer)
      : recognizer_(recognizer),
        source_(source),
        options_(options),
        writer_(writer) {}

  Status Run() {
    std::vector<std::thread> threads;
    try {
      const uint64_t most =
          std::min<uint64_t>(ThreadsOf(options_), 1 + source_.size / 8);
      for (uint64_t i = 1; i < most; ++i) {
        threads.emplace_back([this] { Work(); });
      }
    } catch (const std::system_error&) {
      // Fewer threads than hoped for: this one does the rest.
    }
    Work();
    for (std::thread& thread : threads) thread.join();
    return status_;
  }

 private:
  void Work() {
    const Status done = CatchXapian("analysing articles", [this] {
      bool more = true;
      while (more) {
        Status worked = DoPart(&more);
        if (!worked.ok()) return worked;
      }
      return OkStatus();
    });
    if (!done.ok()) Fail(done);
  }

  Status DoPart(bool* more) {
    std::vector<Article> articles;
    uint64_t part = 0;
    Status done = TakeArticles(&articles, &part);
    *more = !articles.empty();
    if (!done.ok() || articles.empty()) return done;
    ColumnsWriter columns(&recognizer_.dictionary(), options_.index);
    for (const Article& article : articles) {
      done = AddArticle(recognizer_, article, options_.index, &columns);
      if (!done.ok()) return done;
    }
    std::unique_lock<std::mutex> lock(appending_);
    turn_.wait(lock, [&] { return appended_ == part || failed_; });
    if (failed_) {
      *more = false;
      return OkStatus();
    }
    done = writer_->Append(&columns);
    ++appended_;
    turn_.notify_all();
    return done;
  }

  Status TakeArticles(std::vector<Article>* articles, uint64_t* part) {
    const std::lock_guard<std::mutex> lock(reading_);
    *part = parts_;
    uint64_t bytes = 0;
    while (!failed_ && next_ < source_.size &&
           articles->size() < kPartArticles && bytes < kPartBytes) {
      Result<Article> article = source_.at(next_++);
      if (!article.ok()) return article.status();
      bytes += article->text.size();
      articles->push_back(*std::move(article));
    }
    if (!articles->empty()) ++parts_;
    return OkStatus();
  }

  void Fail(const Status& status) {
    const std::lock_guard<std::mutex> lock(appending_);
    if (!failed_) status_ = status;
    failed_ = true;
    turn_.notify_all();
  }

  const entities::Recognizer& recognizer_;
  const ArticleSource& source_;
  const BuildOptions& options_;
  std::mutex reading_;
  uint64_t next_ = 0;   // under reading_
  uint64_t parts_ = 0;  // under reading_
  std::mutex appending_;
  std::condition_variable turn_;
  SegmentWriter* writer_;  // under appending_
  uint64_t appended_ = 0;  // under appending_
  Status status_;          // under appending_
  std::atomic<bool> failed_{false};
};

}  // namespace

std::string RecognitionVersion(const entities::Recognizer& recognizer,
                               const IndexOptions& options) {
  std::string version = recognizer.dictionary().version();
  if (options.recognize && options.unlisted_names) {
    version += " " + recognizer.names_version();
  }
  return version;
}

Result<std::unique_ptr<SegmentWriter>> FillSegment(
    const std::string& directory, const std::string& name,
    const entities::Recognizer& recognizer, const ArticleSource& source,
    const BuildOptions& options) {
  Result<std::unique_ptr<SegmentWriter>> writer = SegmentWriter::Create(
      directory, name, recognizer.dictionary(), options.index);
  if (!writer.ok()) return writer.status();
  ParallelBuild build(recognizer, source, options, writer->get());
  Status built = build.Run();
  if (!built.ok()) return built;
  return writer;
}

Result<SegmentRecord> BuildSegment(const std::string& directory,
                                   const std::string& name,
                                   const entities::Recognizer& recognizer,
                                   const ArticleSource& source,
                                   const BuildOptions& options) {
  Result<std::unique_ptr<SegmentWriter>> writer =
      FillSegment(directory, name, recognizer, source, options);
  if (!writer.ok()) return writer.status();
  return (*writer)->Seal({kSealingThreads, nullptr});
}

}  // namespace vigie::index
