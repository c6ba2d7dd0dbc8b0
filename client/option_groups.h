// Rows of the option table that several commands share.
#ifndef VIGIE_CLIENT_OPTION_GROUPS_H_
#define VIGIE_CLIENT_OPTION_GROUPS_H_

#include <initializer_list>
#include <vector>

#include "client/option_table.h"

namespace vigie::client {

using OptionGroup = std::vector<OptionSpec>;

// One list out of several.
OptionGroup Join(std::initializer_list<OptionGroup> groups);

// The query; where it is left out, every article is meant.
OptionGroup Query();
// The query, which must be there.
OptionGroup NeededQuery();
// Whether a partial answer will do.
OptionGroup Completeness();
// How the query is read, and the same.
OptionGroup Reading();
// Facet values that articles must have or must not have.
OptionGroup Selections();
OptionGroup Sorting();
OptionGroup Freshness();
// Which mentions are wanted.
OptionGroup MentionFilters();
OptionGroup Types();
OptionGroup Resume();
OptionGroup Limit(Wording help, double most);
// Facets to count; `help` names the default.
OptionGroup FacetsBy(Wording help);
OptionGroup FacetTop();
}  // namespace vigie::client

#endif  // VIGIE_CLIENT_OPTION_GROUPS_H_
