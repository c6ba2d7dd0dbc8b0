#include "index/check_segment.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "index/check_dense_terms.h"
#include "index/check_pair_lists.h"
#include "index/columns.h"
#include "index/posting_reader.h"
#include "index/xapian_status.h"

namespace vigie::index {
namespace {

// Many blocks of texts, since those on the borders are read twice.
constexpr uint32_t kDocumentsAtOnce = 512;
constexpr uint32_t kTermsAtOnce = 8;

Status Wrong(const Segment& segment, const std::string& what) {
  return Status(StatusCode::kDataLoss,
                segment.record().columns.path + ": " + what);
}

bool BeginsCharacter(std::string_view text, uint32_t at) {
  return at == text.size() ||
         (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool NamesWholeWords(const StoredMention& mention, std::string_view text) {
  return mention.begin < mention.end && mention.end <= text.size() &&
         BeginsCharacter(text, mention.begin) &&
         BeginsCharacter(text, mention.end) && !IsSpace(text[mention.begin]) &&
         !IsSpace(text[mention.end - 1]);
}

bool LiesIn(const StoredMention& mention, uint32_t begin, uint32_t end,
            std::string_view text) {
  return begin <= mention.begin && mention.end <= end && end <= text.size();
}

// Empty when the mention is what it must be.
std::string FaultOf(const StoredMention& mention, std::string_view title,
                    std::string_view body, size_t entities) {
  const bool in_title = mention.field == static_cast<uint8_t>(Field::kTitle);
  const std::string_view text = in_title ? title : body;
  if (mention.entity >= entities) return "names no entity";
  if (!NamesWholeWords(mention, text)) return "does not name whole words";
  if (!LiesIn(mention, mention.sentence_begin, mention.sentence_end, text)) {
    return "lies outside its sentence";
  }
  if (mention.nested() &&
      !LiesIn(mention, mention.parent_begin, mention.parent_end, text)) {
    return "lies outside its parent";
  }
  if (mention.role() == MentionRole::kSpeaker &&
      (mention.parent_begin >= mention.parent_end ||
       mention.parent_end > text.size())) {
    return "says what the text does not hold";
  }
  return "";
}

Status CheckDocument(const Segment& segment, uint32_t doc) {
  const Result<std::string_view> text =
      segment.columns()->ReadText(doc, /*rest=*/nullptr);
  if (!text.ok()) return text.status();
  uint64_t counted = 0;
  for (const EntityCount& count : segment.entity_counts(doc)) {
    counted += count.mentions;
  }
  const Span<StoredMention> mentions = segment.mentions(doc);
  const auto content = static_cast<uint64_t>(std::count_if(
      mentions.begin(), mentions.end(), [](const StoredMention& mention) {
        return mention.role() != MentionRole::kCredit;
      }));
  if (counted != content) {
    return Wrong(segment, "the mentions of article " +
                              std::string(segment.article_id(doc)) +
                              " are miscounted");
  }
  for (const StoredMention& mention : mentions) {
    const std::string fault =
        FaultOf(mention, segment.title(doc), *text, segment.entities().size());
    if (fault.empty()) continue;
    return Wrong(segment, "the mention at byte " +
                              std::to_string(mention.begin) + " of article " +
                              std::string(segment.article_id(doc)) + " " +
                              fault);
  }
  return OkStatus();
}

Status CheckCounts(const Segment& segment) {
  const SegmentRecord& record = segment.record();
  uint64_t mentions = 0;
  for (uint32_t doc = 0; doc < segment.size(); ++doc) {
    mentions += segment.mentions(doc).size;
  }
  if (segment.size() != record.articles || mentions != record.mentions ||
      segment.tombstones() != record.tombstone_count) {
    return Wrong(segment,
                 "articles, mentions or tombstones are not as many as "
                 "the manifest says");
  }
  const Xapian::Database database = segment.OpenDatabase();
  if (database.get_doccount() != segment.size()) {
    return Status(StatusCode::kDataLoss,
                  record.database.path + " has " +
                      std::to_string(database.get_doccount()) +
                      " documents, the columns have " +
                      std::to_string(segment.size()));
  }
  return OkStatus();
}

// Calls copies of `check`, one for each thread, with every number below
// `count`, `at_once` after another, side by side; the first fault.
template <typename Check>
Status CheckEach(uint32_t count, uint32_t at_once, const Check& check) {
  std::atomic<uint32_t> next{0};
  std::mutex mutex;
  Status checked;
  const auto work = [&] {
    Check mine = check;
    for (uint32_t first = next.fetch_add(at_once); first < count;
         first = next.fetch_add(at_once)) {
      const uint32_t end = std::min(count, first + at_once);
      for (uint32_t i = first; i < end; ++i) {
        Status status =
            CatchXapian("checking a segment", [&] { return mine(i); });
        if (status.ok()) continue;
        const std::lock_guard<std::mutex> lock(mutex);
        if (checked.ok()) checked = std::move(status);
        return;
      }
    }
  };
  std::vector<std::thread> threads;
  const uint32_t blocks = count / at_once;
  const uint32_t cores = std::max(1U, std::thread::hardware_concurrency());
  for (uint32_t i = 1; i < std::min(cores, blocks); ++i) {
    threads.emplace_back(work);
  }
  work();
  for (std::thread& thread : threads) thread.join();
  return checked;
}

}  // namespace

Status CheckSegment(const Segment& segment) {
  // That every article is found by its id was seen when the columns were
  // parsed.
  Status checked = CheckCounts(segment);
  if (checked.ok()) {
    checked = CheckEach(segment.size(), kDocumentsAtOnce, [&](uint32_t doc) {
      return CheckDocument(segment, doc);
    });
  }
  if (checked.ok()) checked = CheckPairLists(segment);
  if (!checked.ok()) return checked;
  const DenseTermsCheck frequent(segment);
  return CheckEach(frequent.size(), kTermsAtOnce,
                   [&frequent, list = DecodedPostings()](uint32_t i) mutable {
                     return frequent.Check(i, &list);
                   });
}

}  // namespace vigie::index
