#include "server/service_gauges.h"

namespace vigie::server {
namespace {

void AddIndex(const IndexStatus& index, std::vector<Gauge>* gauges) {
  uint64_t tombstones = 0;
  for (const SegmentInfo& segment : index.segments) {
    tombstones += segment.tombstones;
  }
  const auto add = [&](const char* name, const char* help, uint64_t value) {
    gauges->push_back({name, help, static_cast<double>(value)});
  };
  add("vigie_revision", "Revision in service.", index.revision);
  add("vigie_articles", "Articles that can be found.", index.articles);
  add("vigie_mentions", "Mentions in them.", index.mentions);
  add("vigie_index_bytes", "Bytes of the revision's files.", index.bytes);
  add("vigie_segments", "Segments of the revision.", index.segments.size());
  add("vigie_tombstones", "Replaced or deleted articles in segments.",
      tombstones);
}

void AddPinned(const SnapshotHolder::Pinned& pinned,
               std::vector<Gauge>* gauges) {
  gauges->push_back({"vigie_pinned_revisions",
                     "Superseded revisions kept for page tokens.",
                     static_cast<double>(pinned.revisions)});
  gauges->push_back({"vigie_pinned_bytes",
                     "Bytes of files that these alone need.",
                     static_cast<double>(pinned.bytes)});
  gauges->push_back({"vigie_pinned_cap_bytes",
                     "What vigie_pinned_bytes may reach; 0: no cap.",
                     static_cast<double>(pinned.cap_bytes)});
}

void AddWriter(const LiveStatus& writer, std::vector<Gauge>* gauges) {
  gauges->push_back(
      {"vigie_journal_lag", "Writes that are durable and not visible yet.",
       static_cast<double>(writer.durable_sequence - writer.applied_sequence)});
  gauges->push_back({"vigie_journal_bytes",
                     "Bytes of the journal not in a sealed segment.",
                     static_cast<double>(writer.journal_bytes)});
  gauges->push_back({"vigie_merging", "1 while segments are merged.",
                     writer.merging ? 1.0 : 0.0});
  gauges->push_back({"vigie_written_bytes_total",
                     "Bytes written to journal, segments and merges.",
                     static_cast<double>(writer.bytes_written), true});
  gauges->push_back({"vigie_sealed_bytes_total",
                     "Bytes of segments of new articles.",
                     static_cast<double>(writer.bytes_sealed), true});
  gauges->push_back({"vigie_dead_letters",
                     "Articles set aside since the writer was opened.",
                     static_cast<double>(writer.dead_letters)});
}

void AddCache(const CacheStatus& cache, std::vector<Gauge>* gauges) {
  gauges->push_back({"vigie_posting_cache_bytes",
                     "Bytes of decoded posting lists that are kept.",
                     static_cast<double>(cache.bytes)});
  gauges->push_back({"vigie_posting_cache_hits_total",
                     "Posting lists found decoded.",
                     static_cast<double>(cache.hits), true});
  gauges->push_back({"vigie_posting_cache_misses_total",
                     "Posting lists that had to be decoded.",
                     static_cast<double>(cache.misses), true});
}

}  // namespace

std::vector<Gauge> ReadServiceGauges(const SnapshotHolder& snapshots,
                                     const IngestStreams& ingest,
                                     WriteSide* writes) {
  std::vector<Gauge> gauges;
  const auto snapshot = snapshots.Current(Unrestricted());
  gauges.push_back({"vigie_serving", "1 once a revision is in service.",
                    snapshot.ok() ? 1.0 : 0.0});
  if (snapshot.ok()) AddIndex((*snapshot)->GetStatus(), &gauges);
  AddPinned(snapshots.pinned(), &gauges);
  AddCache(Snapshot::PostingCacheStatus(), &gauges);
  gauges.push_back({"vigie_ingest_streams", "Open streams of Ingest.",
                    static_cast<double>(ingest.open())});
  if (!writes->enabled()) return gauges;
  IgnoreError(writes->Use([&](LiveWriter* writer) {
    AddWriter(writer->GetStatus(), &gauges);
    return OkStatus();
  }),
              "the numbers of a writer that is not open are left out");
  return gauges;
}

}  // namespace vigie::server
