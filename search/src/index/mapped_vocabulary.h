// The words of a sealed segment, read in place.
#ifndef VIGIE_INDEX_MAPPED_VOCABULARY_H_
#define VIGIE_INDEX_MAPPED_VOCABULARY_H_

#include <string_view>
#include <vector>

#include "index/segment.h"
#include "index/token_column.h"
#include "index/token_format.h"

namespace vigie::index {

// Views into bytes that must outlive it.
class MappedVocabulary final : public Vocabulary {
 public:
  // As they lie in the file. `by_form` lists the words whose form is not the
  // exact form, `by_stem` those whose stem is not the form, sorted by that.
  struct Sections {
    Span<WordRow> words;  // by exact form, stem, form
    std::string_view bytes;
    Span<uint32_t> by_form;
    Span<uint32_t> by_stem;
  };

  MappedVocabulary() = default;
  explicit MappedVocabulary(const Sections& sections) : sections_(sections) {}

  // True when every offset and code lies inside: the condition for calling
  // anything below. O(words).
  bool IsSound() const;

  uint32_t size() const override {
    return static_cast<uint32_t>(sections_.words.size);
  }
  std::string_view exact(uint32_t code) const override;
  std::string_view form(uint32_t code) const override;
  std::string_view stem(uint32_t code) const override;
  void FindForm(std::string_view wanted,
                std::vector<uint32_t>* codes) const override;
  void FindStem(std::string_view wanted,
                std::vector<uint32_t>* codes) const override;
  void FindExact(std::string_view wanted,
                 std::vector<uint32_t>* codes) const override;

 private:
  // Words with that exact form: [first, second).
  std::pair<uint32_t, uint32_t> ExactRange(std::string_view exact) const;

  Sections sections_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_MAPPED_VOCABULARY_H_
