#include "indexer/html_blocks.h"

#include <utility>

#include "indexer/ascii_text.h"
#include "indexer/html_names.h"

namespace vigie::indexer {
namespace {

// Of a cell of data; larger ones make a table of layout.
constexpr uint32_t kMaxCellWords = 30;

bool IsHeading(std::string_view tag) {
  return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
}

BlockKind KindOf(std::string_view tag) {
  if (tag == "h1") return BlockKind::kTitle;
  if (IsHeading(tag)) return BlockKind::kHeading;
  if (tag == "p" || tag == "blockquote" || tag == "pre") {
    return BlockKind::kParagraph;
  }
  if (tag == "li" || tag == "dt" || tag == "dd") return BlockKind::kItem;
  return tag == "figcaption" ? BlockKind::kCaption : BlockKind::kLoose;
}

// At least two rows, none of whose cells holds blocks or much text.
bool IsDataTable(const xmlNode* table) {
  uint32_t rows = 0;
  uint32_t cells = 0;
  bool layout = false;
  ForEachElement(table, [&](const xmlNode* element) {
    const std::string_view tag = NameOf(element);
    rows += tag == "tr" ? 1 : 0;
    if (tag == "td" || tag == "th") {
      ++cells;
      layout |= CountWords(TextOf(element)) > kMaxCellWords;
    } else if (element != table && tag != "tr" && tag != "p" &&
               tag != "tbody" && tag != "thead" && tag != "tfoot" &&
               tag != "caption" && IsBlockElement(tag)) {
      layout = true;
    }
    return !layout;
  });
  return !layout && rows >= 2 && cells >= 2 * rows;
}

// Words in <p> below, and in elements that only hold text.
uint32_t ParagraphWords(const xmlNode* element) {
  uint32_t words = 0;
  ForEachElement(element, [&](const xmlNode* below) {
    if (NameOf(below) != "p") return !IsNeverContent(below);
    words += CountWords(TextOf(below));
    return false;
  });
  return words;
}

// A page may not be called boilerplate as a whole.
bool HoldsTheArticle(const xmlNode* element) {
  const std::string_view tag = NameOf(element);
  if (tag == "html" || tag == "body" || tag == "main" || tag == "article") {
    return true;
  }
  bool holds = false;
  ForEachElement(element, [&](const xmlNode* below) {
    holds |= NameOf(below) == "h1" ||
             AttributeOf(below, "itemprop") == "articleBody";
    return !holds;
  });
  return holds;
}

class BlockWalk {
 public:
  BlockWalk(const xmlNode* root, NameRule rule)
      : rule_(rule), paragraph_words_(ParagraphWords(root)) {}

  // Recursion is bounded by kMaxHtmlDepth.
  void Walk(const xmlNode* node, const xmlNode* block, bool in_link) {
    for (const xmlNode* child = node->children; child != nullptr;
         child = child->next) {
      if (child->type == XML_TEXT_NODE ||
          child->type == XML_CDATA_SECTION_NODE) {
        AddText(reinterpret_cast<const char*>(child->content), block, in_link);
      } else if (child->type == XML_ELEMENT_NODE) {
        WalkElement(child, block, in_link);
      }
    }
  }

  std::vector<TextBlock> Take() {
    Flush();
    return std::move(blocks_);
  }

 private:
  void WalkElement(const xmlNode* element, const xmlNode* block, bool in_link) {
    const std::string_view tag = NameOf(element);
    if (tag == "br") {
      if (++breaks_ >= 2) Flush();
      AddText(" ", block, in_link);
      return;
    }
    if (IsNeverContent(element)) return;
    const bool in_anchor = in_link || tag == "a";
    if (!IsBlockElement(tag)) {
      Walk(element, block, in_anchor);
      return;
    }
    if (rule_ == NameRule::kDropByName && IsForeign(element)) return;
    Flush();
    if (tag == "table" && IsDataTable(element)) {
      AddRows(element);
    } else {
      Walk(element, KeepsKind(block, tag) ? block : element, in_anchor);
    }
    Flush();
  }

  bool IsForeign(const xmlNode* element) const {
    const NameVerdict verdict = JudgeName(element);
    if (verdict == NameVerdict::kNothing || HoldsTheArticle(element)) {
      return false;
    }
    return verdict == NameVerdict::kForeign ||
           2 * ParagraphWords(element) <= paragraph_words_;
  }

  // A paragraph in an item or a quotation is still that item.
  static bool KeepsKind(const xmlNode* block, std::string_view tag) {
    const std::string_view outer = NameOf(block);
    return tag == "p" && (outer == "li" || outer == "dd" ||
                          outer == "blockquote" || outer == "figcaption");
  }

  void AddRows(const xmlNode* table) {
    ForEachElement(table, [&](const xmlNode* element) {
      const std::string_view tag = NameOf(element);
      if (tag == "caption") {
        Walk(element, element, false);
        Flush();
      }
      if (tag != "tr") return tag != "caption";
      for (const xmlNode* cell = element->children; cell != nullptr;
           cell = cell->next) {
        if (cell->type != XML_ELEMENT_NODE) continue;
        if (!current_.text.empty()) AddText(" ", element, false);
        Walk(cell, element, NameOf(cell) == "a");
      }
      Flush();
      if (!blocks_.empty() && blocks_.back().node == element) {
        blocks_.back().kind = BlockKind::kRow;
      }
      return false;
    });
  }

  void AddText(std::string_view text, const xmlNode* block, bool in_link) {
    if (TrimAscii(text).empty()) {
      if (!current_.text.empty()) AppendCollapsed(text, &current_.text);
      return;
    }
    breaks_ = 0;
    current_.node = block;
    AppendCollapsed(text, &current_.text);
    if (in_link) current_.link_words += CountWords(text);
  }

  void Flush() {
    breaks_ = 0;
    TextBlock block = std::exchange(current_, TextBlock());
    block.text = std::string(TrimAscii(block.text));
    block.words = CountWords(block.text);
    if (block.words == 0) return;
    block.kind = KindOf(NameOf(block.node));
    if (block.kind == BlockKind::kLoose && IsNamedHeading(block.node)) {
      block.kind = BlockKind::kHeading;
    }
    blocks_.push_back(std::move(block));
  }

  const NameRule rule_;
  const uint32_t paragraph_words_;  // of the page
  TextBlock current_;
  int breaks_ = 0;  // <br> since the last text
  std::vector<TextBlock> blocks_;
};

}  // namespace

std::vector<TextBlock> BlocksOf(const xmlNode* root, NameRule rule) {
  BlockWalk walk(root, rule);
  walk.Walk(root, root, false);
  return walk.Take();
}

uint32_t CountWords(std::string_view text) {
  uint32_t words = 0;
  bool in_word = false;
  bool has_letter = false;
  for (const char c : text) {
    const bool blank = kAsciiBlank.find(c) != std::string_view::npos;
    const auto byte = static_cast<unsigned char>(c);
    if (blank) has_letter = false;
    in_word = !blank && in_word;
    has_letter |= byte >= 0x80 || (byte >= '0' && byte <= '9') ||
                  (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
    if (!in_word && has_letter && !blank) {
      ++words;
      in_word = true;
    }
  }
  return words;
}

}  // namespace vigie::indexer
