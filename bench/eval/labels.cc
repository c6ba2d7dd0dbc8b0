#include "bench/eval/labels.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "analysis/analyzer.h"

namespace vigie::eval {
namespace {

using entities::FoundMention;
using entities::Recognizer;

// Files whose name is not that of their concept.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5>
    kConceptOfFile = {{
        {"brevet", "brevets"},
        {"concurrence", "antitrust"},
        {"enquete-judiciaire", "procedure-judiciaire"},
        {"protection-des-donnees", "donnees-personnelles"},
        {"resultats-financiers", "resultats-entreprise"},
    }};

struct DataLine {
  std::string first;  // before the tabulation
  std::string second;
  bool tune = false;
};

double Share(uint64_t part, uint64_t rest) {
  if (part + rest == 0) return 1;
  return static_cast<double>(part) / static_cast<double>(part + rest);
}

// Calls `judge` on the lines of `half`; it returns what is wrong with one.
Status ForEachLine(const std::string& path, Half half,
                   const std::function<std::string(const DataLine&)>& judge) {
  std::ifstream in(path);
  if (!in) return Status(StatusCode::kNotFound, path + ": cannot be read");
  uint64_t line_number = 0;
  uint64_t data_lines = 0;
  for (std::string line; std::getline(in, line);) {
    ++line_number;
    if (line.empty() || line[0] == '#') continue;
    const size_t tab = line.find('\t');
    std::string fault = "write two columns";
    if (tab != std::string::npos) {
      const bool tune = ++data_lines % 2 == 0;
      const DataLine data{line.substr(0, tab), line.substr(tab + 1), tune};
      if (half != Half::kAll && tune != (half == Half::kTune)) continue;
      fault = judge(data);
    }
    if (!fault.empty()) {
      return Status(StatusCode::kInvalidArgument,
                    path + ":" + std::to_string(line_number) + ": " + fault);
    }
  }
  return Status();
}

std::vector<FoundMention> Recognize(const Recognizer& recognizer,
                                    const std::string& sentence) {
  const analysis::AnalyzedText title = analysis::Analyze("");
  const analysis::AnalyzedText text = analysis::Analyze(sentence);
  return recognizer.Recognize({"", &title}, {sentence, &text});
}

// Half-open bytes and the id.
using Span = std::tuple<uint32_t, uint32_t, std::string>;

bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
         (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

// U+2019 and the spaces of French typography end in these and part words.
bool IsWordAt(std::string_view text, size_t at) {
  for (std::string_view sign :
       {"\u2019", "\u00A0", "\u202F", "\u00AB", "\u00BB", "\u2013", "\u2014",
        "\u201C", "\u201D", "\u2026"}) {
    if (text.substr(at, sign.size()) == sign) return false;
    if (at + 1 >= sign.size() &&
        text.substr(at + 1 - sign.size(), sign.size()) == sign) {
      return false;
    }
  }
  return IsWordByte(text[at]);
}

// The occurrence `wanted`, from 1, of `surface` as a whole word.
std::optional<Span> Locate(const std::string& sentence,
                           const std::string& surface, int wanted,
                           const std::string& id) {
  for (size_t at = sentence.find(surface); at != std::string::npos;
       at = sentence.find(surface, at + 1)) {
    const size_t end = at + surface.size();
    if (at > 0 && IsWordAt(sentence, at - 1)) continue;
    if (end < sentence.size() && IsWordAt(sentence, end)) continue;
    if (--wanted == 0) {
      return Span(static_cast<uint32_t>(at), static_cast<uint32_t>(end), id);
    }
  }
  return std::nullopt;
}

// Mentions "surface|id|type", semicolons between them. False if one is not in
// the format or not in the sentence.
bool ReadSpans(const DataLine& line, std::set<Span>* spans) {
  std::string_view rest = line.second;
  while (!rest.empty()) {
    const std::string_view item = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), item.size() + 1));
    const size_t bar = item.find('|');
    const size_t second = item.find('|', bar + 1);
    if (bar == std::string_view::npos || second == std::string_view::npos) {
      return false;
    }
    std::string surface(item.substr(0, bar));
    int wanted = 1;
    const size_t sharp = surface.rfind('#');
    if (sharp != std::string::npos && sharp + 2 == surface.size()) {
      wanted = surface.back() - '0';
      surface.resize(sharp);
    }
    const std::optional<Span> span =
        Locate(line.first, surface, wanted,
               std::string(item.substr(bar + 1, second - bar - 1)));
    if (!span) return false;
    spans->insert(*span);
  }
  return true;
}

