#include <array>
#include <cctype>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <unordered_map>
#include <vector>

#include "analysis/analyzer.h"
#include "analysis/lexicon.h"
#include "bench/eval/tasks.h"

namespace vigie::eval {
namespace {

constexpr std::array<std::string_view, 4> kContentWords = {"NOUN", "VERB",
                                                           "ADJ", "ADV"};

struct Form {
  double count = 0;
  std::set<std::string> lemmas;
  // What the analysis makes of it.
  std::set<std::string> by_lemma;
  std::set<std::string> by_stem;
};

// Letters, and hyphens between them.
bool IsWord(const std::string& form) {
  for (size_t i = 0; i < form.size(); ++i) {
    const auto byte = static_cast<unsigned char>(form[i]);
    const bool inner_hyphen =
        byte == '-' && i > 0 && i + 1 < form.size() && form[i - 1] != '-';
    if (byte < 0x80 && std::isalpha(byte) == 0 && !inner_hyphen) return false;
  }
  return !form.empty();
}

using Forms = std::map<std::string, Form>;
using Groups = std::unordered_map<std::string, std::vector<const Form*>>;

Result<Forms> ReadForms(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Status(StatusCode::kNotFound, path + ": cannot be read");
  Forms forms;
  std::string line;
  std::getline(in, line);  // header
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::array<std::string, 4> cell;
    for (std::string& value : cell) std::getline(cells, value, '\t');
    bool content = false;
    for (const std::string_view tag : kContentWords) content |= tag == cell[2];
    if (!content || !IsWord(cell[0])) continue;
    Form& form = forms[cell[0]];
    form.count += cell[3].empty() ? 1 : std::stod(cell[3]);
    form.lemmas.insert(cell[1]);
  }
  return forms;
}

// The keys of the readings of a word, as documents and queries have them: its
// stem, and all its lemmas (of a word that the lexicon lacks, its stem).
void FillKeys(const std::string& word, Form* form) {
  const analysis::AnalyzedText analyzed = analysis::Analyze(word);
  for (const analysis::Token& token : analyzed.tokens) {
    if (token.length != analyzed.positions) continue;
    form->by_stem.insert(token.stem);
    std::vector<std::string> lemmas = analysis::Lemmas(token.exact);
    if (lemmas.empty()) lemmas.push_back(token.stem);
    form->by_lemma.insert(lemmas.begin(), lemmas.end());
  }
}

// The distinct forms in the groups of `keys`.
class FormSet {
 public:
  FormSet(const std::set<std::string>& keys, const Groups& groups) {
    for (const std::string& key : keys) {
      const auto group = groups.find(key);
      if (group == groups.end()) continue;
      forms_.insert(group->second.begin(), group->second.end());
    }
  }
  double Count() const {
    double count = 0;
    for (const Form* form : forms_) count += form->count;
    return count;
  }
  double CountShared(const FormSet& other) const {
    double count = 0;
    for (const Form* form : forms_) {
      if (other.forms_.count(form) != 0) count += form->count;
    }
    return count;
  }

 private:
  std::set<const Form*> forms_;
};

struct Score {
  double query_recall = 0;
  double query_precision = 0;
};

Score ScoreOf(const Forms& forms, std::set<std::string> Form::*keys) {
  Groups by_lemma;
  Groups by_key;
  for (const auto& [word, form] : forms) {
    for (const std::string& lemma : form.lemmas) {
      by_lemma[lemma].push_back(&form);
    }
    for (const std::string& key : form.*keys) by_key[key].push_back(&form);
  }
  Score score;
  double recall_weight = 0;
  double precision_weight = 0;
  for (const auto& [word, form] : forms) {
    const FormSet relevant(form.lemmas, by_lemma);
    const FormSet found(form.*keys, by_key);
    const double shared = relevant.CountShared(found);
    // Recall asks for the other forms: finding oneself is no merit.
    const double others = relevant.Count() - form.count;
    if (others > 0) {
      score.query_recall += form.count * (shared - form.count) / others;
      recall_weight += form.count;
    }
    score.query_precision += form.count * shared / found.Count();
    precision_weight += form.count;
  }
  if (recall_weight > 0) score.query_recall /= recall_weight;
  if (precision_weight > 0) score.query_precision /= precision_weight;
  return score;
}

}  // namespace

Result<nlohmann::ordered_json> EvaluateConflation(const std::string& path) {
  Result<Forms> forms = ReadForms(path);
  if (!forms.ok()) return forms.status();
  for (auto& [word, form] : *forms) FillKeys(word, &form);
  const Score lemma = ScoreOf(*forms, &Form::by_lemma);
  const Score stem = ScoreOf(*forms, &Form::by_stem);
  return nlohmann::ordered_json{{"task", "conflate"},
                                {"forms", forms->size()},
                                {"query_recall", lemma.query_recall},
                                {"query_precision", lemma.query_precision},
                                {"stem_query_recall", stem.query_recall},
                                {"stem_query_precision", stem.query_precision}};
}

}  // namespace vigie::eval
