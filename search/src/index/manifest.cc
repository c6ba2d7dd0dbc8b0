#include "index/manifest.h"

#include <algorithm>
#include <cctype>
#include <cinttypes>
#include <cstdio>
#include <limits>
#include <nlohmann/json.hpp>

#include "index/checksum.h"
#include "index/schema.h"

namespace vigie::index {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kChecksumWord = "crc32c ";
constexpr size_t kChecksumLine = 7 + 8 + 1;  // word, digits, line feed

std::string ChecksumLine(std::string_view text) {
  char line[kChecksumLine + 1];
  std::snprintf(line, sizeof(line), "crc32c %08" PRIx32 "\n",
                Crc32c(0, text.data(), text.size()));
  return line;
}

Json EncodeFile(const FileRecord& file) {
  return {{"path", file.path}, {"bytes", file.bytes}, {"crc32c", file.crc32c}};
}

Json EncodeSegment(const SegmentRecord& segment) {
  Json json = {{"name", segment.name},
               {"articles", segment.articles},
               {"mentions", segment.mentions},
               {"dictionary_version", segment.dictionary_version},
               {"database", EncodeFile(segment.database)},
               {"columns", EncodeFile(segment.columns)}};
  if (!segment.other_dictionary_versions.empty()) {
    json["other_dictionary_versions"] = segment.other_dictionary_versions;
  }
  if (!segment.tombstones.path.empty()) {
    json["tombstones"] = EncodeFile(segment.tombstones);
    json["tombstone_count"] = segment.tombstone_count;
  }
  return json;
}

Json EncodeOptions(const IndexOptions& options) {
  return {{"positions", options.positions},
          {"keep_versions", options.keep_versions},
          {"kept_revisions", options.kept_revisions.value_or(0)},
          {"recognize", options.recognize},
          {"unlisted_names", options.unlisted_names},
          {"facet_attributes", options.facet_attributes}};
}

// Reads typed fields and remembers whether one was missing or wrong.
class FieldReader {
 public:
  template <typename Number>
  Number Unsigned(const Json& json, const char* key) {
    const auto field = json.find(key);
    if (field == json.end() || !field->is_number_unsigned())
      return Fail<Number>();
    const auto value = field->get<uint64_t>();
    if (value > std::numeric_limits<Number>::max()) return Fail<Number>();
    return static_cast<Number>(value);
  }

  std::string Text(const Json& json, const char* key) {
    const auto field = json.find(key);
    if (field == json.end() || !field->is_string()) return Fail<std::string>();
    return field->get<std::string>();
  }

  bool Boolean(const Json& json, const char* key) {
    const auto field = json.find(key);
    if (field == json.end() || !field->is_boolean()) return Fail<bool>();
    return field->get<bool>();
  }

  std::vector<std::string> Texts(const Json& json, const char* key) {
    std::vector<std::string> texts;
    for (const Json& text : List(json, key)) {
      if (!text.is_string()) return Fail<std::vector<std::string>>();
      texts.push_back(text.get<std::string>());
    }
    return texts;
  }

  const Json& List(const Json& json, const char* key) {
    static const Json kEmpty = Json::array();
    const auto field = json.find(key);
    if (field != json.end() && field->is_array()) return *field;
    ok_ = false;
    return kEmpty;
  }

  // A file of the directory itself or of one directory in it.
  FileRecord File(const Json& json) {
    FileRecord file{Text(json, "path"), Unsigned<uint64_t>(json, "bytes"),
                    Unsigned<uint32_t>(json, "crc32c")};
    Require(!file.path.empty() && file.path.front() != '/' &&
            file.path.find("..") == std::string::npos &&
            file.path.find('\0') == std::string::npos);
    return file;
  }

  FileRecord File(const Json& json, const char* key) {
    const auto field = json.find(key);
    return field == json.end() ? Fail<FileRecord>() : File(*field);
  }

  void Require(bool condition) { ok_ = ok_ && condition; }
  bool ok() const { return ok_; }

 private:
  template <typename Value>
  Value Fail() {
    ok_ = false;
    return Value{};
  }

  bool ok_ = true;
};

bool IsSegmentName(const std::string& name) {
  return name.size() > 4 && name.compare(0, 4, "seg-") == 0 &&
         std::all_of(name.begin() + 4, name.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0; });
}

SegmentRecord DecodeSegment(const Json& json, FieldReader* reader) {
  SegmentRecord segment;
  segment.name = reader->Text(json, "name");
  segment.articles = reader->Unsigned<uint32_t>(json, "articles");
  segment.mentions = reader->Unsigned<uint64_t>(json, "mentions");
  segment.dictionary_version = reader->Text(json, "dictionary_version");
  if (json.contains("other_dictionary_versions")) {
    segment.other_dictionary_versions =
        reader->Texts(json, "other_dictionary_versions");
  }
  segment.database = reader->File(json, "database");
  segment.columns = reader->File(json, "columns");
  if (json.contains("tombstones")) {
    segment.tombstones = reader->File(json, "tombstones");
    segment.tombstone_count =
        reader->Unsigned<uint32_t>(json, "tombstone_count");
  }
  reader->Require(IsSegmentName(segment.name) &&
                  segment.tombstone_count <= segment.articles);
  return segment;
}

