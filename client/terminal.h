// What a terminal may and may not be sent.
#ifndef VIGIE_CLIENT_TERMINAL_H_
#define VIGIE_CLIENT_TERMINAL_H_

#include <string>
#include <string_view>
#include <vector>

#include "client/options.h"
#include "vigie/v1/range.pb.h"

namespace vigie::client {

// Article text is untrusted: control characters (escape sequences among
// them) and bidirectional overrides become spaces.
std::string SafeForTerminal(std::string_view text);

// Line feeds become spaces.
std::string OneLine(std::string text);

// Columns that `text` takes: code points but for combining marks, joiners and
// variation selectors.
size_t DisplayWidth(std::string_view text);

// Text styling that is empty strings when colours are off. Thread-compatible.
class Style {
 public:
  // kAuto: colours iff stdout is a terminal, NO_COLOR is unset and TERM is
  // not "dumb".
  explicit Style(ColorMode mode);

  bool colored() const { return colored_; }

  std::string Strong(std::string_view text) const;
  std::string Faint(std::string_view text) const;
  std::string Source(std::string_view text) const;

  // `text` cut at `ranges` (bytes of the field, ordered, disjoint), of which
  // `base` is the first byte of `text`; marked in colour, else by [ ].
  std::string Highlight(
      std::string_view text, uint32_t base,
      const google::protobuf::RepeatedPtrField<v1::TextRange>& ranges) const;

 private:
  std::string Wrap(const char* code, std::string_view text) const;
  bool colored_;
};

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_TERMINAL_H_
