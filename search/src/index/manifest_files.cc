#include "index/manifest_files.h"

#include <algorithm>
#include <cctype>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "index/checksum.h"

namespace vigie::index {
namespace {

constexpr uint64_t kMaxCurrentBytes = 64;
constexpr std::string_view kManifestPrefix = "manifest-";

// "manifest-12 1a2b3c4d\n": the name and its CRC32C.
std::string EncodeCurrent(uint64_t revision) {
  const std::string name = ManifestName(revision);
  char checksum[16];
  std::snprintf(checksum, sizeof(checksum), " %08" PRIx32 "\n",
                Crc32c(0, name.data(), name.size()));
  return name + checksum;
}

// True when `name` can only come from an index whose first revision had been
// published: CURRENT existed then.
bool ProvesAnIndex(const std::string& name) {
  const std::optional<uint64_t> revision = RevisionOfManifestName(name);
  if (revision.has_value()) return *revision > 0;
  return name.compare(0, 11, "tombstones-") == 0 || name == kJournalDirectory ||
         name.compare(0, 4, "seg-") == 0;
}

Status NoCurrent(const std::string& directory, const std::string& path) {
  Result<std::vector<std::string>> names = ListDirectory(directory);
  if (names.ok() && std::any_of(names->begin(), names->end(), ProvesAnIndex)) {
    return Status(StatusCode::kDataLoss,
                  path + " is missing, and the directory holds an index");
  }
  return Status(StatusCode::kNotFound, "no index in " + directory,
                "INDEX_NOT_FOUND");
}

}  // namespace

std::optional<uint64_t> RevisionOfManifestName(std::string_view name) {
  if (name.substr(0, kManifestPrefix.size()) != kManifestPrefix) return {};
  const std::string digits(name.substr(kManifestPrefix.size()));
  if (digits.empty() || digits.size() > 19 ||
      !std::all_of(digits.begin(), digits.end(),
                   [](unsigned char c) { return std::isdigit(c) != 0; })) {
    return {};
  }
  return std::strtoull(digits.c_str(), nullptr, 10);
}

Result<uint64_t> OldestRevision(const std::string& directory) {
  const Result<std::vector<std::string>> names = ListDirectory(directory);
  if (!names.ok()) return names.status();
  std::optional<uint64_t> oldest;
  for (const std::string& name : *names) {
    const std::optional<uint64_t> revision = RevisionOfManifestName(name);
    if (revision.has_value() && (!oldest || *revision < *oldest)) {
      oldest = revision;
    }
  }
  if (oldest.has_value()) return *oldest;
  return Status(StatusCode::kNotFound, "no revision in " + directory,
                "INDEX_NOT_FOUND");
}

Result<Manifest> ReadManifest(const FileDescriptor& file, uint64_t revision,
                              const std::string& path) {
  Result<uint64_t> size = FileSize(file, path);
  if (!size.ok()) return size.status();
  if (*size > kMaxManifestBytes) {
    return Status(StatusCode::kDataLoss, path + " is too long");
  }
  std::string text(*size, '\0');
  Status read = ReadAt(file, 0, text.data(), text.size(), path);
  if (!read.ok()) return read;
  Result<Manifest> manifest = DecodeManifest(text, path);
  if (manifest.ok() && manifest->revision != revision) {
    return Status(StatusCode::kDataLoss,
                  path + " holds the manifest of another revision");
  }
  return manifest;
}

Result<uint64_t> ReadCurrentRevision(const std::string& directory) {
  const std::string path = JoinPath(directory, kCurrentName);
  Result<std::string> text = ReadFile(path, kMaxCurrentBytes);
  if (!text.ok()) {
    if (text.status().code() != StatusCode::kNotFound) return text.status();
    return NoCurrent(directory, path);
  }
  const std::optional<uint64_t> revision =
      RevisionOfManifestName(text->substr(0, text->find(' ')));
  if (!revision.has_value() || *text != EncodeCurrent(*revision)) {
    return Status(StatusCode::kDataLoss, path + " does not match its checksum");
  }
  return *revision;
}

Result<Manifest> ReadCurrentManifest(const std::string& directory) {
  Result<uint64_t> revision = ReadCurrentRevision(directory);
  if (!revision.ok()) return revision.status();
  const std::string path = JoinPath(directory, ManifestName(*revision));
  Result<FileDescriptor> file = OpenForReading(path);
  if (!file.ok()) {
    if (file.status().code() != StatusCode::kNotFound) return file.status();
    return Status(StatusCode::kDataLoss, path + " is missing");
  }
  return ReadManifest(*file, *revision, path);
}

Status PublishManifest(const std::string& directory, const Manifest& manifest) {
  const std::string path = JoinPath(directory, ManifestName(manifest.revision));
  Status done = ReplaceFile(path, EncodeManifest(manifest));
  // CURRENT must never be durable before the manifest's own name is.
  if (done.ok()) done = SyncPath(directory);
  if (done.ok()) {
    done = ReplaceFile(JoinPath(directory, kCurrentName),
                       EncodeCurrent(manifest.revision));
  }
  if (!done.ok()) {
    IgnoreError(RemovePath(path), "the publication's own error says more");
    return done;
  }
  return SyncPath(directory);
}

}  // namespace vigie::index
