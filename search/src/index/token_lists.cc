#include "index/token_lists.h"

#include <limits>

#include "index/structure.h"

namespace vigie::index {
namespace {

constexpr uint32_t kUnknown = std::numeric_limits<uint32_t>::max();

}  // namespace

void TokenLists::Add(const AnalyzedField& title, const AnalyzedField& text) {
  title_positions_.push_back(title.analyzed->positions);
  AddField(title);
  AddField(text);
  EndDocument();
}

void TokenLists::AddField(const AnalyzedField& field) {
  constexpr uint16_t kLaidOver = analysis::kJoin | analysis::kVariant;
  const size_t first = codes_.size();
  const auto before = static_cast<uint32_t>(first - begin_.back());
  codes_.resize(first + field.analyzed->positions);
  for (const analysis::Token& token : field.analyzed->tokens) {
    const uint32_t code = words_.Add({token.exact, token.form, token.stem});
    if ((token.flags & kLaidOver) != 0) {
      overlaid_.push_back({before + token.position, token.length, code});
    } else {
      codes_[first + token.position] = code;
    }
  }
  AppendMarks(*field.analyzed, field.text, &marks_);
}

void TokenLists::Add(const DocumentTokens& tokens, const Vocabulary& vocabulary,
                     std::vector<uint32_t>* code_of) {
  code_of->resize(vocabulary.size(), kUnknown);
  const auto renumber = [&](uint32_t code) {
    uint32_t& mine = (*code_of)[code];
    if (mine == kUnknown) {
      mine = words_.Add({vocabulary.exact(code), vocabulary.form(code),
                         vocabulary.stem(code)});
    }
    return mine;
  };
  title_positions_.push_back(tokens.title_positions);
  for (const uint32_t code : tokens.codes) codes_.push_back(renumber(code));
  marks_.insert(marks_.end(), tokens.marks.begin(), tokens.marks.end());
  for (const OverlaidToken& token : tokens.overlaid) {
    overlaid_.push_back({token.position, token.length, renumber(token.code)});
  }
  EndDocument();
}

void TokenLists::Append(const TokenLists& other) {
  std::vector<uint32_t> code_of(other.words_.size(), kUnknown);
  const auto renumber = [&](uint32_t code) {
    uint32_t& mine = code_of[code];
    if (mine == kUnknown) mine = words_.Add(other.words_.at(code));
    return mine;
  };
  for (uint32_t doc = 0; doc < other.documents(); ++doc) {
    const View tokens = other.at(doc);
    title_positions_.push_back(tokens.title_positions);
    for (const uint32_t code : tokens.codes) codes_.push_back(renumber(code));
    marks_.insert(marks_.end(), tokens.marks.begin(), tokens.marks.end());
    for (const OverlaidToken& token : tokens.overlaid) {
      overlaid_.push_back({token.position, token.length, renumber(token.code)});
    }
    EndDocument();
  }
}

void TokenLists::EndDocument() {
  begin_.push_back(codes_.size());
  overlaid_begin_.push_back(overlaid_.size());
}

TokenLists::View TokenLists::at(uint32_t doc) const {
  const uint64_t begin = begin_[doc];
  const size_t size = begin_[doc + 1] - begin;
  const uint64_t overlaid = overlaid_begin_[doc];
  return {title_positions_[doc],
          {codes_.data() + begin, size},
          {marks_.data() + begin, size},
          {overlaid_.data() + overlaid, overlaid_begin_[doc + 1] - overlaid}};
}

uint64_t TokenLists::memory_bytes() const {
  return words_.memory_bytes() + codes_.capacity() * sizeof(uint32_t) +
         marks_.capacity() + overlaid_.capacity() * sizeof(OverlaidToken) +
         begin_.capacity() * 20;
}

}  // namespace vigie::index
