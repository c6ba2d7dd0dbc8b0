// Copying documents of sealed segments, for merges.

#include <cstdint>
#include <future>
#include <limits>
#include <utility>

#include "index/columns.h"
#include "index/columns_writer.h"
#include "index/mapped_pages.h"
#include "index/segment_room.h"
#include "index/xapian_status.h"

namespace vigie::index {
namespace {

constexpr uint32_t kNotCopied = std::numeric_limits<uint32_t>::max();

// The merge goes on at once, is slowed or given up, so often.
constexpr uint32_t kPolledDocuments = 1024;

Status Poll(const WriteHook& hook) { return hook ? hook(0) : OkStatus(); }

// Numbers of one segment in the columns that are written, each asked for once,
// when it is first needed.
class Renumbering {
 public:
  explicit Renumbering(size_t size) : numbers_(size, kNotCopied) {}

  template <typename NumberOf>
  uint32_t At(uint32_t theirs, const NumberOf& number_of) {
    uint32_t& mine = numbers_[theirs];
    if (mine == kNotCopied) mine = number_of(theirs);
    return mine;
  }

 private:
  std::vector<uint32_t> numbers_;
};

}  // namespace

void ColumnsWriter::Reserve(const std::vector<StoredSelection>& selections) {
  uint64_t symbols = 0;
  uint64_t texts = 0;
  uint64_t documents = 0;
  for (const StoredSelection& selection : selections) {
    const Segment& segment = *selection.segment;
    // Form and stem of each token are counted, and those of titles several
    // times: that leaves room for the symbols that are no words.
    for (const uint32_t length : segment.lengths()) symbols += length / 2;
    texts += segment.columns()->text_bytes();
    documents += segment.size();
  }
  tokens_.Reserve(symbols);
  texts_.Reserve(texts);
  rows_.reserve(documents);
}

Status ColumnsWriter::AppendStored(
    const std::vector<StoredSelection>& selections, uint32_t threads,
    const WriteHook& hook) {
  using Copy =
      Status (ColumnsWriter::*)(const StoredSelection&, const WriteHook&);
  Reserve(selections);
  const auto copy_all = [&](Copy copy) {
    return CatchXapian("copying a segment", [&] {
      Status done;
      for (const StoredSelection& selection : selections) {
        if (done.ok()) done = (this->*copy)(selection, hook);
      }
      return done;
    });
  };
  const std::launch launch =
      threads > 1 ? std::launch::async : std::launch::deferred;
  std::future<Status> tokens =
      std::async(launch, [&] { return copy_all(&ColumnsWriter::CopyTokens); });
  std::future<Status> filters =
      std::async(launch, [&] { return copy_all(&ColumnsWriter::CopyFilters); });
  Status done = copy_all(&ColumnsWriter::CopyRows);
  for (std::future<Status>* others : {&tokens, &filters}) {
    if (!done.ok() && threads <= 1) break;
    Status copied = others->get();
    if (done.ok()) done = std::move(copied);
  }
  return done;
}

Status ColumnsWriter::CopyTokens(const StoredSelection& selection,
                                 const WriteHook& hook) {
  const Columns& columns = *selection.segment->columns();
  DocumentSymbols document;
  std::vector<uint32_t> symbol_of;
  for (uint32_t doc = 0; doc < columns.documents(); ++doc) {
    if (selection.new_documents[doc] == kDropped) continue;
    columns.tokens().ReadSymbols(doc, &document);
    Status room = CheckRoom(tokens_.size(), document.symbols.size());
    if (room.ok() && doc % kPolledDocuments == 0) room = Poll(hook);
    if (!room.ok()) return room;
    tokens_.Add(document, columns.tokens(), columns.vocabulary(), &symbol_of);
  }
  ReleasePages(columns.bytes());
  return OkStatus();
}

Status ColumnsWriter::CopyFilters(const StoredSelection& selection,
                                  const WriteHook& hook) {
  const Xapian::Database database = selection.segment->OpenDatabase();
  uint32_t terms = 0;
  for (auto term = database.allterms_begin("X");
       term != database.allterms_end("X"); ++term) {
    const std::string name = *term;
    Status polled = ++terms % kPolledDocuments == 0 ? Poll(hook) : OkStatus();
    if (!polled.ok()) return polled;
    std::vector<Posting>* postings = nullptr;
    for (auto at = database.postlist_begin(name);
         at != database.postlist_end(name); ++at) {
      const uint32_t doc = selection.new_documents[*at - 1];
      if (doc == kDropped) continue;
      if (postings == nullptr) postings = filters_.ListOf(name);
      postings->push_back({doc, 0});
    }
  }
  return OkStatus();
}

Status ColumnsWriter::CopyRows(const StoredSelection& selection,
                               const WriteHook& hook) {
  const Columns& columns = *selection.segment->columns();
  Status done = CheckRoom(rows_.size(), columns.documents());
  if (done.ok()) done = CheckRoom(mentions_.mentions(), columns.mentions());
  if (done.ok()) done = CopyTexts(columns, selection);
  if (!done.ok()) return done;
  any_validity_ =
      any_validity_ || selection.validity != nullptr || columns.has_validity();
  CopyFacts(columns, selection);
  done = Poll(hook);
  if (!done.ok()) return done;
  CopyMentions(columns, selection);
  ReleasePages(columns.bytes());
  return Poll(hook);
}

void ColumnsWriter::CopyFacts(const Columns& columns,
                              const StoredSelection& selection) {
  Renumbering sources(columns.sources().size());
  Renumbering attributes(columns.attribute_values().size());
  std::vector<uint32_t> values;
  for (uint32_t doc = 0; doc < columns.documents(); ++doc) {
    if (selection.new_documents[doc] == kDropped) continue;
    days_.push_back(columns.day(doc));
    lengths_.push_back(columns.lengths()[doc]);
    sources_.push_back(sources.At(columns.source(doc), [&](uint32_t source) {
      return SourceOrdinal(columns.sources()[source]);
    }));
    const std::optional<PublicationTime> updated = columns.updated_at(doc);
    updates_.push_back(updated.has_value() ? updated->unix_seconds : 0);
    any_update_ = any_update_ || updated.has_value();
    versions_.push_back(columns.version(doc));
    any_version_ = any_version_ || versions_.back() != 0;
    validity_.push_back(selection.validity ? selection.validity(doc)
                                           : columns.validity(doc));
    values.clear();
    for (const uint32_t ordinal : columns.attributes(doc)) {
      values.push_back(attributes.At(ordinal, [&](uint32_t theirs) {
        return attributes_.Number(columns.attribute_values()[theirs]);
      }));
    }
    attributes_.AddNumbers(values);
  }
}

void ColumnsWriter::CopyMentions(const Columns& columns,
                                 const StoredSelection& selection) {
  Renumbering entities(columns.entities().size());
  for (uint32_t doc = 0; doc < columns.documents(); ++doc) {
    if (selection.new_documents[doc] == kDropped) continue;
    std::vector<StoredMention> mentions(columns.mentions(doc).begin(),
                                        columns.mentions(doc).end());
    for (StoredMention& mention : mentions) {
      mention.entity = entities.At(mention.entity, [&](uint32_t theirs) {
        return mentions_.EntityOrdinal(columns.entities()[theirs]);
      });
    }
    mentions_.Add(std::move(mentions));
  }
}

// Blocks as they are: PackTexts leaves out what is not kept.
Status ColumnsWriter::CopyTexts(const Columns& columns,
                                const StoredSelection& selection) {
  std::vector<uint32_t> copied(columns.text_blocks(), kNotCopied);
  for (uint32_t doc = 0; doc < columns.documents(); ++doc) {
    if (selection.new_documents[doc] == kDropped) continue;
    ArticleRow row = columns.row(doc);
    if (copied[row.block] == kNotCopied) {
      const Result<uint32_t> number = texts_.AddFrame(
          columns.text_block(row.block), columns.text_dictionary());
      if (!number.ok()) return number.status();
      copied[row.block] = *number;
    }
    row.block = copied[row.block];
    row.strings = strings_.size();
    strings_.append(columns.id(doc));
    strings_.append(columns.title(doc)).append(columns.url(doc));
    rows_.push_back(row);
  }
  return OkStatus();
}

}  // namespace vigie::index
