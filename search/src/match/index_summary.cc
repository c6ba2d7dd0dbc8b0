#include "match/index_summary.h"

#include <utility>

namespace vigie::match {
namespace {

SegmentInfo Describe(const index::Segment& segment) {
  const index::SegmentRecord& record = segment.record();
  SegmentInfo info;
  info.name = record.name;
  info.bytes =
      record.database.bytes + record.columns.bytes + record.tombstones.bytes;
  info.articles = segment.size();
  info.tombstones = segment.tombstones();
  info.dictionary_version = record.dictionary_version;
  info.other_dictionary_versions = record.other_dictionary_versions;
  return info;
}

void AddTime(const PublicationTime& time, IndexStatus* status) {
  if (!status->oldest || time.unix_seconds < status->oldest->unix_seconds) {
    status->oldest = time;
  }
  if (!status->newest || time.unix_seconds > status->newest->unix_seconds) {
    status->newest = time;
  }
}

void AddLiveArticles(const index::Segment& segment, IndexStatus* status) {
  for (uint32_t doc = 0; doc < segment.size(); ++doc) {
    if (segment.tombstoned(doc)) continue;
    ++status->articles;
    status->mentions += segment.mentions(doc).size;
    if (const auto time = segment.published_at(doc)) AddTime(*time, status);
  }
}

}  // namespace

IndexStatus Summarize(const index::Manifest& manifest, const Corpus& corpus) {
  IndexStatus status;
  status.revision = manifest.revision;
  status.applied_sequence = manifest.applied_sequence;
  status.format_version = manifest.format_version;
  status.analyzer_version = manifest.analyzer_version;
  status.dictionary_version = manifest.dictionary_version;
  status.entities = corpus.dictionary->size();
  // Sizes tell of articles that a restricted snapshot does not show.
  const bool restricted = !corpus.scope_key.empty();
  if (!restricted) status.bytes = manifest.dictionary.bytes;
  bool oldest_found = false;
  for (const auto& segment : corpus.catalog->segments()) {
    SegmentInfo info = Describe(*segment);
    if (!oldest_found && info.articles > info.tombstones) {
      status.dictionary_version = info.dictionary_version;
      oldest_found = true;
    }
    AddLiveArticles(*segment, &status);
    if (restricted) continue;
    status.bytes += info.bytes;
    status.segments.push_back(std::move(info));
  }
  return status;
}

}  // namespace vigie::match
