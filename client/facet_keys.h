// Names of facet keys on the command line.
#ifndef VIGIE_CLIENT_FACET_KEYS_H_
#define VIGIE_CLIENT_FACET_KEYS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/options.h"
#include "vigie/v1/facet.pb.h"

namespace vigie::client {

// "organization", "personnes", "source", "mois", "type", "entity"...: singular
// or plural, French (with or without accents) or English; "@rubrique" is the
// attribute of that name.
std::optional<v1::FacetKey> FacetKeyFromName(std::string_view name);
std::optional<v1::EntityType> EntityTypeFromName(std::string_view name);

// Heading of a facet for people, e.g. "Organisations".
std::string FacetTitle(const v1::FacetKey& key, Language language);
// "organisation" or "organization".
std::string EntityTypeLabel(v1::EntityType type, Language language);

// One name of each key in the user's language, for completion.
std::vector<std::string> FacetKeyNames(Language language);

// Every key name in the user's language, for error messages.
std::string KnownFacetKeys(Language language);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_FACET_KEYS_H_