std::string ShowSpan(const Span& span, const std::string& sentence) {
  const auto& [begin, end, id] = span;
  return id + " \"" + sentence.substr(begin, end - begin) + "\" in " + sentence;
}

}  // namespace

double LabelCounts::precision() const { return Share(right, wrong); }
double LabelCounts::recall() const { return Share(right, missed); }

std::string ConceptOfLabels(const std::string& name) {
  const auto* const known =
      std::find_if(kConceptOfFile.begin(), kConceptOfFile.end(),
                   [&](const auto& pair) { return pair.first == name; });
  return "concept/" +
         (known == kConceptOfFile.end() ? name : std::string(known->second));
}

Result<LabelCounts> JudgeConcept(const Recognizer& recognizer,
                                 const std::string& path, Half half,
                                 LabelErrors* errors) {
  const std::string id =
      ConceptOfLabels(std::filesystem::path(path).stem().string());
  const std::optional<uint32_t> wanted = recognizer.dictionary().FindById(id);
  if (!wanted) {
    return Status(StatusCode::kNotFound, id + ": not in the dictionary");
  }
  LabelCounts counts;
  const Status status =
      ForEachLine(path, half, [&](const DataLine& line) -> std::string {
        if (line.first != "0" && line.first != "1") return "begin with 0 or 1";
        const std::vector<FoundMention> mentions =
            Recognize(recognizer, line.second);
        const bool found = std::any_of(
            mentions.begin(), mentions.end(),
            [&](const FoundMention& m) { return m.entity == *wanted; });
        const bool labelled = line.first == "1";
        ++counts.sentences;
        if (found && labelled) ++counts.right;
        if (found && !labelled) ++counts.wrong;
        if (!found && labelled) ++counts.missed;
        if (line.tune && found != labelled) {
          errors->push_back((found ? "wrong: " : "missed: ") + id + ": " +
                            line.second);
        }
        return "";
      });
  if (!status.ok()) return status;
  return counts;
}

Result<LabelCounts> JudgeDictionary(const Recognizer& recognizer,
                                    const std::string& path, Half half,
                                    LabelErrors* errors) {
  LabelCounts counts;
  const Status status =
      ForEachLine(path, half, [&](const DataLine& line) -> std::string {
        std::set<Span> labelled;
        if (!ReadSpans(line, &labelled)) {
          return "write surface|id|type of mentions in the sentence";
        }
        std::set<Span> found;
        for (const FoundMention& mention : Recognize(recognizer, line.first)) {
          const Entity& entity = recognizer.dictionary().entity(mention.entity);
          if (mention.nested || entity.type == EntityType::kConcept) continue;
          const Span span(mention.range.begin, mention.range.end, entity.id);
          // Who wrote the labels had the lines before them, not the open data.
          const bool clear = std::none_of(
              labelled.begin(), labelled.end(), [&](const Span& label) {
                return std::get<0>(label) < mention.range.end &&
                       mention.range.begin < std::get<1>(label);
              });
          if (mention.entity >= recognizer.dictionary().listed() && clear) {
            ++counts.unjudged;
            continue;
          }
          found.insert(span);
        }
        ++counts.sentences;
        for (const Span& span : found) {
          const bool right = labelled.erase(span) > 0;
          ++(right ? counts.right : counts.wrong);
          if (!right && line.tune) {
            errors->push_back("wrong: " + ShowSpan(span, line.first));
          }
        }
        counts.missed += labelled.size();
        for (const Span& span : labelled) {
          if (line.tune) {
            errors->push_back("missed: " + ShowSpan(span, line.first));
          }
        }
        return "";
      });
  if (!status.ok()) return status;
  return counts;
}

}  // namespace vigie::eval
