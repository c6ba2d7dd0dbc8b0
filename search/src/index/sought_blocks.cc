#include "index/sought_blocks.h"

#include <algorithm>
#include <array>

#include "index/structure.h"
#include "index/symbol_blocks.h"
#include "index/symbol_set.h"

namespace vigie::index {
namespace {

constexpr size_t kMostSymbolBytes = 4;

uint64_t Below(uint64_t bit) { return bit - 1; }

// Where a bit stands.
size_t PlaceOf(uint64_t bit) {
  return static_cast<size_t>(__builtin_ctzll(bit));
}

// Few are asked for, so that no instruction for it is.
uint32_t Count(uint64_t bits) {
  return static_cast<uint32_t>(__builtin_popcountll(bits));
}

uint64_t FirstBits(size_t count) {
  return count < SymbolBlock::kBytes ? (uint64_t{1} << count) - 1 : ~uint64_t{};
}

// Symbols of which nothing is asked are bits that are counted.
class BlockScan : private SoughtWalk {
 public:
  BlockScan(const Column& column, const SymbolSet& sought, SoughtTokens* out)
      : SoughtWalk(
            column,
            {sought.data() + kBlockHeadWords, sought.size() - kBlockHeadWords},
            out),
        starts_(sought.data() + kStartsAt),
        tables_(
            *reinterpret_cast<const BlockTables*>(sought.data() + kTablesAt)) {}

  void Run(TextMarks text) {
    Walk walk = Begin();
    tells_lead_ = text.lead > 0 && tables_.paragraphs != 0;
    (tells_lead_ ? lead_ : marked_) = MarkedBy(text);
    while (ReadBlocks(&walk) && TakeOne(&walk)) {
    }
    while (TakeOne(&walk)) {
    }
    Finish(walk);
    if (!tells_lead_) return TellLead(text);
    const uint64_t end = std::min<uint64_t>(lead_, walk.position);
    out_->lead = static_cast<uint32_t>(end - out_->title_positions);
  }

 private:
  // Takes blocks, up to the last bytes of the document (false) or to a symbol
  // that TakeOne understands alone.
  bool ReadBlocks(Walk* walk) {
    const size_t end = size_ - std::min(size_, kMostSymbolBytes);
    constexpr size_t kRead = SymbolBlock::kBytes + SymbolBlock::kBeyond;
    BlockEntry entry;
    entry.overlaid = walk->length > 0;
    while (walk->at < end && readable_ - walk->at >= kRead) {
      const size_t from = walk->at;
      const uint64_t within = FirstBits(end - from);
      SymbolBlock block;
      ReadBlock(tables_, first_ + from, within, &entry, &block);
      const uint64_t stop = TakeStops(block, *walk);
      const uint64_t taken = stop != 0 ? Below(stop) : within;
      if (walk->position < marked_) {
        ReadMarks(block, from, walk->position, taken);
      } else if (walk->position < lead_) {
        FindLead(block, walk->position, taken);
      }
      if (stop != 0) {
        walk->at = from + PlaceOf(stop);
        if ((block.overlaid & stop) == 0) {
          walk->length = 0;
        } else {
          walk->length = LengthAt(block, *walk, from, stop);
        }
        walk->position += Count(block.counted() & taken);
        return true;
      }
      if (!entry.overlaid) {
        walk->length = 0;
      } else if (block.overlays != 0) {
        walk->length = OverlayOf(from, block.overlays);
      }
      walk->position += block.positions;
      const uint64_t behind = block.starts & ~within;
      walk->at = from + (behind != 0 ? PlaceOf(behind)
                                     : SymbolBlock::kBytes + entry.skip);
      entry.skip = 0;
    }
    return false;
  }

