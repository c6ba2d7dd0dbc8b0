// Three steps. (1) Blocks of running text are told by words, share of words in
// links and the end of a sentence (Kohlschütter, Fankhauser, Nejdl 2010); what
// stands under a foreign heading ("À lire aussi") or in the card of another
// article (a linked heading and little text) is none. (2) The core is the
// deepest element that holds most of the running text (as density sums choose
// it: F. Sun, D. Song, L. Liao, "DOM Based Content Extraction via Text
// Density", SIGIR 2011), extended to the <article> around it and to what
// stands between the heading and it. (3) Inside, short blocks are kept by what
// surrounds them.
#include "indexer/main_text.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/ascii_text.h"
#include "indexer/html_blocks.h"
#include "indexer/html_names.h"

namespace vigie::indexer {
namespace {

// Share of words in links above which a block is a list of links.
constexpr double kMaxLinkDensity = 0.4;
// Words of running text, with the end of a sentence and without.
constexpr uint32_t kSentenceWords = 8;
constexpr uint32_t kRunningWords = 20;
// Of a sentence, when there is no longer one.
constexpr uint32_t kShortSentenceWords = 4;
// A line that begins like "Inscrivez-vous" is no text up to so many.
constexpr uint32_t kMaxForeignWords = 40;
// Share of the running text that the core holds.
constexpr double kCoreShare = 0.7;
// More words than that are no card of another article.
constexpr uint32_t kMaxCardWords = 60;
// With less, what was dropped by name is looked at again.
constexpr uint32_t kMinWords = 25;

bool EndsSentence(std::string_view text) {
  for (const std::string_view blank : {"\u00a0", "\u202f", " ", "»", "”", "\"",
                                       ")", "\u00a0", "\u202f", " "}) {
    while (EndsWith(text, blank)) text.remove_suffix(blank.size());
  }
  for (const std::string_view end : {".", "!", "?", "…", ":", ";"}) {
    if (EndsWith(text, end)) return true;
  }
  return false;
}

bool IsInside(const xmlNode* node, const xmlNode* element) {
  for (; node != nullptr; node = node->parent) {
    if (node == element) return true;
  }
  return false;
}

class Extraction {
 public:
  Extraction(std::vector<TextBlock> blocks, const std::string& title)
      : blocks_(std::move(blocks)), title_(title) {
    FindHeading();
    foreign_.resize(blocks_.size());
    MarkForeign();
    MarkCards();
    MarkRunningText();
  }

  MainText Run() {
    MainText result;
    if (heading_ < blocks_.size()) result.heading = blocks_[heading_].text;
    FindCore();
    const std::vector<size_t> kept = Choose();
    for (const size_t i : kept) {
      if (!result.text.empty()) result.text += "\n\n";
      result.text += blocks_[i].text;
    }
    return result;
  }

 private:
  void FindHeading() {
    const auto h1 = std::find_if(
        blocks_.begin(), blocks_.end(),
        [](const TextBlock& block) { return block.kind == BlockKind::kTitle; });
    heading_ = static_cast<size_t>(h1 - blocks_.begin());
  }

  bool RepeatsTitle(const TextBlock& block) const {
    return block.text == title_ ||
           (heading_ < blocks_.size() && block.text == blocks_[heading_].text);
  }

  // Everything below `element` from block `from` on.
  void MarkBelow(const xmlNode* element, size_t from) {
    for (size_t i = from; i < blocks_.size(); ++i) {
      if (!IsInside(blocks_[i].node, element)) return;
      foreign_[i] = true;
    }
  }

  // A foreign heading takes with it the element that it begins, or what
  // follows it there.
  void MarkForeign() {
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (foreign_[i]) continue;
      const TextBlock& block = blocks_[i];
      if (IsForeignLine(block.text) && block.words <= kMaxForeignWords) {
        foreign_[i] = true;
      }
      if (block.kind == BlockKind::kHeading && IsForeignHeading(block.text)) {
        MarkBelow(block.node->parent, i);
      }
    }
  }

  // A heading that is a link, with a little text beside it.
  void MarkCards() {
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const TextBlock& block = blocks_[i];
      if (block.kind != BlockKind::kHeading || block.link_density() < 0.8) {
        continue;
      }
      size_t end = i + 1;
      uint32_t words = 0;
      const xmlNode* card = block.node->parent;
      while (end < blocks_.size() && words <= kMaxCardWords &&
             IsInside(blocks_[end].node, card)) {
        words += blocks_[end++].words;
      }
      if (words <= kMaxCardWords) MarkBelow(card, i);
      foreign_[i] = true;
    }
  }

  // `sentence_words`: that make a sentence running text.
  bool IsRunning(const TextBlock& block, uint32_t sentence_words) const {
    if (block.kind == BlockKind::kTitle || block.kind == BlockKind::kRow ||
        block.kind == BlockKind::kCaption ||
        block.link_density() > kMaxLinkDensity) {
      return false;
    }
    if (block.kind == BlockKind::kHeading) return block.words > kRunningWords;
    return block.words >= kRunningWords ||
           (block.words >= sentence_words && EndsSentence(block.text));
  }

