#include <iostream>
#include <nlohmann/json.hpp>

#include "indexer/maintenance_commands.h"
#include "vigie/snapshot.h"
#include "vigie/time.h"
#include "vigie/version.h"

namespace vigie::indexer {
namespace {

using nlohmann::ordered_json;

// What can be told of an index: `index` only when it can be opened.
struct Told {
  DirectoryStatus directory;
  Result<IndexStatus> index;
};

Result<IndexStatus> OpenAndAsk(const std::string& directory) {
  OpenOptions options;
  options.verify = OpenOptions::Verify::kBootStamp;
  const auto opened = Snapshot::Open(directory, options);
  if (!opened.ok()) return opened.status();
  return (*opened)->GetStatus();
}

uint64_t CountTombstones(const IndexStatus& index) {
  uint64_t tombstones = 0;
  for (const SegmentInfo& segment : index.segments) {
    tombstones += segment.tombstones;
  }
  return tombstones;
}

// Segments whose mentions were found with another dictionary than that of new
// articles, or with several.
uint64_t CountOlderDictionaries(const Told& told) {
  uint64_t older = 0;
  for (const SegmentInfo& segment : told.index->segments) {
    const std::string name =
        "dictionary-" + segment.dictionary_version + ".jsonl";
    const bool current =
        told.directory.dictionary_path.size() >= name.size() &&
        told.directory.dictionary_path.compare(
            told.directory.dictionary_path.size() - name.size(), name.size(),
            name) == 0;
    if (!current || !segment.other_dictionary_versions.empty()) ++older;
  }
  return older;
}

void AddIndex(const IndexStatus& index, ordered_json* json) {
  (*json)["articles"] = index.articles;
  (*json)["mentions"] = index.mentions;
  (*json)["entities"] = index.entities;
  (*json)["tombstones"] = CountTombstones(index);
  (*json)["bytes"] = index.bytes;
  if (index.oldest) (*json)["oldest"] = FormatPublicationTime(*index.oldest);
  if (index.newest) (*json)["newest"] = FormatPublicationTime(*index.newest);
  (*json)["dictionary_version"] = index.dictionary_version;
  ordered_json segments = ordered_json::array();
  for (const SegmentInfo& segment : index.segments) {
    segments.push_back(
        {{"name", segment.name},
         {"articles", segment.articles},
         {"tombstones", segment.tombstones},
         {"bytes", segment.bytes},
         {"dictionary_version", segment.dictionary_version},
         {"other_dictionary_versions", segment.other_dictionary_versions}});
  }
  (*json)["segments"] = std::move(segments);
}

void PrintJson(const Told& told) {
  const DirectoryStatus& directory = told.directory;
  ordered_json json;
  json["schema"] = "vigie.status.v1";
  json["revision"] = directory.revision;
  if (told.index.ok()) {
    AddIndex(*told.index, &json);
  } else {
    json["error"] = told.index.status().ToString();
  }
  json["oldest_revision"] = directory.oldest_revision;
  json["pins"] = directory.pinned_revisions;
  json["pinned_bytes"] = directory.pinned_bytes;
  json["writer_active"] = directory.writer_active;
  json["applied_sequence"] = directory.applied_sequence;
  json["journal_bytes"] = directory.journal_bytes;
  json["format_version"] = directory.format_version;
  json["analyzer_version"] = directory.analyzer_version;
  json["vigie_version"] = Version();
  json["options"] = {
      {"positions", directory.options.positions},
      {"keep_versions", directory.options.keep_versions},
      {"kept_revisions", directory.options.kept_revisions.value_or(0)},
      {"recognize", directory.options.recognize},
      {"unlisted_names", directory.options.unlisted_names},
      {"facet_attributes", directory.options.facet_attributes}};
  std::cout << json.dump(2, ' ', false, ordered_json::error_handler_t::replace)
            << "\n";
}

void PrintText(const MaintenanceOptions& options, const Told& told) {
  const Language language = options.language;
  const DirectoryStatus& directory = told.directory;
  std::cout << Say(language, "révision ", "revision ") << directory.revision
            << "\n";
  if (told.index.ok()) {
    const IndexStatus& index = *told.index;
    std::cout << index.articles << " articles · " << index.mentions
              << " mentions · " << CountTombstones(index)
              << Say(language, " remplacés ou supprimés\n",
                     " replaced or deleted\n")
              << Say(language, "segments : ", "segments: ")
              << index.segments.size() << " · " << index.bytes
              << Say(language, " octets\n", " bytes\n")
              << Say(language, "dictionnaire ", "dictionary ")
              << index.dictionary_version << " (" << index.entities
              << Say(language, " entités)\n", " entities)\n");
    const uint64_t older = CountOlderDictionaries(told);
    if (older > 0) {
      std::cout << older
                << Say(language,
                       " segments d’un autre dictionnaire que les nouveaux "
                       "articles : rebuild les met à jour\n",
                       " segments of another dictionary than new articles: "
                       "rebuild brings them up to date\n");
    }
  }
  std::cout << Say(language, "analyse ", "analysis ")
            << directory.analyzer_version << "\n"
            << Say(language, "journal : ", "journal: ")
            << directory.journal_bytes
            << Say(language, " octets, appliqué jusqu’à ",
                   " bytes, applied up to ")
            << directory.applied_sequence << "\n"
            << Say(language,
                   "plus ancienne révision gardée : ", "oldest revision kept: ")
            << directory.oldest_revision << "\n"
            << Say(language, "révisions tenues par des lecteurs :",
                   "revisions held by readers:");
  if (directory.pinned_revisions.empty()) {
    std::cout << Say(language, " aucune", " none");
  }
  for (const uint64_t revision : directory.pinned_revisions) {
    std::cout << " " << revision;
  }
  std::cout << " (" << directory.pinned_bytes
            << Say(language, " octets de plus)\n", " bytes more)\n");
  if (directory.writer_active) {
    std::cout << Say(language, "un programme écrit dans cet index\n",
                     "a program is writing to this index\n");
  }
}

}  // namespace

int RunStatus(const MaintenanceOptions& options) {
  Result<DirectoryStatus> directory = Snapshot::InspectDirectory(options.index);
  if (!directory.ok()) return FailWith(options, directory.status());
  // Before this process pins a revision itself.
  const Told told{*std::move(directory), OpenAndAsk(options.index)};
  if (options.json) {
    PrintJson(told);
  } else {
    PrintText(options, told);
  }
  return told.index.ok() ? kExitDone : FailWith(options, told.index.status());
}

}  // namespace vigie::indexer
