// Which rows of the open lists become entities, of which type, and how far a
// name of theirs is believed where it stands alone.
#ifndef VIGIE_TOOLS_DICTIONARY_OPEN_SOURCES_H_
#define VIGIE_TOOLS_DICTIONARY_OPEN_SOURCES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vigie/mention.h"

namespace vigie::tools {

// One line of a list: alias, canonical_fr, id, type, subtype, source.
struct OpenRow {
  std::string alias;
  std::string canonical;
  std::string id;  // Wikidata id, another id or "-"
  std::string type;
  std::string subtype;
};

enum class Trust {
  kSure,   // a name of one word stands alone unless it is a common word
  kFair,   // a name of one word must be distinctive
  kWeak,   // every name needs its context
  kVeiled  // a name of one word needs its context, others stand alone
};

// Words of which one must speak for a name that is not believed alone.
enum class Context {
  kCompany,
  kFootball,
  kMotorsport,
  kParty,
  kTown,
  kRegion,
  kCountry
};
inline constexpr Context kContexts[] = {
    Context::kCompany, Context::kFootball, Context::kMotorsport,
    Context::kParty,   Context::kTown,     Context::kRegion,
    Context::kCountry};

struct OpenKind {
  EntityType type = EntityType::kUnspecified;
  std::string_view subtype;  // of static storage
  int priority = 0;          // of two that claim a name, the lower one keeps it
  Trust trust = Trust::kFair;
  Context context = Context::kCompany;
};

// The lists, in the order in which they are read.
const std::vector<std::string>& OpenFiles();

// The kind of a row of `file`, or nothing for what is left out.
std::optional<OpenKind> KindOf(std::string_view file, const OpenRow& row);

std::string_view ContextName(Context context);
const std::vector<std::string>& ContextWords(Context context);

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_OPEN_SOURCES_H_