  // Returns the words of running text.
  uint32_t MarkSentences(uint32_t sentence_words) {
    uint32_t words = 0;
    running_.assign(blocks_.size(), false);
    for (size_t i = 0; i < blocks_.size(); ++i) {
      running_[i] = !foreign_[i] && IsRunning(blocks_[i], sentence_words) &&
                    !RepeatsTitle(blocks_[i]);
      if (running_[i]) words += blocks_[i].words;
    }
    return words;
  }

  void MarkRunningText() {
    uint32_t text_words = MarkSentences(kSentenceWords);
    if (text_words == 0) text_words = MarkSentences(kShortSentenceWords);
    uint32_t caption_words = 0;
    for (const TextBlock& block : blocks_) {
      if (block.kind == BlockKind::kCaption) caption_words += block.words;
    }
    if (caption_words <= 2 * text_words) return;
    // A gallery: its captions are the text.
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].kind == BlockKind::kCaption) running_[i] = !foreign_[i];
    }
  }

  void FindCore() {
    std::unordered_map<const xmlNode*, double> score;
    double total = 0;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (!running_[i]) continue;
      const double words = blocks_[i].words * (1 - blocks_[i].link_density());
      total += words;
      for (const xmlNode* node = blocks_[i].node; node != nullptr;
           node = node->parent) {
        score[node] += words;
      }
    }
    // Those that hold enough lie one inside the other.
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (!running_[i]) continue;
      const xmlNode* node = blocks_[i].node;
      while (node != nullptr && score[node] < kCoreShare * total) {
        node = node->parent;
      }
      core_ = Deepest(core_, node);
    }
    for (const xmlNode* node = core_; node != nullptr; node = node->parent) {
      if (NameOf(node) == "article") core_ = node;
    }
  }

  static const xmlNode* Deepest(const xmlNode* a, const xmlNode* b) {
    return a == nullptr || IsInside(b, a) ? b : a;
  }

  bool IsOfArticle(size_t i) const {
    if (foreign_[i] || core_ == nullptr) return false;
    if (!IsInside(blocks_[i].node, core_)) {
      return heading_ < i && i < first_in_core_ && running_[i];
    }
    // Other articles inside: the card of one, or the next one.
    for (const xmlNode* node = blocks_[i].node; node != core_;
         node = node->parent) {
      if (NameOf(node) == "article" && NameOf(core_) == "article") return false;
    }
    return true;
  }

  // Kept although it is no running text, when text stands on both sides.
  bool IsShortText(const TextBlock& block) const {
    if (block.link_density() > kMaxLinkDensity || RepeatsTitle(block)) {
      return false;
    }
    switch (block.kind) {
      case BlockKind::kTitle:
      case BlockKind::kCaption:
        return false;
      case BlockKind::kLoose:
        return EndsSentence(block.text) && block.words > 3;
      default:
        return true;
    }
  }

  // Kept after the last running text too.
  bool EndsArticle(size_t i) const {
    const BlockKind kind = blocks_[i].kind;
    return kind == BlockKind::kItem || kind == BlockKind::kRow ||
           EndsSentence(blocks_[i].text);
  }

  std::vector<size_t> Choose() {
    first_in_core_ = blocks_.size();
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (IsInside(blocks_[i].node, core_)) {
        first_in_core_ = i;
        break;
      }
    }
    std::vector<size_t> kept;
    std::vector<size_t> waiting;  // short ones after the last kept
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (!IsOfArticle(i)) continue;
      if (running_[i]) {
        const bool begun = !kept.empty();
        for (const size_t w : waiting) {
          if (begun || blocks_[w].kind == BlockKind::kHeading ||
              EndsSentence(blocks_[w].text)) {
            kept.push_back(w);
          }
        }
        waiting.clear();
        kept.push_back(i);
      } else if (IsShortText(blocks_[i])) {
        waiting.push_back(i);
      }
    }
    while (!waiting.empty() && !EndsArticle(waiting.back())) waiting.pop_back();
    if (!kept.empty()) {
      kept.insert(kept.end(), waiting.begin(), waiting.end());
    }
    return kept;
  }

  const std::vector<TextBlock> blocks_;
  const std::string& title_;
  size_t heading_ = 0;  // of the first <h1>; blocks_.size(): none
  std::vector<bool> foreign_;
  std::vector<bool> running_;
  const xmlNode* core_ = nullptr;
  size_t first_in_core_ = 0;
};

}  // namespace

MainText ExtractMainText(const HtmlPage& page, const std::string& title) {
  MainText named =
      Extraction(BlocksOf(page.root(), NameRule::kDropByName), title).Run();
  const uint32_t words = CountWords(named.text);
  if (words >= kMinWords) return named;
  MainText all =
      Extraction(BlocksOf(page.root(), NameRule::kKeepWhateverTheName), title)
          .Run();
  return CountWords(all.text) > 2 * words ? all : named;
}

std::string PlainText(const HtmlPage& fragment) {
  std::string text;
  for (const TextBlock& block :
       BlocksOf(fragment.root(), NameRule::kKeepWhateverTheName)) {
    const bool foreign =
        block.words <= kSentenceWords && IsForeignLine(block.text);
    if (block.kind == BlockKind::kCaption || foreign) continue;
    if (!text.empty()) text += "\n\n";
    text += block.text;
  }
  return text;
}

}  // namespace vigie::indexer
