// Numbers and names in the user's language. Thread-safe.
#ifndef VIGIE_CLIENT_WORDING_H_
#define VIGIE_CLIENT_WORDING_H_

#include <cstdint>
#include <string>

#include "client/options.h"
#include "vigie/v1/range.pb.h"

namespace vigie::client {

// With a decimal comma in French.
std::string Decimal(double value, int digits, Language language);

// `count` with its noun. French counts 0 in the singular, English in the
// plural.
std::string Number(Language language, uint64_t count, const char* singular,
                   const char* plural);

std::string FieldName(v1::Field field, Language language);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_WORDING_H_
