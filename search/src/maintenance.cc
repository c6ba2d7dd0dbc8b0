#include "vigie/maintenance.h"

#include <utility>

#include "entities/dictionary.h"
#include "entities/sequence_model.h"
#include "index/copy_index.h"
#include "index/file_io.h"
#include "index/pinned_manifest.h"
#include "index/rebuild.h"
#include "index/verify_index.h"
#include "index/xapian_status.h"
#include "knowledge.h"

namespace vigie {
namespace {

constexpr uint64_t kMaxDictionaryBytes = 1U << 30;

// The text of the dictionary to rebuild with.
Result<std::string> DictionaryText(const index::OpenedIndex& index,
                                   const RebuildOptions& options) {
  if (!options.dictionary_path.empty()) {
    return index::ReadFile(options.dictionary_path, kMaxDictionaryBytes);
  }
  if (options.shipped_dictionary) {
    return std::string(entities::Dictionary::ShippedJsonLines());
  }
  return index.dictionary_json_lines;
}

Result<RebuildReport> RebuildFrom(const std::string& directory,
                                  const RebuildOptions& options) {
  Result<index::RebuildBase> base = index::OpenForRebuild(directory);
  if (!base.ok()) return base.status();
  Result<std::string> text = DictionaryText(base->index, options);
  if (!text.ok()) return text.status();
  auto knowledge = Knowledge::Load(*text, options.dictionary_path.empty()
                                              ? "dictionary"
                                              : options.dictionary_path);
  if (!knowledge.ok()) return knowledge.status();
  const auto names = entities::SequenceModel::Shipped();
  if (!names.ok()) return names.status();
  index::RebuildSpec spec;
  spec.recognizer = (*knowledge)->share_recognizer();
  spec.json_lines = *std::move(text);
  spec.threads = options.threads;
  spec.progress = options.progress;
  return index::Rebuild(directory, *std::move(base), spec);
}

}  // namespace

Result<VerifyReport> VerifyIndex(const std::string& directory,
                                 const VerifyOptions& options) {
  return index::CatchXapian("verifying " + directory, [&] {
    return index::VerifyIndex(directory, options);
  });
}

Status CheckDatabase(const std::string& path) {
  return index::CatchXapian("checking " + path,
                            [&] { return index::CheckDatabase(path); });
}

Result<ScrubReport> ScrubIndex(const std::string& directory,
                               const ScrubOptions& options) {
  return index::CatchXapian("reading " + directory, [&] {
    return index::ScrubIndex(directory, options);
  });
}

Result<std::vector<IndexFile>> ListRevisionFiles(const std::string& directory,
                                                 uint64_t revision) {
  using Files = std::vector<IndexFile>;
  return index::CatchXapian(
      "listing files of " + directory, [&]() -> Result<Files> {
        const auto pin = index::PinManifest(directory, revision);
        if (!pin.ok()) return pin.status();
        Files files;
        for (index::FileRecord& file : index::FilesOf((*pin)->manifest())) {
          files.push_back({std::move(file.path), file.bytes});
        }
        return files;
      });
}

Result<BackupReport> BackupIndex(const std::string& directory,
                                 const std::string& destination) {
  return index::CatchXapian("copying " + directory, [&] {
    return index::BackupIndex(directory, destination);
  });
}

Result<BackupReport> RestoreIndex(const std::string& backup,
                                  const std::string& directory) {
  return index::CatchXapian("restoring " + directory, [&] {
    return index::RestoreIndex(backup, directory);
  });
}

Result<RebuildReport> RebuildIndex(const std::string& directory,
                                   const RebuildOptions& options) {
  return index::CatchXapian("rebuilding " + directory,
                            [&] { return RebuildFrom(directory, options); });
}

}  // namespace vigie
