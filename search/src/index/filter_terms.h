// Terms that documents are filtered by: they weigh nothing.
#ifndef VIGIE_INDEX_FILTER_TERMS_H_
#define VIGIE_INDEX_FILTER_TERMS_H_

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "entities/recognizer.h"
#include "index/posting.h"
#include "index/segment_writer.h"
#include "vigie/index_options.h"

namespace vigie::index {

// Not thread-safe.
class FilterTerms {
 public:
  // Those of an article, as the document `doc`, which is above all before.
  void AddArticle(uint32_t doc, const AnalyzedArticle& article,
                  const entities::Dictionary& dictionary,
                  const IndexOptions& options);
  // The documents of `term`, to add to, rising; valid until a term is added.
  std::vector<Posting>* ListOf(const std::string& term) {
    return &postings_[term];
  }
  // All of `other`, its documents numbered from `first_doc`.
  void Append(const FilterTerms& other, uint32_t first_doc);

  // By the bytes of the term.
  struct List {
    const std::string* term = nullptr;
    const std::vector<Posting>* postings = nullptr;
  };
  std::vector<List> Sorted() const;

 private:
  void Add(const std::string& term, uint32_t doc);
  // FoldName(name), computed once.
  const std::string& Folded(const std::string& name);

  std::unordered_map<std::string, std::vector<Posting>> postings_;
  std::unordered_map<std::string, std::string> folded_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_FILTER_TERMS_H_
