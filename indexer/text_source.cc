// Plain text: one article per file.
//
// The first non-blank line is the title when more text follows it, it has at
// most kMaxTitleBytes, and it does not end like a sentence of running text
// (full stop, comma, colon, semicolon, ellipsis; a closing quotation mark is
// looked through). "?" and "!" end titles too. Otherwise the article has no
// title and the whole file is its text.
#include <cstring>

#include "indexer/article_source.h"
#include "indexer/ascii_text.h"
#include "indexer/canonical_url.h"
#include "indexer/charset.h"

namespace vigie::indexer {
namespace {

constexpr size_t kMaxTitleBytes = 300;
// Read no more than what could be accepted: UTF-16 doubles, and a little.
constexpr uint64_t kMaxFileBytes = 3ULL * ArticleLimits::kTextBytes;
constexpr std::string_view kBlank = " \t\r\n";

std::string_view TrimRight(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    for (std::string_view blank :
         {" ", "\t", "\r", "\u00a0", "\u202f", "»", "\"", "”"}) {
      if (EndsWith(text, blank)) {
        text.remove_suffix(blank.size());
        again = true;
      }
    }
  }
  return text;
}

bool LooksLikeTitle(std::string_view line) {
  if (line.empty() || line.size() > kMaxTitleBytes) return false;
  const std::string_view core = TrimRight(line);
  for (std::string_view end : {".", ",", ":", ";", "…"}) {
    if (EndsWith(core, end)) return false;
  }
  return true;
}

// Splits `body` in place; returns the title or "".
std::string TakeTitle(std::string* body) {
  const size_t begin = body->find_first_not_of(kBlank);
  if (begin == std::string::npos) return "";
  size_t end = std::min(body->find('\n', begin), body->size());
  const size_t rest = body->find_first_not_of(kBlank, end);
  if (rest == std::string::npos) return "";
  while (end > begin && std::strchr(" \t\r", (*body)[end - 1]) != nullptr) {
    --end;
  }
  std::string title = body->substr(begin, end - begin);
  if (!LooksLikeTitle(title)) return "";
  // The text begins on its own line: keep its indentation, drop blank lines.
  const size_t line_begin = body->rfind('\n', rest) + 1;
  body->erase(0, line_begin);
  return title;
}

class TextSource : public ArticleSource {
 public:
  explicit TextSource(SourceInput input) : input_(std::move(input)) {}

  std::optional<SourceItem> Next() override {
    if (done_) return std::nullopt;
    done_ = true;
    SourceItem item;
    item.place.file = input_.name;
    Result<std::string> bytes = ReadAll(input_.bytes.get(), kMaxFileBytes);
    if (!bytes.ok()) {
      item.rejection = TooLarge(bytes.status());
      return item;
    }
    DecodedDocument decoded = DecodeDocument(*bytes, {input_.charset, ""});
    if (decoded.text.find_first_not_of(kBlank) == std::string::npos) {
      item.rejection =
          Status(StatusCode::kInvalidArgument,
                 "the file is empty; nothing to index", "EMPTY_FILE");
      return item;
    }
    if (decoded.repaired_bytes > 0) {
      item.repairs.emplace_back(StatusCode::kInvalidArgument,
                                std::to_string(decoded.repaired_bytes) +
                                    " bytes were not clean UTF-8; read as " +
                                    decoded.charset,
                                "REPAIRED_ENCODING");
    }
    Article article;
    article.url = CanonicalUrl(input_.url);
    article.id = article.url.empty() ? input_.id : article.url;
    article.title = TakeTitle(&decoded.text);
    article.text = std::move(decoded.text);
    article.language = "fr";
    item.charset = DescribeCharset(decoded);
    item.article = std::move(article);
    return item;
  }

  uint64_t bytes_read() const override { return input_.bytes->consumed(); }

 private:
  static Status TooLarge(const Status& status) {
    if (status.reason() != "TOO_LARGE") return status;
    return Status(status.code(),
                  status.message() + "; an article has at most " +
                      std::to_string(ArticleLimits::kTextBytes) + "; split it",
                  status.reason());
  }

  const SourceInput input_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<ArticleSource> MakeTextSource(SourceInput input) {
  return std::make_unique<TextSource>(std::move(input));
}

}  // namespace vigie::indexer
