// What TextPrinter writes, as a string.
#ifndef TESTS_CLIENT_PRINTED_H_
#define TESTS_CLIENT_PRINTED_H_

#include <sstream>
#include <string>

#include "client/text_format.h"

namespace vigie::client {

inline Options Plain(Language language) {
  Options options;
  options.language = language;
  options.color = ColorMode::kNever;
  return options;
}

template <typename Response>
std::string Print(void (TextPrinter::*print)(const Response&),
                  const Response& response, Language language) {
  std::ostringstream out;
  const Options options = Plain(language);
  TextPrinter printer(out, options);
  (printer.*print)(response);
  return out.str();
}

inline std::string PrintHits(const v1::SearchResponse& response,
                             Language language) {
  return Print(&TextPrinter::Hits, response, language);
}

inline std::string PrintExplanation(const std::string& article_id,
                                    const v1::ExplainResponse& response,
                                    Language language) {
  std::ostringstream out;
  const Options options = Plain(language);
  TextPrinter(out, options).Explanation(article_id, response);
  return out.str();
}

}  // namespace vigie::client

#endif  // TESTS_CLIENT_PRINTED_H_
