// The manifest: which files make one revision, with their checksums.
#ifndef VIGIE_INDEX_MANIFEST_H_
#define VIGIE_INDEX_MANIFEST_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vigie/index_options.h"
#include "vigie/status.h"

namespace vigie::index {

// A file of the index, by its path relative to the index directory.
struct FileRecord {
  std::string path;
  uint64_t bytes = 0;
  uint32_t crc32c = 0;
};

struct SegmentRecord {
  std::string name;  // "seg-7"
  uint32_t articles = 0;
  uint64_t mentions = 0;
  // That its mentions were found with; where segments of several were merged,
  // the oldest, and then the others.
  std::string dictionary_version;
  std::vector<std::string> other_dictionary_versions;
  FileRecord database;    // seg-7/postings.glass
  FileRecord columns;     // seg-7/columns.bin
  FileRecord tombstones;  // tombstones-7-12.bin; empty path: none
  uint32_t tombstone_count = 0;
};

struct Manifest {
  uint32_t format_version = 0;
  uint64_t revision = 0;  // 0: an empty index just created
  uint64_t next_segment = 1;
  std::string analyzer_version;
  // Of new articles; its file is `dictionary`. Segments name their own.
  std::string dictionary_version;
  FileRecord dictionary;  // dictionary-VERSION.jsonl
  // Of segments that were made with another version; kept while one names it.
  std::vector<FileRecord> older_dictionaries;
  std::vector<SegmentRecord> segments;
  IndexOptions options;  // fixed when the index is created
  // Every journalled write up to this sequence is in `segments`; 0: none was.
  uint64_t applied_sequence = 0;
  // Versions of deleted ids (deleted_versions.h); later files win.
  std::vector<FileRecord> deleted_versions;
  // Ids whose articles are deleted and remain to be removed physically.
  std::vector<std::string> erasing;
};

// Text form: JSON, then a last line "crc32c XXXXXXXX\n" over what is before.
std::string EncodeManifest(const Manifest& manifest);
// DATA_LOSS names `path` when the text or its checksum is broken;
// FAILED_PRECONDITION (FORMAT_VERSION) when made by another format.
Result<Manifest> DecodeManifest(std::string_view text, const std::string& path);

// "manifest-N".
std::string ManifestName(uint64_t revision);
// "dictionary-VERSION.jsonl".
std::string DictionaryName(std::string_view version);

// Every file that makes this revision, CURRENT and the manifest itself apart.
std::vector<FileRecord> FilesOf(const Manifest& manifest);

// The manifest named by DIR/CURRENT, checked. NOT_FOUND: no index there.
// DATA_LOSS also when CURRENT is gone from a directory that holds segments.
Result<Manifest> ReadCurrentManifest(const std::string& directory);
// Its revision alone, from CURRENT.
Result<uint64_t> ReadCurrentRevision(const std::string& directory);

// Writes DIR/manifest-N, syncs it, switches CURRENT to it by rename and syncs
// the directory. REQUIRES every file it names to be synced already.
Status PublishManifest(const std::string& directory, const Manifest& manifest);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_MANIFEST_H_
