#include "indexer/article_source.h"

namespace vigie::indexer {
namespace {

const Counts& NoCounts() {
  static const Counts kNone;
  return kNone;
}

}  // namespace

const Counts& ArticleSource::ignored_keys() const { return NoCounts(); }
const Counts& ArticleSource::passed_over() const { return NoCounts(); }

}  // namespace vigie::indexer
