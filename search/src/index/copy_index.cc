#include "index/copy_index.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "index/file_io.h"
#include "index/journal_format.h"
#include "index/journal_recovery.h"
#include "index/manifest_files.h"
#include "index/pinned_manifest.h"
#include "index/verified_file.h"
#include "vigie/time.h"

namespace vigie::index {
namespace {

constexpr size_t kChunk = 1U << 20;
constexpr uint64_t kMaxRegistryBytes = 64U << 20;
// Publications during a copy: each makes it start over.
constexpr int kMostAttempts = 20;

using Pin = std::shared_ptr<const PinnedManifest>;

enum class Means { kLinkOrCopy, kCopy };

Status CopyBytes(const std::string& from, const std::string& to) {
  Result<FileDescriptor> in = OpenForReading(from);
  if (!in.ok()) return in.status();
  Result<uint64_t> size = FileSize(*in, from);
  if (!size.ok()) return size.status();
  Result<FileDescriptor> out = CreateForWriting(to);
  if (!out.ok()) return out.status();
  const auto chunk = std::make_unique<char[]>(kChunk);
  for (uint64_t at = 0; at < *size;) {
    const size_t part = std::min<uint64_t>(kChunk, *size - at);
    Status moved = ReadAt(*in, at, chunk.get(), part, from);
    if (moved.ok()) moved = WriteAll(*out, chunk.get(), part, to);
    if (!moved.ok()) return moved;
    at += part;
  }
  return SyncFile(*out, to);
}

// An index directory being made from another one.
class IndexCopy {
 public:
  IndexCopy(std::string from, std::string to, Means means)
      : from_(std::move(from)), to_(std::move(to)), means_(means) {}

  Result<BackupReport> Run() {
    Status done = MakeDirectories(to_);
    if (done.ok()) done = CheckEmpty();
    if (!done.ok()) return done;
    done = Copy();
    if (done.ok()) return report_;
    RemoveAll();
    return done;
  }

 private:
  Status CheckEmpty() const {
    Result<std::vector<std::string>> names = ListDirectory(to_);
    if (!names.ok()) return names.status();
    for (const std::string& name : *names) {
      if (name == "lost+found") continue;
      return Status(
          StatusCode::kAlreadyExists,
          to_ + " is not empty (" + name + "): name an empty or new directory",
          "NOT_EMPTY");
    }
    return OkStatus();
  }

  // The manifest is written last: without it there is no index.
  Status Copy() {
    Result<Pin> pin = CopyOneRevision();
    if (!pin.ok()) return pin.status();
    const Manifest& manifest = (*pin)->manifest();
    for (const FileRecord& file : FilesOf(manifest)) {
      Status checked = CheckFile(to_, file, nullptr);
      if (!checked.ok()) return checked;
      ++report_.files;
      report_.bytes += file.bytes;
    }
    Status journal = ReadJournal(to_, manifest.applied_sequence).status();
    if (!journal.ok()) return journal;
    report_.revision = manifest.revision;
    report_.linked = static_cast<uint32_t>(linked_.size());
    Status synced = SyncDirectories(manifest);
    if (!synced.ok()) return synced;
    return PublishManifest(to_, manifest);
  }

  // A journal belongs to the revision in force: what is published meanwhile
  // may remove from it what this revision still needs.
  Result<Pin> CopyOneRevision() {
    for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
      Result<Pin> pin = PinCurrentManifest(from_);
      if (!pin.ok()) return pin;
      Status copied = CopyFiles((*pin)->manifest());
      if (!copied.ok()) return copied;
      copied = CopyJournal();
      Result<uint64_t> current = ReadCurrentRevision(from_);
      if (!current.ok()) return current.status();
      if (*current != (*pin)->manifest().revision) continue;
      if (!copied.ok()) return copied;
      DropOthers((*pin)->manifest());
      return pin;
    }
    return Status(StatusCode::kUnavailable,
                  from_ + " changed too fast to be copied; try again");
  }

  Status CopyFiles(const Manifest& manifest) {
    for (const FileRecord& file : FilesOf(manifest)) {
      const std::string to = JoinPath(to_, file.path);
      if (PathExists(to)) continue;  // sealed: the same in every revision
      const size_t slash = file.path.rfind('/');
      if (slash != std::string::npos) {
        Status made =
            MakeDirectories(JoinPath(to_, file.path.substr(0, slash)));
        if (!made.ok()) return made;
      }
      const std::string from = JoinPath(from_, file.path);
      if (means_ == Means::kLinkOrCopy &&
          ::link(from.c_str(), to.c_str()) == 0) {
        linked_.insert(file.path);
        continue;
      }
      Status copied = CopyBytes(from, to);
      if (!copied.ok()) return copied;
    }
    return OkStatus();
  }

