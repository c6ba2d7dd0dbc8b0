#include "index/open_index.h"

#include <future>
#include <system_error>
#include <utility>

#include "index/file_io.h"
#include "index/manifest_files.h"
#include "index/segment_files.h"
#include "index/verified_file.h"

namespace vigie::index {
namespace {

// LOCK holds nothing; bytes in it were not written by Vigie.
Status CheckLockFile(const std::string& directory) {
  const std::string path = JoinPath(directory, kLockName);
  Result<FileDescriptor> file = OpenForReading(path);
  if (!file.ok()) {
    // A restored copy has none yet, and a reader may lack the right to it.
    return OkStatus();
  }
  Result<uint64_t> size = FileSize(*file, path);
  if (!size.ok()) return size.status();
  if (*size == 0) return OkStatus();
  return Status(StatusCode::kDataLoss, path + " is not empty");
}

// The large files, in the order in which OpenSegments takes them: database
// and columns of each segment, then older dictionaries.
std::vector<FileRecord> LargeFiles(const Manifest& manifest) {
  std::vector<FileRecord> records;
  for (const SegmentRecord& segment : manifest.segments) {
    records.push_back(segment.database);
    records.push_back(segment.columns);
  }
  records.insert(records.end(), manifest.older_dictionaries.begin(),
                 manifest.older_dictionaries.end());
  return records;
}

Status OpenSegments(const std::string& directory,
                    const Verification& verification, OpenedIndex* index) {
  Result<std::vector<FileDescriptor>> files =
      OpenAllVerified(directory, LargeFiles(index->manifest), verification);
  if (!files.ok()) return files.status();
  size_t next = 0;
  for (const SegmentRecord& record : index->manifest.segments) {
    FileDescriptor database = std::move((*files)[next++]);
    FileDescriptor columns = std::move((*files)[next++]);
    Result<std::shared_ptr<const Segment>> segment = ShareSegment(
        directory, record, std::move(database), std::move(columns));
    if (!segment.ok()) return segment.status();
    index->segments.push_back(*std::move(segment));
  }
  return OkStatus();
}

// Calls `body` in a thread of its own, or at the latest in get().
std::future<void> CallBeside(const std::function<void()>& body) {
  try {
    return std::async(std::launch::async, body);
  } catch (const std::system_error&) {
    return std::async(std::launch::deferred, body);
  }
}

}  // namespace

Result<OpenedIndex> OpenIndex(const std::string& directory) {
  return OpenIndex(directory, Verification());
}

Result<OpenedIndex> OpenIndex(const std::string& directory,
                              const Verification& verification,
                              std::optional<uint64_t> as_of_revision,
                              const DictionaryHook& beside) {
  Result<std::shared_ptr<const PinnedManifest>> pin =
      as_of_revision.has_value() ? PinManifest(directory, *as_of_revision)
                                 : PinCurrentManifest(directory);
  if (!pin.ok()) return pin.status();
  OpenedIndex index;
  index.pin = *std::move(pin);
  index.manifest = index.pin->manifest();
  Status checked = CheckLockFile(directory);
  if (!checked.ok()) return checked;
  Result<std::string> dictionary =
      ReadVerified(directory, index.manifest.dictionary);
  if (!dictionary.ok()) return dictionary.status();
  index.dictionary_json_lines = *std::move(dictionary);
  std::future<void> done = CallBeside([&] {
    if (beside) {
      beside(index.dictionary_json_lines,
             JoinPath(directory, index.manifest.dictionary.path));
    }
  });
  Status opened = OpenSegments(directory, verification, &index);
  done.get();
  if (!opened.ok()) return opened;
  return index;
}

}  // namespace vigie::index
