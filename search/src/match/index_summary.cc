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

void AddLive(const ArticleTotals& live, IndexStatus* status) {
  status->articles += live.articles;
  status->mentions += live.mentions;
  const auto before = [](const PublicationTime& a, const PublicationTime& b) {
    return a.unix_seconds < b.unix_seconds;
  };
  if (live.oldest &&
      (!status->oldest || before(*live.oldest, *status->oldest))) {
    status->oldest = live.oldest;
  }
  if (live.newest &&
      (!status->newest || before(*status->newest, *live.newest))) {
    status->newest = live.newest;
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
  const Catalog& catalog = *corpus.catalog;
  for (uint32_t i = 0; i < catalog.segments().size(); ++i) {
    const index::Segment& segment = *catalog.segments()[i];
    SegmentInfo info = Describe(segment);
    if (!oldest_found && info.articles > info.tombstones) {
      status.dictionary_version = info.dictionary_version;
      oldest_found = true;
    }
    AddLive(TotalsOfLive(segment, catalog.visible_totals(i)), &status);
    if (restricted) continue;
    status.bytes += info.bytes;
    status.segments.push_back(std::move(info));
  }
  return status;
}

}  // namespace vigie::match
