#include "match/changed_rows.h"

#include "match/attribute_lists.h"

namespace vigie::match {

std::shared_ptr<const ChangedRows> ChangedRows::Make(
    ExtentChange change, uint32_t name, const FacetColumns& columns) {
  const Catalog& catalog = columns.catalog();
  const auto segments = static_cast<uint32_t>(catalog.segments().size());
  size_t documents = 0;
  for (uint32_t i = 0; i < segments; ++i) {
    documents += i < change.segments ? change.died[i].size()
                                     : catalog.segments()[i]->size();
  }
  if (documents > kMostDocuments) return nullptr;
  const auto made = std::make_shared<ChangedRows>();
  size_t values = 0;
  for (uint32_t i = 0; i < segments; ++i) {
    Rows& rows = made->rows_.emplace_back();
    const AttributeLists lists(catalog, i);
    const bool mentioned = !catalog.segments()[i]->entities().empty();
    rows.begin.push_back(0);
    const auto add = [&](uint32_t doc, index::Span<uint32_t> listed) {
      for (const uint32_t local : listed) {
        const uint32_t value = lists.InCatalog(local);
        if (catalog.attribute_name(value) == name) rows.values.push_back(value);
      }
      rows.begin.push_back(static_cast<uint32_t>(rows.values.size()));
      if (mentioned) rows.mentions.push_back(columns.Mentions({i, doc}));
    };
    if (i < change.segments) {
      lists.Visit(change.died[i], add);
    } else {
      lists.Visit(DocSet::Everything(catalog.segments()[i]->size()), add);
    }
    values += rows.values.size();
    if (values > kMostValues) return nullptr;
  }
  made->change_ = std::move(change);
  return made;
}

}  // namespace vigie::match
