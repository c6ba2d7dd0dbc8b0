// Names in a query -> entities of the dictionary.
#ifndef VIGIE_QUERY_NAMES_H_
#define VIGIE_QUERY_NAMES_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entities/dictionary.h"
#include "query/ast.h"
#include "query/diagnostics.h"
#include "query/plan.h"

namespace vigie::query {

// Whether an id that the dictionary does not have is that of an entity which
// articles mention.
using UnlistedIds = std::function<bool(std::string_view id)>;

// Belongs to the planning of one query; keeps references to what it is given.
class NameResolver {
 public:
  NameResolver(const entities::Dictionary& dictionary, UnlistedIds unlisted,
               Diagnostics& diagnostics)
      : dictionary_(dictionary),
        unlisted_(std::move(unlisted)),
        diagnostics_(diagnostics) {}

  // The clause entity: or concept:. kEntity with every entity of that name, or
  // kNone with a warning when there is none.
  PlanNode ResolveClause(const AstNode& leaf);

  // The entities that the clause mention: names, sorted; none is no fault.
  std::vector<std::string> ResolveMention(const AstNode& leaf);

  // A name found among the words or, `quoted`, between the quotation marks at
  // `range` of the query: kEntity, or nullopt when it is not a name. One common
  // word of French, and a quoted phrase of common words, are taken literally:
  // they do not stand for the concept of that name, whose other wordings their
  // author did not ask for; nor for a name that the dictionary does not list,
  // nor for one that is spelt otherwise: in capitals alone, with an article or
  // without the word's accents.
  std::optional<PlanNode> ResolveText(std::string_view text, ByteRange range,
                                      bool quoted);

  // What ResolveClause and ResolveText found, in order.
  std::vector<QueryExpansion> TakeExpansions();

 private:
  std::vector<std::string> FindIds(std::string_view name,
                                   bool concepts_only) const;
  void AddExpansion(const std::vector<std::string>& ids,
                    std::string_view source, ByteRange range);
  PlanNode MakeEntity(std::vector<std::string> ids, std::string_view source,
                      ByteRange range);
  void WarnUnknown(const AstNode& leaf, bool concepts_only);

  // Entities outside of the dictionary of that name or id.
  std::vector<std::string> FindUnlisted(std::string_view name) const;

  const entities::Dictionary& dictionary_;
  UnlistedIds unlisted_;
  Diagnostics& diagnostics_;
  std::vector<QueryExpansion> expansions_;
  uint32_t suggested_ = 0;  // names that a search for near ones was made for
};

}  // namespace vigie::query

#endif  // VIGIE_QUERY_NAMES_H_
