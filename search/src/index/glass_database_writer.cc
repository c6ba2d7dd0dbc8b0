#include "index/glass_database_writer.h"

#include <xapian.h>
#include <xxhash.h>

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

#include "index/schema.h"
#include "index/varint.h"

namespace vigie::index {
namespace {

// Chunks are closed once they have as many bytes, as Xapian's are.
constexpr ptrdiff_t kChunkBytes = 2000;

constexpr std::string_view kMagic = "\x0f\x0dXapian Glass";
constexpr uint16_t kGlassVersion = (2016 - 2014) << 9 | 3 << 5 | 14;
constexpr uint32_t kRevision = 1;

// What a table that does not exist is described by. The numbers are from how
// many bytes on its tags are compressed.
constexpr uint32_t kCompressFrom[] = {0, 18, 18, 0, 18, 18};

// Keys that are no terms.
constexpr std::string_view kValueStatistics("\0\xd0", 2);  // slot 0
constexpr std::string_view kValueChunk("\0\xd8\0", 3);     // slot 0
constexpr std::string_view kLengthChunk("\0\xe0", 2);

void AppendString(std::string_view value, std::string* bytes) {
  AppendVarint(value.size(), bytes);
  bytes->append(value);
}

void AppendTable(uint32_t root, uint32_t flags, uint32_t entries,
                 uint32_t compress_from, std::string_view free_list,
                 std::string* bytes) {
  constexpr uint32_t kBlockUnit = 2048;
  AppendVarint(root, bytes);
  AppendVarint(flags, bytes);
  AppendVarint(entries, bytes);
  AppendVarint(kGlassBlockBytes / kBlockUnit, bytes);
  AppendVarint(compress_from, bytes);
  AppendString(free_list, bytes);
}

}  // namespace

Result<std::unique_ptr<GlassDatabaseWriter>> GlassDatabaseWriter::Create(
    const std::string& path, WriteHook hook) {
  Result<FileDescriptor> file = CreateForWriting(path);
  if (!file.ok()) return file.status();
  return std::unique_ptr<GlassDatabaseWriter>(
      new GlassDatabaseWriter(*std::move(file), path, std::move(hook)));
}

Status GlassDatabaseWriter::AddDays(const Span<int32_t>& days) {
  static_assert(kSlotDay == 0);
  const auto key_of = [](uint32_t doc) {
    std::string key(kValueChunk);
    AppendSortable(doc + 1, &key);
    return key;
  };
  uint32_t dated = 0;
  int32_t first_day = 0;
  int32_t last_day = 0;
  for (const int32_t day : days) {
    if (day == kNoDay) continue;
    first_day = dated == 0 ? day : std::min(first_day, day);
    last_day = dated == 0 ? day : std::max(last_day, day);
    ++dated;
  }
  if (dated == 0) return OkStatus();
  std::string tag;
  AppendVarint(dated, &tag);
  AppendString(Xapian::sortable_serialise(first_day), &tag);
  if (first_day != last_day) tag += Xapian::sortable_serialise(last_day);
  Status added = table_.Add(kValueStatistics, tag);
  tag.clear();
  uint32_t chunk = 0;
  uint32_t last = 0;
  for (uint32_t doc = 0; added.ok() && doc < days.size; ++doc) {
    if (days[doc] == kNoDay) continue;
    if (tag.size() >= size_t{kChunkBytes}) {
      added = table_.Add(key_of(chunk), tag);
      tag.clear();
    }
    if (tag.empty()) {
      chunk = doc;
    } else {
      AppendVarint(doc - last - 1, &tag);
    }
    AppendString(Xapian::sortable_serialise(days[doc]), &tag);
    last = doc;
  }
  return added.ok() ? table_.Add(key_of(chunk), tag) : added;
}

Status GlassDatabaseWriter::AddLengths(const Span<uint32_t>& lengths) {
  documents_ = static_cast<uint32_t>(lengths.size);
  std::string bytes;
  for (uint32_t doc = 0; doc < documents_; ++doc) {
    const uint32_t length = lengths[doc];
    if (doc > 0) AppendVarint(0, &bytes);
    AppendVarint(length, &bytes);
    total_length_ += length;
    longest_ = std::max(longest_, length);
    if (length > 0 && (shortest_ == 0 || length < shortest_)) {
      shortest_ = length;
    }
  }
  if (documents_ == 0) return OkStatus();
  std::string none;
  AppendVarint(0, &none);
  AppendVarint(0, &none);
  const std::string key(kLengthChunk);
  return AddChunks({key, key, none}, 0, bytes);
}

Status GlassDatabaseWriter::AddTerm(std::string_view term,
                                    const Span<Posting>& postings) {
  std::string bytes;
  const EncodedPostings encoded = EncodePostings(postings, &bytes);
  uint32_t most_wdf = 0;
  for (const Posting& posting : postings) {
    most_wdf = std::max(most_wdf, posting.wdf);
  }
  return AddTerm(term, encoded, most_wdf);
}

Status GlassDatabaseWriter::AddTerm(std::string_view term,
                                    const EncodedPostings& postings,
                                    uint32_t most_wdf) {
  most_wdf_ = std::max(most_wdf_, most_wdf);
  std::string statistics;
  AppendVarint(postings.documents, &statistics);
  AppendVarint(postings.occurrences, &statistics);
  const std::string key = GlassTermKey(term);
  return AddChunks({key, key + '\0', statistics}, postings.first,
                   postings.bytes);
}

Status GlassDatabaseWriter::AddChunks(const ChunkKeys& keys, uint32_t first_doc,
                                      std::string_view postings) {
  assert(!postings.empty());
  const auto* at = reinterpret_cast<const uint8_t*>(postings.data());
  const uint8_t* const end = at + postings.size();
  std::string key = keys.first;
  std::string tag = keys.statistics;
  AppendVarint(first_doc, &tag);
  for (uint32_t doc = first_doc; true; ++doc) {
    const uint32_t chunk_doc = doc;
    const uint8_t* const chunk = at;
    TakeVarint(&at, end);
    while (at < end && at - chunk < kChunkBytes) {
      doc += TakeVarint(&at, end) + 1;
      TakeVarint(&at, end);
    }
    tag.push_back(at == end ? '1' : '0');
    AppendVarint(doc - chunk_doc, &tag);
    tag.append(reinterpret_cast<const char*>(chunk),
               static_cast<size_t>(at - chunk));
    Status added = table_.Add(key, tag);
    if (!added.ok() || at == end) return added;
    doc += TakeVarint(&at, end);
    key = keys.later;
    AppendSortable(doc + 2, &key);
    tag.clear();
  }
}

std::string GlassDatabaseWriter::Header(const GlassRoot& root) const {
  std::string header(kMagic);
  header.push_back(static_cast<char>(kGlassVersion >> 8));
  header.push_back(static_cast<char>(kGlassVersion & 0xFF));
  // The identity: of the content, so that equal content is equal bytes.
  const uint64_t identity[2] = {
      XXH64(&root, sizeof(root), documents_),
      XXH64(&root, sizeof(root), total_length_ + most_wdf_)};
  header.append(reinterpret_cast<const char*>(identity), sizeof(identity));
  AppendVarint(kRevision, &header);
  std::string free_list;
  AppendVarint(kRevision, &free_list);
  AppendVarint(root.blocks, &free_list);
  free_list.append(4, '\0');
  AppendTable(root.block, root.level << 2, root.entries, kCompressFrom[0],
              free_list, &header);
  constexpr uint32_t kEmptyTable = 3;
  for (int table = 1; table < 6; ++table) {
    AppendTable(0, kEmptyTable, 0, kCompressFrom[table], "", &header);
  }
  AppendVarint(documents_, &header);
  AppendVarint(0, &header);  // last docid less documents
  AppendVarint(shortest_, &header);
  AppendVarint(most_wdf_, &header);
  // At least as long as the largest wdf, unless there are no lengths.
  AppendVarint(std::max(longest_, most_wdf_) - most_wdf_, &header);
  AppendVarint(0, &header);  // changesets
  AppendVarint(total_length_, &header);
  AppendVarint(0, &header);  // spelling
  return header;
}

Status GlassDatabaseWriter::Finish() {
  const Result<GlassRoot> root = table_.Finish();
  if (!root.ok()) return root.status();
  const std::string header = Header(*root);
  Status done = WriteAt(file_, 0, header.data(), header.size(), path_);
  return done.ok() ? SyncFile(file_, path_) : done;
}

}  // namespace vigie::index
