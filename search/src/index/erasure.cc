#include "index/erasure.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <utility>

#include "index/file_io.h"
#include "index/manifest_files.h"
#include "index/segment.h"

namespace vigie::index {
namespace {

constexpr uint64_t kMaxRegistryBytes = 64U << 20;

Result<bool> SegmentsHold(const std::string& directory, std::string_view id) {
  Result<Manifest> manifest = ReadCurrentManifest(directory);
  if (!manifest.ok()) return manifest.status();
  for (const SegmentRecord& record : manifest->segments) {
    Result<std::shared_ptr<const Segment>> segment =
        Segment::Open(directory, record);
    if (!segment.ok()) return segment.status();
    if ((*segment)->FindArticle(id).has_value()) return true;
  }
  return false;
}

bool HasJournal(const std::string& directory) {
  const Result<std::vector<std::string>> names =
      ListDirectory(JoinPath(directory, kJournalDirectory));
  return names.ok() && !names->empty();
}

bool MayHold(const std::string& directory, std::string_view id) {
  const Result<bool> held = SegmentsHold(directory, id);
  return !held.ok() || *held || HasJournal(directory);
}

}  // namespace

Status CompleteErasures(RevisionBuilder* builder) {
  for (auto job = builder->PlanErasure(); job.has_value();
       job = builder->PlanErasure()) {
    Status merged = builder->Merge(*job);
    if (!merged.ok()) return merged;
  }
  Status ended = builder->EndErasures();
  return ended.ok() ? builder->Publish() : ended;
}

std::vector<std::string> BackupsHolding(const std::string& directory,
                                        std::string_view id) {
  std::vector<std::string> holding;
  const Result<std::string> text =
      ReadFile(JoinPath(directory, kBackupsName), kMaxRegistryBytes);
  if (!text.ok()) return holding;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    const auto json =
        nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object() || !json.contains("path") ||
        !json["path"].is_string()) {
      continue;
    }
    auto path = json["path"].get<std::string>();
    if (PathExists(path) && MayHold(path, id) &&
        std::find(holding.begin(), holding.end(), path) == holding.end()) {
      holding.push_back(std::move(path));
    }
  }
  return holding;
}

}  // namespace vigie::index
