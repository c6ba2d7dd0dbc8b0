#include "indexer/input_format.h"

#include <algorithm>
#include <array>

#include "indexer/ascii_text.h"

namespace vigie::indexer {
namespace {

struct Word {
  std::string_view word;
  InputFormat format;
};

constexpr std::array<Word, 9> kWords = {{{"text", InputFormat::kText},
                                         {"jsonl", InputFormat::kJsonLines},
                                         {"html", InputFormat::kHtml},
                                         {"feed", InputFormat::kFeed},
                                         {"newsml", InputFormat::kNewsMl},
                                         {"nitf", InputFormat::kNitf},
                                         {"ninjs", InputFormat::kNinjs},
                                         {"warc", InputFormat::kWarc},
                                         {"archive", InputFormat::kArchive}}};

// .xml says no more than the content does; without a known root element it is
// read as a feed, which says what is wrong with it.
constexpr std::array<Word, 25> kEndings = {{
    {".txt", InputFormat::kText},         {".jsonl", InputFormat::kJsonLines},
    {".ndjson", InputFormat::kJsonLines}, {".html", InputFormat::kHtml},
    {".htm", InputFormat::kHtml},         {".xhtml", InputFormat::kHtml},
    {".shtml", InputFormat::kHtml},       {".rss", InputFormat::kFeed},
    {".atom", InputFormat::kFeed},        {".rdf", InputFormat::kFeed},
    {".xml", InputFormat::kFeed},         {".newsml", InputFormat::kNewsMl},
    {".nitf", InputFormat::kNitf},        {".json", InputFormat::kNinjs},
    {".ninjs", InputFormat::kNinjs},      {".warc", InputFormat::kWarc},
    {".gz", InputFormat::kArchive},       {".tgz", InputFormat::kArchive},
    {".zst", InputFormat::kArchive},      {".zip", InputFormat::kArchive},
    {".tar", InputFormat::kArchive},      {".bz2", InputFormat::kArchive},
    {".tbz2", InputFormat::kArchive},     {".xz", InputFormat::kArchive},
    {".txz", InputFormat::kArchive},
}};

constexpr std::array<Word, 9> kRoots = {{{"html", InputFormat::kHtml},
                                         {"rss", InputFormat::kFeed},
                                         {"rdf", InputFormat::kFeed},
                                         {"feed", InputFormat::kFeed},
                                         {"newsitem", InputFormat::kNewsMl},
                                         {"newsmessage", InputFormat::kNewsMl},
                                         {"nitf", InputFormat::kNitf},
                                         {"head", InputFormat::kHtml},
                                         {"body", InputFormat::kHtml}}};

template <size_t N>
std::optional<InputFormat> Find(const std::array<Word, N>& words,
                                std::string_view word) {
  for (const Word& known : words) {
    if (known.word == word) return known.format;
  }
  return std::nullopt;
}

bool IsCompressedOrArchive(std::string_view head) {
  static constexpr std::array<std::string_view, 6> kMagics = {
      "\x1F\x8B", "\x28\xB5\x2F\xFD", "PK\x03\x04", "PK\x05\x06",
      "BZh",      "\xFD\x37zXZ"};
  for (const std::string_view magic : kMagics) {
    if (StartsWith(head, magic)) return true;
  }
  return head.size() > 257 && head.substr(257, 5) == "ustar";
}

// The local name of the first element, in lower case; `text` is in lower case.
std::string_view RootElement(std::string_view text) {
  for (;;) {
    const size_t begin = text.find_first_not_of(" \t\r\n\f");
    if (begin == std::string_view::npos || text[begin] != '<') return "";
    text.remove_prefix(begin);
    if (StartsWith(text, "<!doctype html")) return "html";
    std::string_view end;
    if (StartsWith(text, "<!--")) {
      end = "-->";
    } else if (StartsWith(text, "<?") || StartsWith(text, "<!")) {
      end = ">";
    }
    if (end.empty()) break;
    const size_t found = text.find(end);
    if (found == std::string_view::npos) return "";
    text.remove_prefix(found + end.size());
  }
  std::string_view name = text.substr(1);
  name = name.substr(0, name.find_first_of(" \t\r\n\f/>"));
  const size_t colon = name.find(':');
  if (colon == std::string_view::npos) return name;
  return name.substr(StartsWith(name, "rdf:") ? 0 : colon + 1, colon);
}

}  // namespace

std::optional<InputFormat> SniffFormat(std::string_view head) {
  head = head.substr(0, kSniffBytes);
  if (IsCompressedOrArchive(head)) return InputFormat::kArchive;
  if (StartsWith(head, "WARC/")) return InputFormat::kWarc;
  std::string text = LowerAscii(head);
  // In UTF-16 every second byte of a tag is 0.
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (StartsWith(text, mark)) text.erase(0, mark.size());
  }
  text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
  const std::string_view root = RootElement(text);
  if (StartsWith(root, "rdf")) return InputFormat::kFeed;
  return Find(kRoots, root);
}

std::optional<InputFormat> FormatOfName(std::string_view name) {
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  return Find(kEndings, LowerAscii(name.substr(dot)));
}

std::optional<InputFormat> FormatOf(std::string_view head,
                                    std::string_view name) {
  const std::optional<InputFormat> sniffed = SniffFormat(head);
  return sniffed ? sniffed : FormatOfName(name);
}

std::optional<InputFormat> FormatFromWord(std::string_view word) {
  return Find(kWords, word);
}

}  // namespace vigie::indexer
