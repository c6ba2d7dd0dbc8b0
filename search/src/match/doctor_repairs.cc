#include "match/doctor_repairs.h"

#include <algorithm>
#include <cctype>
#include <regex>
#include <utility>

#include "analysis/analyzer.h"
#include "index/schema.h"
#include "match/expansion.h"
#include "match/explain_words.h"
#include "match/rank_postings.h"
#include "match/suggestion.h"
#include "query/suggestions.h"
#include "vigie/time.h"

namespace vigie::match {
namespace {

using Cause = ClauseDiagnosis::Cause;
using query::NodeKind;
using query::PlanNode;

constexpr size_t kMostRepairs = 6;  // of one clause
constexpr size_t kLeastPart = 3;    // bytes of a part of a split word
constexpr uint32_t kSourceEdits = 2;

class RepairList {
 public:
  RepairList(const Corpus& corpus, std::string_view query, Trials* trials)
      : corpus_(corpus), query_(query), trials_(*trials) {}

  void List(const PlanNode& node) {
    switch (node.kind) {
      case NodeKind::kWord:
        return ListWord(node);
      case NodeKind::kPhrase:
        return ListPhrase(node);
      case NodeKind::kNone:
        return ListNames(node.range);
      case NodeKind::kSource:
        return ListSources(node);
      case NodeKind::kNear:
      case NodeKind::kSameSentence:
      case NodeKind::kSameParagraph:
        ListWider(node);
        break;
      default:
        break;
    }
    if (node.alternatives) ListHyphen(node);
    for (const PlanNode& child : node.children) List(child);
  }

  std::vector<Repair> Take() {
    if (repairs_.size() > kMostRepairs) repairs_.resize(kMostRepairs);
    return std::move(repairs_);
  }

 private:
  void Add(Cause cause, ByteRange range, std::string text) {
    for (const Repair& known : repairs_) {
      if (known.range == range && known.text == text) return;
    }
    repairs_.push_back({cause, range, std::move(text)});
  }

  bool Known(std::string_view prefix, std::string_view word) {
    return ArticlesWith(*corpus_.catalog, index::Term(prefix, word)) > 0;
  }

  void ListWord(const PlanNode& node) {
    const query::TermSpec& term = node.terms.front();
    if (term.exact) return ListInexact(node);
    const std::string typed = TextAt(query_, node.range);
    if (Known(index::kPrefixForm, term.form) ||
        Known(index::kPrefixStem, term.stem)) {
      return;
    }
    ListElision(node.range, typed, term.form);
    const UnknownWord word{node.range, typed, term.form, true};
    for (const std::string& near : NearCommonWords(corpus_, word)) {
      Add(Cause::kTypo, node.range, near);
    }
    ListSplit(node.range, term.form);
    for (const std::string& label : trials_.NearLabels(typed, false)) {
      Add(Cause::kUnknownEntity, node.range, "\"" + label + "\"");
    }
  }

  // The `=` before a word or a quotation goes away.
  void ListInexact(const PlanNode& node) {
    const ByteRange whole = WholeClause(query_, node.range);
    std::string text = TextAt(query_, whole);
    const size_t sign = text.find('=');
    if (sign == std::string::npos) return;
    text.erase(sign, 1);
    const bool form = std::all_of(node.terms.begin(), node.terms.end(),
                                  [this](const query::TermSpec& term) {
                                    return Known(index::kPrefixForm, term.form);
                                  });
    Add(form ? Cause::kAccent : Cause::kPlural, whole, text);
  }

  void ListPhrase(const PlanNode& node) {
    if (!node.terms.empty() && node.terms.front().exact) ListInexact(node);
    ListHyphen(node);
    const ByteRange whole = WholeClause(query_, node.range);
    std::string text = TextAt(query_, whole);
    const size_t words = text.size();
    for (const std::string_view mark : {"\"", "« ", " »", "“", "”", "="}) {
      for (size_t at = text.find(mark); at != std::string::npos;
           at = text.find(mark)) {
        text.erase(at, mark.size());
      }
    }
    if (text.size() < words) Add(Cause::kCombination, whole, "(" + text + ")");
  }

  void ListElision(ByteRange range, const std::string& typed,
                   const std::string& form) {
    const bool qu = form.compare(0, 2, "qu") == 0;
    const size_t cut = qu ? 2 : 1;
    constexpr std::string_view kElided = "ldjmtsnc";
    if (form.size() < cut + 2) return;
    if (!qu && kElided.find(form[0]) == std::string_view::npos) return;
    if (!Known(index::kPrefixForm, form.substr(cut))) return;
    Add(Cause::kElision, range, typed.substr(0, cut) + "'" + typed.substr(cut));
  }