  // Takes what is sought among the words of a block that begins where the walk
  // is. The bit of the first symbol that has to be taken alone, or 0.
  uint64_t TakeStops(const SymbolBlock& block, const Walk& walk) {
    std::array<uint8_t, SymbolBlock::kBytes> places;
    size_t promising = 0;
    const uint8_t* const bytes = first_ + walk.at;
    const uint8_t before_unknown = tables_.before_unknown;
    for (uint64_t left = block.stops; left != 0; left &= left - 1) {
      const size_t place = PlaceOf(left);
      const uint8_t* const start = bytes + place;
      const uint32_t bit = start[0] | uint32_t{start[1]} << 8;
      const uint64_t known = starts_[bit / 64] >> (bit % 64);
      places[promising] = static_cast<uint8_t>(place);
      promising += (known & 1U) | (start[0] > before_unknown ? 1U : 0U);
    }
    for (size_t i = 0; i < promising; ++i) {
      const uint64_t bit = uint64_t{1} << places[i];
      const uint64_t symbol = SymbolAt(walk.at + places[i]);
      if (symbol >= column_.symbol_words.size) return bit;
      const uint64_t member = MemberOf(symbol);
      if (member == 0) continue;
      const auto word = static_cast<uint32_t>(member >> kMemberWord);
      if (word >= kSpecials) return bit;
      const uint32_t before =
          walk.position + Count(block.counted() & Below(bit));
      if ((block.overlaid & bit) == 0) {
        walk.found->push_back({before, 1, word});
      } else if (before > 0) {
        walk.found->push_back(
            {before - 1, LengthAt(block, walk, walk.at, bit), word});
      }
    }
    return 0;
  }

  // Over how many positions the word at `bit` lies, which does.
  uint32_t LengthAt(const SymbolBlock& block, const Walk& walk, size_t from,
                    uint64_t bit) const {
    const uint64_t overlays = block.overlays & Below(bit);
    return overlays != 0 ? OverlayOf(from, overlays) : walk.length;
  }

  // What the last of these specials says.
  uint32_t OverlayOf(size_t from, uint64_t overlays) const {
    const auto last = static_cast<size_t>(63 - __builtin_clzll(overlays));
    const uint64_t member = MemberOf(SymbolAt(from + last));
    const auto word = static_cast<uint32_t>(member >> kMemberWord);
    // Else a page has become unreadable in between.
    return word >= kSpecialOverlay1 && word <= kSpecialOverlay3
               ? word - kSpecialOverlay1 + 1
               : 1;
  }

  // Of the positions from `position` on, as long as they are asked for, of
  // symbols that begin at bits of `within`.
  void ReadMarks(const SymbolBlock& block, size_t from, uint64_t position,
                 uint64_t within) {
    const uint64_t keeps =
        block.starts & ~block.words & ~block.overlays & within;
    const uint64_t counted = block.counted();
    for (uint64_t left = (counted | keeps) & within; left != 0;
         left &= left - 1) {
      const uint64_t symbol = SymbolAt(from + PlaceOf(left));
      if (symbol >= column_.symbol_words.size) return;
      if ((keeps & left & (~left + 1)) != 0) {
        Walk nowhere;
        Take(symbol, &nowhere);
        continue;
      }
      if (position++ == marked_) return;
      out_->marks.push_back(TakeMarks(symbol));
    }
  }

  // The same for where the second paragraph begins.
  void FindLead(const SymbolBlock& block, uint32_t position, uint64_t within) {
    const uint64_t counted = block.counted() & within;
    if (counted != 0 && paragraph_) BeginParagraph(position);
    for (uint64_t left = block.paragraphs & within; left != 0;
         left &= left - 1) {
      const uint64_t before = left ^ (left - 1);
      if ((counted & ~before) == 0) {
        paragraph_ = true;
      } else {
        BeginParagraph(position + Count(counted & before));
      }
    }
  }

  // At a position. The text's first one begins no second paragraph.
  void BeginParagraph(uint32_t position) {
    paragraph_ = false;
    if (position > out_->title_positions && position < lead_) lead_ = position;
  }

  // Takes one symbol, marks and all; false at the end.
  bool TakeOne(Walk* walk) {
    uint64_t symbol = 0;
    if (!Next(walk, &symbol)) return false;
    const uint32_t before = walk->position;
    Take(symbol, walk);
    if (walk->position == before) {
      if (tells_lead_ && TakeAnnounced(kMarkParagraph)) paragraph_ = true;
      return true;
    }
    const uint8_t marks = TakeMarks(symbol);
    if (before < marked_) out_->marks.push_back(marks);
    if (paragraph_ || (marks & kMarkParagraph) != 0) BeginParagraph(before);
    return true;
  }

  const uint64_t* starts_;
  const BlockTables& tables_;
  uint64_t marked_ = 0;  // positions whose marks are asked for
  // Where the lead ends at the latest, as far as that is known.
  uint64_t lead_ = 0;
  bool tells_lead_ = false;
  bool paragraph_ = false;  // the next position begins one
};

}  // namespace

void ReadSoughtBlocks(const SoughtWalk::Column& column, const SymbolSet& sought,
                      TextMarks text, SoughtTokens* tokens) {
  BlockScan(column, sought, tokens).Run(text);
}

}  // namespace vigie::index
