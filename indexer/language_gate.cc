#include "indexer/language_gate.h"

// CLD2's header uses std::FILE and does not include it.
#include <cstdio>
//
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

#include "indexer/ascii_text.h"

namespace vigie::indexer {
namespace {

constexpr size_t kLookedAtBytes = 16'384;
constexpr size_t kMinBytes = 200;
constexpr int kMinPercent = 80;

// Cut where no character is.
std::string_view Head(std::string_view text) {
  if (text.size() <= kLookedAtBytes) return text;
  size_t end = kLookedAtBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  return text.substr(0, end);
}

class LanguageGate : public ArticleSource {
 public:
  LanguageGate(std::unique_ptr<ArticleSource> source,
               std::vector<std::string> languages)
      : source_(std::move(source)), languages_(std::move(languages)) {}

  std::optional<SourceItem> Next() override {
    std::optional<SourceItem> item = source_->Next();
    if (!item || !item->article) return item;
    const FoundLanguage found =
        FindLanguage(item->article->title + "\n" + item->article->text);
    if (found.code.empty() || Wanted(found.code)) return item;
    item->rejection = Status(
        StatusCode::kInvalidArgument,
        "\"" + item->article->id + "\" is in \"" + found.code + "\", " +
            std::to_string(found.percent) + " % sure; --languages takes it",
        "OTHER_LANGUAGE");
    item->article.reset();
    return item;
  }
  uint64_t bytes_read() const override { return source_->bytes_read(); }
  const Counts& ignored_keys() const override {
    return source_->ignored_keys();
  }
  const Counts& passed_over() const override { return source_->passed_over(); }

 private:
  bool Wanted(const std::string& code) const {
    return std::find(languages_.begin(), languages_.end(), code) !=
           languages_.end();
  }

  const std::unique_ptr<ArticleSource> source_;
  const std::vector<std::string> languages_;
};

}  // namespace

FoundLanguage FindLanguage(std::string_view text) {
  text = Head(text);
  if (text.size() < kMinBytes) return {};
  bool reliable = false;
  CLD2::Language languages[3] = {};
  int percents[3] = {};
  double scores[3] = {};
  int text_bytes = 0;
  const CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING,
                                CLD2::UNKNOWN_LANGUAGE};
  CLD2::ExtDetectLanguageSummary(
      text.data(), static_cast<int>(text.size()), /*is_plain_text=*/true,
      &hints, /*flags=*/0, languages, percents, scores,
      /*resultchunkvector=*/nullptr, &text_bytes, &reliable);
  if (!reliable || percents[0] < kMinPercent ||
      languages[0] == CLD2::UNKNOWN_LANGUAGE) {
    return {};
  }
  return {LowerAscii(CLD2::LanguageCode(languages[0])), percents[0]};
}

std::unique_ptr<ArticleSource> MakeLanguageGate(
    std::unique_ptr<ArticleSource> source, std::vector<std::string> languages) {
  return std::make_unique<LanguageGate>(std::move(source),
                                        std::move(languages));
}

}  // namespace vigie::indexer