  // Copied even where links are possible, since the writer appends to it.
  Status CopyJournal() {
    const std::string from = JoinPath(from_, kJournalDirectory);
    const std::string to = JoinPath(to_, kJournalDirectory);
    Status done = RemovePath(to);
    if (!done.ok() || !PathExists(from)) return done;
    Result<std::vector<std::string>> names = ListDirectory(from);
    if (!names.ok()) return names.status();
    done = MakeDirectories(to);
    for (const std::string& name : *names) {
      if (!done.ok()) return done;
      // The watermark may be ahead of what was copied.
      if (!FirstSequenceOf(name).has_value()) continue;
      done = CopyBytes(JoinPath(from, name), JoinPath(to, name));
    }
    return done.ok() ? SyncPath(to) : done;
  }

  // Of revisions that were given up.
  void DropOthers(const Manifest& manifest) {
    std::set<std::string> needed = {std::string(kJournalDirectory)};
    std::set<std::string> files;
    for (const FileRecord& file : FilesOf(manifest)) {
      needed.insert(file.path.substr(0, file.path.find('/')));
      files.insert(file.path);
    }
    const Result<std::vector<std::string>> names = ListDirectory(to_);
    if (!names.ok()) return;
    for (const std::string& name : *names) {
      if (needed.count(name) > 0) continue;
      IgnoreError(RemovePath(JoinPath(to_, name)), "needed by no manifest");
    }
    for (auto at = linked_.begin(); at != linked_.end();) {
      at = files.count(*at) > 0 ? std::next(at) : linked_.erase(at);
    }
  }

  Status SyncDirectories(const Manifest& manifest) const {
    std::set<std::string> directories = {to_};
    for (const FileRecord& file : FilesOf(manifest)) {
      const size_t slash = file.path.rfind('/');
      if (slash != std::string::npos) {
        directories.insert(JoinPath(to_, file.path.substr(0, slash)));
      }
    }
    for (const std::string& directory : directories) {
      Status synced = SyncPath(directory);
      if (!synced.ok()) return synced;
    }
    return OkStatus();
  }

  void RemoveAll() const {
    const Result<std::vector<std::string>> names = ListDirectory(to_);
    if (!names.ok()) return;
    for (const std::string& name : *names) {
      if (name == "lost+found") continue;
      IgnoreError(RemovePath(JoinPath(to_, name)), "the error says more");
    }
  }

  const std::string from_;
  const std::string to_;
  const Means means_;
  BackupReport report_;
  std::set<std::string> linked_;  // paths
};

Result<std::string> AbsolutePath(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(
      ::realpath(path.c_str(), nullptr), &std::free);
  if (real == nullptr) return StatusFromErrno(errno, "resolve", path);
  return std::string(real.get());
}

// One more line in DIRECTORY/backups.jsonl.
Status Register(const std::string& directory, const std::string& destination,
                uint64_t revision) {
  const std::string path = JoinPath(directory, kBackupsName);
  std::string lines;
  if (PathExists(path)) {
    Result<std::string> read = ReadFile(path, kMaxRegistryBytes);
    if (!read.ok()) return read.status();
    lines = *std::move(read);
    if (!lines.empty() && lines.back() != '\n') lines += '\n';
  }
  Result<std::string> absolute = AbsolutePath(destination);
  if (!absolute.ok()) return absolute.status();
  nlohmann::ordered_json line;
  line["path"] = *absolute;
  line["revision"] = revision;
  line["made_at"] = FormatPublicationTime({::time(nullptr), false});
  lines += line.dump(-1, ' ', false,
                     nlohmann::ordered_json::error_handler_t::replace) +
           "\n";
  Status written = ReplaceFile(path, lines);
  return written.ok() ? SyncPath(directory) : written;
}

}  // namespace

Result<BackupReport> BackupIndex(const std::string& directory,
                                 const std::string& destination) {
  Result<BackupReport> report =
      IndexCopy(directory, destination, Means::kLinkOrCopy).Run();
  if (!report.ok()) return report;
  Status registered = Register(directory, destination, report->revision);
  if (!registered.ok()) return registered;
  return report;
}

Result<BackupReport> RestoreIndex(const std::string& backup,
                                  const std::string& directory) {
  return IndexCopy(backup, directory, Means::kCopy).Run();
}

}  // namespace vigie::index
