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

// "12 345" in French (with narrow spaces that do not break), "12,345" in
// English.
std::string Grouped(uint64_t count, Language language);

// `count` with its noun. French counts 0 in the singular, English in the
// plural.
std::string Number(Language language, uint64_t count, const char* singular,
                   const char* plural);

// A message that the server sent, safe for a terminal and in French with the
// narrow no-break spaces of its typography.
std::string ServerMessage(const std::string& text, Language language);

// Between the quotation marks of the language, and safe for a terminal.
std::string Quoted(const std::string& text, Language language);

std::string FieldName(v1::Field field, Language language);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_WORDING_H_