  void ListSplit(ByteRange range, const std::string& form) {
    for (size_t at = kLeastPart; at + kLeastPart <= form.size(); ++at) {
      const std::string left = form.substr(0, at);
      const std::string right = form.substr(at);
      if (!Known(index::kPrefixForm, left) ||
          !Known(index::kPrefixForm, right)) {
        continue;
      }
      Add(Cause::kHyphen, range, "\"" + left + " " + right + "\"");
      return;
    }
  }

  void ListHyphen(const PlanNode& node) {
    std::string text = TextAt(query_, node.range);
    if (text.find('-') == std::string::npos ||
        text.find_first_of(" \":=") != std::string::npos) {
      return;
    }
    std::string joined = text;
    std::replace(text.begin(), text.end(), '-', ' ');
    joined.erase(std::remove(joined.begin(), joined.end(), '-'), joined.end());
    Add(Cause::kHyphen, node.range, joined);
    Add(Cause::kHyphen, node.range, "\"" + text + "\"");
    Add(Cause::kHyphen, node.range, "(" + text + ")");
  }

  void ListNames(ByteRange range) {
    const ByteRange whole = WholeClause(query_, range);
    const std::string text = TextAt(query_, whole);
    const size_t colon = text.find(':');
    if (colon == std::string::npos) return;
    const std::string field = text.substr(0, colon + 1);
    std::string name = text.substr(colon + 1);
    name.erase(std::remove(name.begin(), name.end(), '"'), name.end());
    for (const std::string& label :
         trials_.NearLabels(name, field == "concept:")) {
      Add(Cause::kUnknownEntity, whole, field + "\"" + label + "\"");
    }
  }

  void ListSources(const PlanNode& node) {
    const auto& folded = corpus_.catalog->folded_sources();
    for (size_t i = 0; i < folded.size(); ++i) {
      if (folded[i].empty()) continue;
      const bool near = query::EditDistance(node.value, folded[i],
                                            kSourceEdits) <= kSourceEdits ||
                        folded[i].find(node.value) != std::string::npos;
      if (!near) continue;
      Add(Cause::kTypo, WholeClause(query_, node.range),
          "source:\"" + corpus_.catalog->sources()[i] + "\"");
    }
  }

  // Farther apart first, then anywhere in one article.
  void ListWider(const PlanNode& node) {
    static const std::regex kDistance("(NEAR|ADJ)/[0-9]+");
    static const std::regex kAny("(NEAR|ADJ)/[0-9]+|SAME-[SP]");
    const std::string text = TextAt(query_, node.range);
    if (text.size() > 1'000) return;
    if (node.kind == NodeKind::kNear) {
      Add(Cause::kCombination, node.range,
          std::regex_replace(text, kDistance, "NEAR/50"));
    }
    Add(Cause::kCombination, node.range,
        "(" + std::regex_replace(text, kAny, "ET") + ")");
  }

  const Corpus& corpus_;
  const std::string_view query_;
  Trials& trials_;
  std::vector<Repair> repairs_;
};

std::string DayText(int32_t day) {
  return FormatPublicationTime({ParisMidnight(day), true});
}

}  // namespace

std::vector<Repair> ListRepairs(const Corpus& corpus, std::string_view query,
                                const PlanNode& clause, Trials* trials) {
  RepairList repairs(corpus, query, trials);
  repairs.List(clause);
  return repairs.Take();
}

bool IsWordOfIndex(const Corpus& corpus, const std::string& text) {
  const auto tokens = analysis::Analyze(text).tokens;
  if (tokens.size() != 1) return false;
  const auto known = [&](std::string_view prefix, std::string_view word) {
    return ArticlesWith(*corpus.catalog, index::Term(prefix, word)) > 0;
  };
  return known(index::kPrefixForm, tokens.front().form) ||
         known(index::kPrefixStem, tokens.front().stem);
}

ByteRange WholeClause(std::string_view query, ByteRange range) {
  const std::string_view marks = "=\"";
  if (range.begin > range.end || range.end > query.size()) return {};
  bool quoted = false;
  while (range.begin > 0 &&
         marks.find(query[range.begin - 1]) != std::string_view::npos) {
    --range.begin;
    quoted = quoted || query[range.begin] == '"';
  }
  if (quoted && range.end < query.size() && query[range.end] == '"') {
    ++range.end;
  }
  if (range.begin > 0 && query[range.begin - 1] == ':') {
    --range.begin;
    while (range.begin > 0 &&
           std::isalpha(static_cast<unsigned char>(query[range.begin - 1]))) {
      --range.begin;
    }
  }
  return range;
}

std::string DateClause(int32_t first_day, int32_t last_day) {
  return "date:" + DayText(first_day) + ".." + DayText(last_day);
}

}  // namespace vigie::match
