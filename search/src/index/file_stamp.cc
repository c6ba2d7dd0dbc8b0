#include "index/file_stamp.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cinttypes>
#include <cstdio>
#include <ctime>
#include <iterator>
#include <sstream>

#include "index/checksum.h"

namespace vigie::index {
namespace {

constexpr uint64_t kMaxStampBytes = 16U << 20;
// Several ticks of the slowest kernel clock (10 ms).
constexpr int64_t kSettledNs = 50'000'000;
constexpr const char* kStampName = "boot-stamp";

int64_t Nanoseconds(const timespec& time) {
  return static_cast<int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

// Another one at every start of the machine; empty when unknown. The kernel's
// file says it has no size.
std::string BootId() {
  std::FILE* file = std::fopen("/proc/sys/kernel/random/boot_id", "re");
  if (file == nullptr) return "";
  char id[64] = {};
  const size_t got = std::fread(id, 1, sizeof(id) - 1, file);
  std::fclose(file);
  std::string text(id, got);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::string ChecksumLine(const std::string& body) {
  char line[32];
  std::snprintf(line, sizeof(line), "crc32c %08" PRIx32 "\n",
                Crc32c(0, body.data(), body.size()));
  return line;
}

}  // namespace

Result<FileStamp> StampOf(const FileDescriptor& file, const std::string& path) {
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) {
    return StatusFromErrno(errno, "examine", path);
  }
  return FileStamp{info.st_dev, info.st_ino,
                   static_cast<uint64_t>(info.st_size),
                   Nanoseconds(info.st_mtim), Nanoseconds(info.st_ctim)};
}

int64_t FileClockNow() {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
  return Nanoseconds(now);
}

bool IsSettled(const FileStamp& stamp, int64_t read_ns) {
  return stamp.modified_ns + kSettledNs <= read_ns &&
         stamp.changed_ns + kSettledNs <= read_ns;
}

bool VerifiedFiles::Has(const FileStamp& stamp, uint32_t crc32c) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = files_.find({stamp.device, stamp.inode});
  if (found == files_.end() || !(found->second.stamp == stamp) ||
      found->second.crc32c != crc32c) {
    return false;
  }
  found->second.used = ++clock_;
  return true;
}

void VerifiedFiles::ForgetOldHalf() {
  std::vector<uint64_t> used;
  for (const auto& [key, entry] : files_) used.push_back(entry.used);
  const auto middle = used.begin() + static_cast<ptrdiff_t>(used.size() / 2);
  std::nth_element(used.begin(), middle, used.end());
  for (auto at = files_.begin(); at != files_.end();) {
    at = at->second.used < *middle ? files_.erase(at) : std::next(at);
  }
}

void VerifiedFiles::Add(const FileStamp& stamp, uint32_t crc32c) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (files_.size() >= kMostFiles) ForgetOldHalf();
  files_[{stamp.device, stamp.inode}] = {stamp, crc32c, ++clock_};
}

VerifiedFiles& VerifiedFiles::OfThisProcess() {
  static auto* const files = new VerifiedFiles();  // lives until the end
  return *files;
}

void LoadBootStamp(const std::string& directory, VerifiedFiles* files) {
  const Result<std::string> read =
      ReadFile(JoinPath(directory, kStampName), kMaxStampBytes);
  if (!read.ok()) return;
  const size_t end = read->rfind("crc32c ");
  if (end == std::string::npos) return;
  const std::string body = read->substr(0, end);
  if (read->substr(end) != ChecksumLine(body)) return;
  std::istringstream lines(body);
  std::string boot;
  const std::string this_boot = BootId();
  if (!std::getline(lines, boot) || boot.empty() || boot != this_boot) return;
  StampedFile file;
  while (lines >> file.stamp.device >> file.stamp.inode >> file.stamp.bytes >>
         file.stamp.modified_ns >> file.stamp.changed_ns >> file.crc32c) {
    files->Add(file.stamp, file.crc32c);
  }
}

Status SaveBootStamp(const std::string& directory,
                     const std::vector<StampedFile>& files) {
  std::ostringstream lines;
  lines << BootId() << "\n";
  for (const StampedFile& file : files) {
    lines << file.stamp.device << ' ' << file.stamp.inode << ' '
          << file.stamp.bytes << ' ' << file.stamp.modified_ns << ' '
          << file.stamp.changed_ns << ' ' << file.crc32c << "\n";
  }
  const std::string body = lines.str();
  return ReplaceFile(JoinPath(directory, kStampName),
                     body + ChecksumLine(body));
}

}  // namespace vigie::index
