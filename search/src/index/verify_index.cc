#include "index/verify_index.h"

#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <map>
#include <mutex>
#include <sstream>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "index/check_segment.h"
#include "index/columns.h"
#include "index/file_io.h"
#include "index/journal_recovery.h"
#include "index/manifest_files.h"
#include "index/pinned_manifest.h"
#include "index/segment.h"
#include "index/segment_files.h"
#include "index/verified_file.h"
#include "index/xapian_status.h"

namespace vigie::index {
namespace {

class IndexCheck {
 public:
  IndexCheck(const std::string& directory, const Manifest& manifest,
             const VerifyOptions& options)
      : directory_(directory), manifest_(manifest), options_(options) {}

  VerifyReport Run() {
    report_.revision = manifest_.revision;
    CheckFiles();
    for (const SegmentRecord& segment : manifest_.segments) {
      if (IsWhole(segment)) CheckContents(segment);
    }
    CheckJournal();
    for (auto& [file, status] : faults_) {
      report_.faults.push_back({file, status});
    }
    return std::move(report_);
  }

 private:
  void CheckFiles() {
    const std::vector<FileRecord> files = FilesOf(manifest_);
    opened_.resize(files.size());
    uint64_t total = 0;
    for (const FileRecord& file : files) total += file.bytes;
    std::atomic<size_t> next{0};
    const auto work = [&] {
      for (size_t i = next++; i < files.size(); i = next++) {
        Result<MappedFile> file = MapChecked(
            directory_, files[i],
            [this, total](uint64_t bytes) { return Advance(bytes, total); });
        if (file.ok()) {
          opened_[i] = {files[i].path, *std::move(file)};
        } else {
          AddFault(files[i].path, file.status());
        }
      }
    };
    std::vector<std::thread> threads;
    const size_t cores = std::max(1U, std::thread::hardware_concurrency());
    for (size_t i = 1; i < std::min(cores, files.size()); ++i) {
      threads.emplace_back(work);
    }
    work();
    for (std::thread& thread : threads) thread.join();
    report_.files = static_cast<uint32_t>(files.size());
    report_.bytes = total;
  }

  bool Advance(uint64_t bytes, uint64_t total) {
    if (!options_.progress) return true;
    const std::lock_guard<std::mutex> lock(mutex_);
    done_ += bytes;
    options_.progress(done_, total);
    return true;
  }

  void AddFault(const std::string& file, Status status) {
    const std::lock_guard<std::mutex> lock(mutex_);
    faults_.emplace(file, std::move(status));
  }

  bool IsWhole(const SegmentRecord& segment) const {
    return faults_.count(segment.database.path) == 0 &&
           faults_.count(segment.columns.path) == 0 &&
           faults_.count(segment.tombstones.path) == 0;
  }

  // A whole file, which was read through.
  MappedFile TakeOpened(const std::string& path) {
    const auto at =
        std::find_if(opened_.begin(), opened_.end(),
                     [&path](const Opened& file) { return file.path == path; });
    return std::move(at->file);
  }

  void CheckContents(const SegmentRecord& record) {
    std::future<Status> database;
    if (options_.check_database) {
      database = std::async(std::launch::async, [&] {
        return options_.check_database(
            JoinPath(directory_, record.database.path));
      });
    }
    Result<std::shared_ptr<const Segment>> segment =
        AssembleSegment(directory_, record, TakeOpened(record.database.path),
                        TakeOpened(record.columns.path));
    Status checked = segment.status();
    if (checked.ok()) checked = CheckSegment(**segment);
    if (checked.ok()) checked = CheckLiveIds(*segment);
    if (!checked.ok()) AddFault(record.columns.path, std::move(checked));
    checked = database.valid() ? database.get() : OkStatus();
    if (!checked.ok()) AddFault(record.database.path, std::move(checked));
    report_.articles += record.articles;
    report_.mentions += record.mentions;
  }

  // Of this revision: when another one is in force meanwhile, the writer may
  // have removed what this one still needed.
  void CheckJournal() {
    const Result<RecoveredJournal> journal =
        ReadJournal(directory_, manifest_.applied_sequence);
    if (journal.ok()) {
      report_.journal_records = journal->records.size();
      return;
    }
    const Result<uint64_t> current = ReadCurrentRevision(directory_);
    if (current.ok() && *current != manifest_.revision) return;
    AddFault(std::string(kJournalDirectory), journal.status());
  }

