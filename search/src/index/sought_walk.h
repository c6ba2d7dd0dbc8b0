// One pass over a document's symbols for those that are sought.
#ifndef VIGIE_INDEX_SOUGHT_WALK_H_
#define VIGIE_INDEX_SOUGHT_WALK_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "index/mapped_tokens.h"
#include "index/structure.h"
#include "index/symbol_set.h"
#include "index/varint.h"

namespace vigie::index {

// Symbol by symbol; what passes over those that are not sought derives from
// it.
class SoughtWalk {
 public:
  struct Column {
    const MappedTokens::Sections& sections;
    const MappedTokens::SymbolSizes& sizes;
    std::string_view document;  // a part of sections.bytes
  };

 protected:
  // `members`: what a SymbolSet ends with.
  SoughtWalk(const Column& column, Span<uint64_t> members, SoughtTokens* out)
      : column_(column.sections),
        sizes_(column.sizes),
        members_(members.data),
        last_member_(members.size - 1),
        out_(out),
        first_(reinterpret_cast<const uint8_t*>(column.document.data())),
        size_(column.document.size()),
        readable_(column_.bytes.size() -
                  static_cast<size_t>(column.document.data() -
                                      column_.bytes.data())) {
    out_->found.clear();
    out_->marks.clear();
  }

  // What was read up to a symbol.
  struct Walk {
    size_t at = 0;
    uint32_t position = 0;
    uint32_t length = 0;  // of the next word, when it lies over others; else 0
    std::vector<OverlaidToken>* found = nullptr;
  };

  Walk Begin() {
    const uint8_t* text = first_;
    out_->title_positions = TakeVarint(&text, first_ + size_);
    Walk walk;
    walk.at = static_cast<size_t>(text - first_);
    walk.found = &out_->found;
    return walk;
  }

  // Positions whose marks have to be read for that.
  uint64_t MarkedBy(TextMarks text) const {
    return uint64_t{out_->title_positions} + std::max(text.marks, text.lead);
  }

  // Tells the lead of marks.
  void TellLead(TextMarks text) {
    if (text.lead == 0) return;
    const auto begin =
        out_->marks.begin() + static_cast<std::ptrdiff_t>(std::min<size_t>(
                                  out_->title_positions, out_->marks.size()));
    const auto second = std::find_if(
        begin + std::min<std::ptrdiff_t>(1, out_->marks.end() - begin),
        out_->marks.end(),
        [](uint8_t marks) { return (marks & kMarkParagraph) != 0; });
    out_->lead = static_cast<uint32_t>(second - begin);
    out_->marks.clear();
  }

  void Finish(const Walk& walk) {
    const uint32_t positions = walk.position;
    out_->positions = positions;
    out_->title_positions = std::min(out_->title_positions, positions);
    const auto outside = [positions](const OverlaidToken& token) {
      return token.length > positions - token.position;
    };
    out_->found.erase(
        std::remove_if(out_->found.begin(), out_->found.end(), outside),
        out_->found.end());
  }

  // Where symbols begin of which four bytes can be read.
  size_t EndOfReadable() const {
    return std::min(size_, readable_ - std::min<size_t>(readable_, 3));
  }

  bool TakeNext(Walk* walk) {
    uint64_t symbol = 0;
    if (!Next(walk, &symbol)) return false;
    Take(symbol, walk);
    return true;
  }

  uint32_t SizeAt(size_t at) const { return sizes_.of[first_[at]]; }

  // Of what is sought, and of specials; of others 0.
  uint64_t MemberOf(uint64_t symbol) const {
    for (size_t at = symbol & last_member_;; at = (at + 1) & last_member_) {
      const uint64_t member = members_[at];
      if (member == 0 || static_cast<uint32_t>(member) == symbol + 1) {
        return member;
      }
    }
  }

  uint64_t SymbolOf(uint32_t bytes, uint32_t size) const {
    return (uint64_t{bytes} >> (32 - 8 * size)) + sizes_.added[size];
  }

  // REQUIRES at < EndOfReadable().
  uint64_t SymbolAt(size_t at) const {
    uint32_t bytes = 0;
    std::memcpy(&bytes, first_ + at, sizeof(bytes));
    return SymbolOf(__builtin_bswap32(bytes), SizeAt(at));
  }

  // False at the end, and before a symbol that is cut or unknown.
  bool Next(Walk* walk, uint64_t* symbol) const {
    if (walk->at >= size_) return false;
    const uint32_t size = SizeAt(walk->at);
    if (size > size_ - walk->at) return false;
    uint32_t bytes = 0;
    for (uint32_t i = 0; i < size; ++i) {
      bytes |= static_cast<uint32_t>(first_[walk->at + i]) << (24 - 8 * i);
    }
    *symbol = SymbolOf(bytes, size);
    if (*symbol >= column_.symbol_words.size) return false;
    walk->at += size;
    return true;
  }

  void Take(uint64_t symbol, Walk* walk) {
    const uint64_t member = MemberOf(symbol);
    const bool sought = member != 0;
    const auto word = static_cast<uint32_t>(member >> kMemberWord);
    if (word >= kSpecials) {
      return TakeSpecial(word, column_.symbol_marks[symbol], walk);
    }
    if (walk->length == 0) {
      if (sought) walk->found->push_back({walk->position, 1, word});
      ++walk->position;
      return;
    }
    if (sought && walk->position > 0) {
      walk->found->push_back({walk->position - 1, walk->length, word});
    }
    walk->length = 0;
  }

  void TakeSpecial(uint32_t special, uint8_t marks, Walk* walk) {
    if (special == kSpecialMarks) {
      next_marks_ |= marks;
    } else if (special == kSpecialToggle) {
      held_marks_ ^= marks;
    } else if (special <= kSpecialOverlay3) {
      walk->length = special - kSpecialOverlay1 + 1;
    } else if (special == kSpecialOverlay) {
      const uint8_t* at = first_ + walk->at;
      walk->length = TakeVarint(&at, first_ + size_);
      walk->at = static_cast<size_t>(at - first_);
    } else {
      walk->length = 0;
    }
  }

  // What its symbol says of the next position.
  uint8_t TakeMarks(uint64_t symbol) {
    const uint8_t marks =
        column_.symbol_marks[symbol] | next_marks_ | held_marks_;
    next_marks_ = 0;
    return marks;
  }

  // Whether the next position was said to have a mark. Takes all.
  bool TakeAnnounced(uint8_t mark) {
    return (std::exchange(next_marks_, uint8_t{0}) & mark) != 0;
  }

  const MappedTokens::Sections& column_;
  const MappedTokens::SymbolSizes& sizes_;
  const uint64_t* members_;
  const size_t last_member_;
  SoughtTokens* out_;
  const uint8_t* const first_;  // of the document's bytes
  const size_t size_;
  const size_t readable_;  // bytes of the column from there on

 private:
  uint8_t next_marks_ = 0;
  uint8_t held_marks_ = 0;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SOUGHT_WALK_H_
