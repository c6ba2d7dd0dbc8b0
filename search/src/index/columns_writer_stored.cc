// Copying documents of sealed segments, for merges.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <limits>

#include "index/columns.h"
#include "index/columns_writer.h"

namespace vigie::index {
namespace {

// The pages of a mapping that was read through; they stay in the system's
// cache, and whoever else reads the mapping gets them from there.
void ReleasePages(std::string_view mapped) {
  const auto page = static_cast<uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto begin = reinterpret_cast<uintptr_t>(mapped.data());
  const uintptr_t first = (begin + page - 1) / page * page;
  const uintptr_t last = (begin + mapped.size()) / page * page;
  if (first >= last) return;
  // Advice: nothing depends on it.
  static_cast<void>(
      ::madvise(const_cast<char*>(mapped.data()) + (first - begin),
                last - first, MADV_DONTNEED));
}

constexpr uint32_t kNotCopied = std::numeric_limits<uint32_t>::max();

// How many documents lie in each block, kept ones and all.
struct BlockUse {
  uint32_t kept = 0;
  uint32_t all = 0;
};

std::vector<BlockUse> CountBlocks(const Columns& columns,
                                  const StoredSelection& selection) {
  std::vector<BlockUse> blocks(columns.text_blocks());
  for (uint32_t doc = 0; doc < columns.documents(); ++doc) {
    BlockUse& use = blocks[columns.row(doc).block];
    ++use.all;
    if (selection.new_documents[doc] != kDropped) ++use.kept;
  }
  return blocks;
}

}  // namespace

void ColumnsWriter::Reserve(const std::vector<const Segment*>& segments) {
  uint64_t positions = 0;
  uint64_t texts = 0;
  uint64_t documents = 0;
  for (const Segment* segment : segments) {
    // Form and stem of each token are counted: there are no more positions.
    for (const uint32_t length : segment->lengths()) positions += length / 2;
    texts += segment->columns()->text_bytes();
    documents += segment->size();
  }
  tokens_.Reserve(positions);
  texts_.Reserve(texts);
  rows_.reserve(documents);
}

Status ColumnsWriter::AppendStored(const Segment& segment,
                                   const StoredSelection& selection) {
  const Columns& columns = *segment.columns();
  Status done = AddStoredTexts(columns, selection);
  if (!done.ok()) return done;
  any_validity_ =
      any_validity_ || selection.validity != nullptr || columns.has_validity();
  DocumentSymbols document;
  std::vector<uint32_t> symbol_of;
  for (uint32_t doc = 0; doc < columns.documents(); ++doc) {
    if (selection.new_documents[doc] == kDropped) continue;
    columns.tokens().ReadSymbols(doc, &document);
    const Span<StoredMention> mentions = columns.mentions(doc);
    done = CheckRoom(1, mentions.size, document.symbols.size());
    if (!done.ok()) return done;
    AddStoredRow(
        columns, doc,
        selection.validity ? selection.validity(doc) : columns.validity(doc));
    AddStoredMentions(columns, doc);
    tokens_.Add(document, columns.tokens(), columns.vocabulary(), &symbol_of);
  }
  ReleasePages(columns.bytes());
  const Xapian::Database database = segment.OpenDatabase();
  for (auto term = database.allterms_begin("X");
       term != database.allterms_end("X"); ++term) {
    const std::string name = *term;
    for (auto at = database.postlist_begin(name);
         at != database.postlist_end(name); ++at) {
      const uint32_t doc = selection.new_documents[*at - 1];
      if (doc != kDropped) filters_.Add(name, doc);
    }
  }
  return OkStatus();
}

// A block of which all is kept is copied as it is.
Status ColumnsWriter::AddStoredTexts(const Columns& columns,
                                     const StoredSelection& selection) {
  const std::vector<BlockUse> uses = CountBlocks(columns, selection);
  std::vector<uint32_t> copied(uses.size(), kNotCopied);
  std::string open;
  uint32_t open_block = kNotCopied;
  for (uint32_t doc = 0; doc < columns.documents(); ++doc) {
    if (selection.new_documents[doc] == kDropped) continue;
    ArticleRow row = columns.row(doc);
    const uint32_t block = row.block;
    if (uses[block].kept == uses[block].all) {
      if (copied[block] == kNotCopied) {
        const Result<uint32_t> number =
            texts_.AddFrame(columns.text_block(block));
        if (!number.ok()) return number.status();
        copied[block] = *number;
      }
      row.block = copied[block];
    } else {
      if (open_block != block) {
        Result<std::string> bytes = ReadTextBlock(columns.text_block(block));
        if (!bytes.ok()) return bytes.status();
        open = *std::move(bytes);
        open_block = block;
      }
      const uint64_t size = uint64_t{row.text_bytes} + row.record_bytes;
      if (row.text > open.size() || size > open.size() - row.text) {
        return Status(StatusCode::kDataLoss, "the stored text of article " +
                                                 std::string(columns.id(doc)) +
                                                 " is cut");
      }
      const Result<BlockPlace> place =
          texts_.Add(std::string_view(open).substr(row.text, size));
      if (!place.ok()) return place.status();
      row.block = place->block;
      row.text = place->begin;
    }
    row.strings = strings_.size();
    strings_.append(columns.id(doc));
    strings_.append(columns.title(doc)).append(columns.url(doc));
    rows_.push_back(row);
  }
  return OkStatus();
}

void ColumnsWriter::AddStoredRow(const Columns& columns, uint32_t doc,
                                 const Validity& validity) {
  days_.push_back(columns.day(doc));
  lengths_.push_back(columns.lengths()[doc]);
  sources_.push_back(SourceOrdinal(columns.sources()[columns.source(doc)]));
  const std::optional<PublicationTime> updated = columns.updated_at(doc);
  updates_.push_back(updated.has_value() ? updated->unix_seconds : 0);
  any_update_ = any_update_ || updated.has_value();
  versions_.push_back(columns.version(doc));
  any_version_ = any_version_ || versions_.back() != 0;
  validity_.push_back(validity);
  std::vector<AttributeValue> values;
  for (const uint32_t ordinal : columns.attributes(doc)) {
    values.push_back(columns.attribute_values()[ordinal]);
  }
  attributes_.Add(values);
}

void ColumnsWriter::AddStoredMentions(const Columns& columns, uint32_t doc) {
  std::vector<StoredMention> mentions(columns.mentions(doc).begin(),
                                      columns.mentions(doc).end());
  for (StoredMention& mention : mentions) {
    mention.entity =
        mentions_.EntityOrdinal(columns.entities()[mention.entity]);
  }
  mentions_.Add(std::move(mentions));
}

}  // namespace vigie::index