  void AppendLiveIds(const Segment& segment) {
    live_ids_.reserve(live_ids_.size() + segment.size());
    for (const uint32_t doc : segment.id_order()) {
      if (!segment.tombstoned(doc)) {
        live_ids_.push_back(segment.article_id(doc));
      }
    }
  }

  // Beside the segments before it.
  Status CheckLiveIds(const std::shared_ptr<const Segment>& segment) {
    segments_.push_back(segment);
    // Parsing found the ids of one segment to be in order, each once, but for
    // versions that are kept.
    if (segments_.size() == 1 && !segment->columns()->has_validity()) {
      return OkStatus();
    }
    if (segments_.size() == 2 && live_ids_.empty()) {
      AppendLiveIds(*segments_[0]);
    }
    const size_t before = live_ids_.size();
    AppendLiveIds(*segment);
    std::inplace_merge(live_ids_.begin(),
                       live_ids_.begin() + static_cast<ptrdiff_t>(before),
                       live_ids_.end());
    const auto twice = std::adjacent_find(live_ids_.begin(), live_ids_.end());
    if (twice == live_ids_.end()) return OkStatus();
    const std::string id(*twice);
    live_ids_.erase(twice);
    return Status(StatusCode::kDataLoss, segment->record().columns.path +
                                             ": article " + id +
                                             " is live in two segments");
  }

  const std::string& directory_;
  const Manifest& manifest_;
  const VerifyOptions& options_;
  VerifyReport report_;
  struct Opened {
    std::string path;
    MappedFile file;
  };
  std::vector<Opened> opened_;  // files that are whole, until they are taken
  std::vector<std::shared_ptr<const Segment>> segments_;
  std::vector<std::string_view> live_ids_;  // of segments_, sorted
  std::mutex mutex_;
  std::map<std::string, Status> faults_;  // guarded by mutex_, as done_
  uint64_t done_ = 0;
};

// Keeps a reader to so many bytes per second.
class Throttle {
 public:
  explicit Throttle(const ScrubOptions& options) : options_(options) {}

  // False when it is to stop.
  bool Take(uint64_t bytes) {
    using Seconds = std::chrono::duration<double>;
    constexpr std::chrono::milliseconds kLongestNap(100);
    bytes_ += bytes;
    while (true) {
      if (options_.stop && options_.stop()) return false;
      if (options_.bytes_per_second == 0) return true;
      const Seconds due(static_cast<double>(bytes_) /
                        static_cast<double>(options_.bytes_per_second));
      const Seconds passed = std::chrono::steady_clock::now() - start_;
      if (passed >= due) return true;
      std::this_thread::sleep_for(std::min<Seconds>(due - passed, kLongestNap));
    }
  }

 private:
  const ScrubOptions& options_;
  const std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
  uint64_t bytes_ = 0;
};

}  // namespace

Result<VerifyReport> VerifyIndex(const std::string& directory,
                                 const VerifyOptions& options) {
  const Result<std::shared_ptr<const PinnedManifest>> pin =
      PinCurrentManifest(directory);
  if (!pin.ok()) return pin.status();
  return IndexCheck(directory, (*pin)->manifest(), options).Run();
}

Status CheckDatabase(const std::string& path) {
  std::ostringstream said;
  const size_t errors = Xapian::Database::check(path, 0, &said);
  if (errors == 0) return OkStatus();
  std::string text = said.str().substr(0, 500);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return Status(StatusCode::kDataLoss,
                path + ": " + std::to_string(errors) + " errors: " + text);
}

Result<ScrubReport> ScrubIndex(const std::string& directory,
                               const ScrubOptions& options) {
  const Result<std::shared_ptr<const PinnedManifest>> pin =
      PinCurrentManifest(directory);
  if (!pin.ok()) return pin.status();
  const Manifest& manifest = (*pin)->manifest();
  ScrubReport report;
  report.revision = manifest.revision;
  Throttle throttle(options);
  for (const FileRecord& file : FilesOf(manifest)) {
    Status checked = CheckFile(directory, file, [&throttle](uint64_t bytes) {
      return throttle.Take(bytes);
    });
    if (checked.code() == StatusCode::kCancelled) return checked;
    ++report.files;
    report.bytes += file.bytes;
    if (!checked.ok()) report.faults.push_back({file.path, std::move(checked)});
  }
  return report;
}

}  // namespace vigie::index