// Absent from what earlier writers of the same format left: what they did.
IndexOptions DecodeOptions(const Json& json, FieldReader* reader) {
  IndexOptions options;
  options.unlisted_names = false;
  options.kept_revisions = 0;
  const auto field = json.find("options");
  if (field == json.end()) return options;
  options.positions = reader->Boolean(*field, "positions");
  options.keep_versions = reader->Boolean(*field, "keep_versions");
  if (field->contains("kept_revisions")) {
    options.kept_revisions =
        reader->Unsigned<uint32_t>(*field, "kept_revisions");
  }
  options.recognize = reader->Boolean(*field, "recognize");
  if (field->contains("unlisted_names")) {
    options.unlisted_names = reader->Boolean(*field, "unlisted_names");
  }
  options.facet_attributes = reader->Texts(*field, "facet_attributes");
  return options;
}

// What live writing adds to a manifest; absent where there was none.
void DecodeWrites(const Json& json, FieldReader* reader, Manifest* manifest) {
  if (json.contains("applied_sequence")) {
    manifest->applied_sequence =
        reader->Unsigned<uint64_t>(json, "applied_sequence");
  }
  if (json.contains("deleted_versions")) {
    for (const Json& file : reader->List(json, "deleted_versions")) {
      manifest->deleted_versions.push_back(reader->File(file));
    }
  }
  if (json.contains("erasing")) {
    manifest->erasing = reader->Texts(json, "erasing");
  }
}

bool NamesItsDictionaries(const Manifest& manifest) {
  const auto named = [&manifest](const std::string& version) {
    const std::string path = DictionaryName(version);
    return manifest.dictionary.path == path ||
           std::any_of(
               manifest.older_dictionaries.begin(),
               manifest.older_dictionaries.end(),
               [&path](const FileRecord& file) { return file.path == path; });
  };
  return named(manifest.dictionary_version) &&
         std::all_of(manifest.segments.begin(), manifest.segments.end(),
                     [&named](const SegmentRecord& segment) {
                       return named(segment.dictionary_version);
                     });
}

Status Broken(const std::string& path, const char* how) {
  return Status(StatusCode::kDataLoss, path + " " + how);
}

}  // namespace

std::string ManifestName(uint64_t revision) {
  return "manifest-" + std::to_string(revision);
}

std::string DictionaryName(std::string_view version) {
  return std::string("dictionary-").append(version).append(".jsonl");
}

std::vector<FileRecord> FilesOf(const Manifest& manifest) {
  std::vector<FileRecord> files = {manifest.dictionary};
  files.insert(files.end(), manifest.older_dictionaries.begin(),
               manifest.older_dictionaries.end());
  for (const SegmentRecord& segment : manifest.segments) {
    files.push_back(segment.database);
    files.push_back(segment.columns);
    if (!segment.tombstones.path.empty()) files.push_back(segment.tombstones);
  }
  files.insert(files.end(), manifest.deleted_versions.begin(),
               manifest.deleted_versions.end());
  return files;
}

std::string EncodeManifest(const Manifest& manifest) {
  Json json = {{"format_version", manifest.format_version},
               {"revision", manifest.revision},
               {"next_segment", manifest.next_segment},
               {"analyzer_version", manifest.analyzer_version},
               {"dictionary_version", manifest.dictionary_version},
               {"dictionary", EncodeFile(manifest.dictionary)},
               {"older_dictionaries", Json::array()},
               {"options", EncodeOptions(manifest.options)},
               {"applied_sequence", manifest.applied_sequence},
               {"deleted_versions", Json::array()},
               {"erasing", manifest.erasing},
               {"segments", Json::array()}};
  for (const FileRecord& file : manifest.older_dictionaries) {
    json["older_dictionaries"].push_back(EncodeFile(file));
  }
  for (const FileRecord& file : manifest.deleted_versions) {
    json["deleted_versions"].push_back(EncodeFile(file));
  }
  for (const SegmentRecord& segment : manifest.segments) {
    json["segments"].push_back(EncodeSegment(segment));
  }
  std::string text =
      json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  return text + ChecksumLine(text);
}

Result<Manifest> DecodeManifest(std::string_view text,
                                const std::string& path) {
  if (text.size() < kChecksumLine) return Broken(path, "is cut short");
  const std::string_view body = text.substr(0, text.size() - kChecksumLine);
  const std::string_view line = text.substr(body.size());
  if (line.substr(0, kChecksumWord.size()) != kChecksumWord ||
      line != ChecksumLine(body)) {
    return Broken(path, "does not match its checksum");
  }
  const Json json = Json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return Broken(path, "is not a manifest");
  FieldReader reader;
  Manifest manifest;
  manifest.format_version = reader.Unsigned<uint32_t>(json, "format_version");
  if (reader.ok() && manifest.format_version != kFormatVersion) {
    return Status(StatusCode::kFailedPrecondition,
                  path + " has format " +
                      std::to_string(manifest.format_version) +
                      ", this Vigie reads and writes format " +
                      std::to_string(kFormatVersion) + ": rebuild the index",
                  "FORMAT_VERSION");
  }
  manifest.revision = reader.Unsigned<uint64_t>(json, "revision");
  manifest.next_segment = reader.Unsigned<uint64_t>(json, "next_segment");
  manifest.analyzer_version = reader.Text(json, "analyzer_version");
  manifest.dictionary_version = reader.Text(json, "dictionary_version");
  manifest.dictionary = reader.File(json, "dictionary");
  for (const Json& file : reader.List(json, "older_dictionaries")) {
    manifest.older_dictionaries.push_back(reader.File(file));
  }
  for (const Json& segment : reader.List(json, "segments")) {
    manifest.segments.push_back(DecodeSegment(segment, &reader));
  }
  manifest.options = DecodeOptions(json, &reader);
  DecodeWrites(json, &reader, &manifest);
  if (!reader.ok() || !NamesItsDictionaries(manifest)) {
    return Broken(path, "has fields that are missing or wrong");
  }
  return manifest;
}

}  // namespace vigie::index
