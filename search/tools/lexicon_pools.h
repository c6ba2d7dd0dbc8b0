// What the slots of the lexicon point into, each thing kept once.
#ifndef VIGIE_TOOLS_LEXICON_POOLS_H_
#define VIGIE_TOOLS_LEXICON_POOLS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/lexicon_format.h"

namespace vigie::tools {

// Collects edits and the text that they and the compounds point into.
class TextPool {
 public:
  // The edit that turns `form` into `stem`; none when there are too many.
  std::optional<uint16_t> EditFor(std::string_view form,
                                  std::string_view stem) {
    size_t common = 0;
    while (common < form.size() && common < stem.size() &&
           form[common] == stem[common]) {
      ++common;
    }
    const std::pair<size_t, std::string> key(form.size() - common,
                                             stem.substr(common));
    const auto found = known_.find(key);
    if (found != known_.end()) return found->second;
    if (edits_.size() > UINT16_MAX) return std::nullopt;
    const auto index = static_cast<uint16_t>(edits_.size());
    analysis::LexiconEdit edit;
    edit.text = Append(key.second);
    edit.cut = static_cast<uint16_t>(key.first);
    edit.size = static_cast<uint16_t>(key.second.size());
    edits_.push_back(edit);
    known_.emplace(key, index);
    return index;
  }

  uint32_t Append(std::string_view bytes) {
    const auto offset = static_cast<uint32_t>(text_.size());
    text_ += bytes;
    return offset;
  }

  uint32_t AppendCounted(std::string_view bytes) {
    const auto offset = Append(std::string(1, static_cast<char>(bytes.size())));
    Append(bytes);
    return offset;
  }

  const std::vector<analysis::LexiconEdit>& edits() const { return edits_; }
  const std::string& text() const { return text_; }

 private:
  std::map<std::pair<size_t, std::string>, uint16_t> known_;
  std::vector<analysis::LexiconEdit> edits_;
  std::string text_;
};

// Collects the lists of lemmas; equal lists are one.
class LemmaPool {
 public:
  // The set of `edits`; none when there are too many.
  std::optional<uint16_t> SetOf(const std::vector<uint16_t>& edits) {
    const auto [place, added] =
        known_.emplace(edits, static_cast<uint16_t>(known_.size()));
    if (added) {
      if (known_.size() > UINT16_MAX) return std::nullopt;
      edits_.insert(edits_.end(), edits.begin(), edits.end());
      begins_.push_back(static_cast<uint32_t>(edits_.size()));
    }
    return place->second;
  }
  void Resize(size_t slots) { sets_.resize(slots); }
  void Put(size_t slot, uint16_t set) { sets_[slot] = set; }

  const std::vector<uint16_t>& sets() const { return sets_; }
  const std::vector<uint32_t>& begins() const { return begins_; }
  const std::vector<uint16_t>& edits() const { return edits_; }

 private:
  std::map<std::vector<uint16_t>, uint16_t> known_;
  std::vector<uint16_t> sets_;  // by slot
  std::vector<uint32_t> begins_ = {0};
  std::vector<uint16_t> edits_;
};

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_LEXICON_POOLS_H_
