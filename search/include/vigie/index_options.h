// What is fixed when an index is created.
#ifndef VIGIE_INDEX_OPTIONS_H_
#define VIGIE_INDEX_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigie {

// Recorded in the index and checked whenever it is opened for writing: another
// value is FAILED_PRECONDITION (reason INDEX_OPTIONS).
struct IndexOptions {
  // Keep positions in the Xapian databases too, for tools that read them. The
  // library does not need them; they more than double the size.
  bool positions = false;
  // Keep earlier revisions, and with them superseded and deleted versions of
  // articles, so that a search can be made as of any of them. Nothing of the
  // newest kept_revisions leaves the disk, but by an erasure, which takes all
  // earlier revisions with it that have the article: for indexes that are
  // published some times a day rather than each second.
  bool keep_versions = false;
  // With keep_versions: that many revisions before the newest are kept, whole;
  // older ones go after the next merge, and when a writer opens. 0: all are
  // kept, and the directory grows without bound. Absent: what the index has; of
  // a new one kDefaultKeptRevisions. Present in what an index tells of itself.
  std::optional<uint32_t> kept_revisions;
  static constexpr uint32_t kDefaultKeptRevisions = 10'000;
  // Recognise entities. Without it articles have supplied mentions only.
  bool recognize = true;
  // Recognise names that the dictionary does not list too, by a statistical
  // model: people, organisations, places, products, events. Without it only
  // what the dictionary lists. Means nothing without `recognize`.
  bool unlisted_names = true;
  // Attributes of articles that can be counted and filtered by, sorted. A name
  // that Attribute does not allow is INVALID_ARGUMENT (reason INDEX_OPTIONS).
  std::vector<std::string> facet_attributes;

  friend bool operator==(const IndexOptions& a, const IndexOptions& b) {
    return a.positions == b.positions && a.keep_versions == b.keep_versions &&
           (!a.keep_versions || a.kept_revisions == b.kept_revisions) &&
           a.recognize == b.recognize && a.unlisted_names == b.unlisted_names &&
           a.facet_attributes == b.facet_attributes;
  }
};

}  // namespace vigie

#endif  // VIGIE_INDEX_OPTIONS_H_
