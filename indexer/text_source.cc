// Plain text: one article per file.
//
// The first non-blank line is the title when more text follows it, it has at
// most kMaxTitleBytes, and it does not end like a sentence of running text
// (full stop, comma, colon, semicolon, ellipsis; a closing quotation mark is
// looked through). "?" and "!" end titles too. Otherwise the article has no
// title and the whole file is its text.
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "indexer/article_source.h"
#include "vigie/encoding.h"

namespace vigie::indexer {
namespace {

constexpr size_t kMaxTitleBytes = 300;
// Read no more than what could be accepted: UTF-16 doubles, and a little.
constexpr uint64_t kMaxFileBytes = 3ULL * ArticleLimits::kTextBytes;
constexpr std::string_view kBlank = " \t\r\n";

bool EndsWith(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() &&
         text.substr(text.size() - suffix.size()) == suffix;
}

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
  TextSource(std::string path, std::string id)
      : path_(std::move(path)), id_(std::move(id)) {}

  std::optional<SourceItem> Next() override {
    if (done_) return std::nullopt;
    done_ = true;
    SourceItem item;
    item.place.file = path_;
    std::string bytes;
    item.rejection = ReadFile(&bytes);
    if (!item.rejection.ok()) return item;
    DecodedText decoded = DecodeToUtf8(bytes);
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
                                    decoded.encoding,
                                "REPAIRED_ENCODING");
    }
    Article article;
    article.id = id_;
    article.title = TakeTitle(&decoded.text);
    article.text = std::move(decoded.text);
    article.language = "fr";
    item.article = std::move(article);
    return item;
  }

  uint64_t bytes_read() const override { return bytes_read_; }

  const std::map<std::string, uint64_t>& ignored_keys() const override {
    return no_keys_;
  }

 private:
  Status ReadFile(std::string* bytes) {
    struct stat info {};
    if (stat(path_.c_str(), &info) != 0) {
      return Status(StatusCode::kNotFound, std::strerror(errno), "UNREADABLE");
    }
    bytes_read_ = static_cast<uint64_t>(info.st_size);
    if (!S_ISREG(info.st_mode)) {
      return Status(StatusCode::kInvalidArgument, "not a regular file",
                    "UNREADABLE");
    }
    if (bytes_read_ > kMaxFileBytes) {
      return Status(StatusCode::kInvalidArgument,
                    "the file has " + std::to_string(bytes_read_) +
                        " bytes; an article has at most " +
                        std::to_string(ArticleLimits::kTextBytes) +
                        "; split it",
                    "TOO_LARGE");
    }
    std::ifstream in(path_, std::ios::binary);
    std::ostringstream content;
    if (bytes_read_ > 0) content << in.rdbuf();
    if (!in || !content) {
      return Status(StatusCode::kUnavailable,
                    "cannot be read; check its permissions", "UNREADABLE");
    }
    *bytes = content.str();
    return OkStatus();
  }

  const std::string path_;
  const std::string id_;
  bool done_ = false;
  uint64_t bytes_read_ = 0;
  const std::map<std::string, uint64_t> no_keys_;
};

}  // namespace

std::unique_ptr<ArticleSource> MakeTextSource(const std::string& path,
                                              const std::string& id) {
  return std::make_unique<TextSource>(path, id);
}

}  // namespace vigie::indexer
