#include "match/doctor.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "match/doctor_repairs.h"
#include "match/doctor_words.h"
#include "match/explain_words.h"

namespace vigie::match {
namespace {

using Cause = ClauseDiagnosis::Cause;
using query::NodeKind;
using query::PlanNode;

// Clauses examined; a longer query has its first ones examined.
constexpr size_t kMostClauses = 12;

struct Patient {
  const PlanNode* node = nullptr;
  ClauseDiagnosis diagnosis;
  std::vector<DocRef> found;  // alone
  bool examined = false;
  std::optional<Repair> repair;  // what gives the clause articles
};

bool Meet(const std::vector<DocRef>& a, const std::vector<DocRef>& b) {
  const auto less = [](DocRef x, DocRef y) {
    return x.segment != y.segment ? x.segment < y.segment : x.doc < y.doc;
  };
  return std::any_of(a.begin(), a.end(), [&](DocRef ref) {
    return std::binary_search(b.begin(), b.end(), ref, less);
  });
}

class Doctor {
 public:
  Doctor(const Corpus& corpus, std::string_view query, const PlanNode& root,
         Trials* trials)
      : corpus_(corpus), query_(query), root_(root), trials_(*trials) {}

  Diagnosis Diagnose() {
    Examine();
    const bool blamed = BlameSpace() || BlameEmpty();
    if (!blamed && root_.kind == NodeKind::kAnd) BlameCombination();
    Diagnosis diagnosis;
    for (Patient& patient : patients_) {
      PutInWords(&patient.diagnosis);
      diagnosis.clauses.push_back(std::move(patient.diagnosis));
    }
    diagnosis.cut = std::move(cut_);
    return diagnosis;
  }

 private:
  void Examine() {
    for (const PlanNode* node : TopClauses(root_)) {
      if (node->kind == NodeKind::kAll || node->optional) continue;
      if (patients_.size() == kMostClauses) {
        cut_ = ClausesCut(WholeClause(query_, node->range));
        break;
      }
      Patient patient;
      patient.node = node;
      patient.diagnosis.range = WholeClause(query_, node->range);
      patient.diagnosis.clause = TextAt(query_, patient.diagnosis.range);
      if (node->kind != NodeKind::kNot) {
        std::optional<std::vector<DocRef>> found = trials_.Find(*node);
        patient.examined = found.has_value();
        if (found) patient.found = *std::move(found);
        std::sort(patient.found.begin(), patient.found.end(),
                  [](DocRef a, DocRef b) {
                    return a.segment != b.segment ? a.segment < b.segment
                                                  : a.doc < b.doc;
                  });
        patient.diagnosis.hits_alone =
            static_cast<uint32_t>(patient.found.size());
      }
      patients_.push_back(std::move(patient));
    }
  }

  static QueryWarning ClausesCut(ByteRange first) {
    const std::string most = std::to_string(kMostClauses);
    return {"DIAGNOSIS_CUT", first,
            "Seules les " + most +
                " premières clauses ont été examinées pour expliquer l’absence "
                "de résultat.",
            "Only the first " + most +
                " clauses were examined to explain why nothing was found."};
  }

  static bool IsFilter(const PlanNode& node) {
    return node.kind == NodeKind::kDate || node.kind == NodeKind::kSource ||
           node.kind == NodeKind::kAuthor;
  }

  static Cause CauseOf(const PlanNode& node) {
    if (node.kind == NodeKind::kDate) return Cause::kDate;
    if (node.kind == NodeKind::kNone || node.kind == NodeKind::kEntity) {
      return Cause::kUnknownEntity;
    }
    const bool words = node.kind == NodeKind::kWord ||
                       node.kind == NodeKind::kPrefix ||
                       node.kind == NodeKind::kSource ||
                       node.kind == NodeKind::kAuthor || node.alternatives;
    return words ? Cause::kUnknownWord : Cause::kCombination;
  }

  // « anti gaspillage », where articles have antigaspillage.
  bool BlameSpace() {
    for (size_t i = 0; i + 1 < patients_.size(); ++i) {
      ClauseDiagnosis& left = patients_[i].diagnosis;
      ClauseDiagnosis& right = patients_[i + 1].diagnosis;
      const bool words = patients_[i].node->kind == NodeKind::kWord &&
                         patients_[i + 1].node->kind == NodeKind::kWord;
      if (!words || left.range.end + 1 != right.range.begin ||
          query_[left.range.end] != ' ' ||
          !IsWordOfIndex(corpus_, left.clause + right.clause)) {
        continue;
      }
      const ByteRange both{left.range.begin, right.range.end};
      const std::string joined =
          Replaced(query_, both, left.clause + right.clause);
      Propose(joined, &left);
      if (left.repaired_hits == 0) continue;
      right.repaired_query = left.repaired_query;
      right.repaired_hits = left.repaired_hits;
      left.cause = right.cause = Cause::kHyphen;
      return true;
    }
    return false;
  }

  // Repairs every clause that finds nothing alone, then tries all repairs at
  // once: one repair is not enough for a query with two faults.
  bool BlameEmpty() {
    bool blamed = false;
    for (Patient& patient : patients_) {
      const bool empty = patient.examined && patient.found.empty();
      if (!empty) continue;
      blamed = true;
      patient.diagnosis.cause = CauseOf(*patient.node);
      patient.repair = FindRepair(patient);
      if (patient.repair) patient.diagnosis.cause = patient.repair->cause;
    }
    if (!blamed) return false;
    std::string repaired(query_);
    // Clauses of a query with unbalanced parentheses may overlap: what is
    // behind `untouched` has changed already.
    size_t untouched = repaired.size();
    const auto replace = [&](ByteRange range, std::string_view by) {
      if (range.end > untouched) return;
      repaired = Replaced(repaired, range, by);
      untouched = range.begin;
    };
    for (auto patient = patients_.rbegin(); patient != patients_.rend();
         ++patient) {
      if (patient->repair) {
        replace(patient->repair->range, patient->repair->text);
      } else if (patient->examined && patient->found.empty() &&
                 patients_.size() > 1) {
        replace(patient->diagnosis.range, "");
      }
    }
    for (Patient& patient : patients_) {
      const bool empty = patient.examined && patient.found.empty();
      if (empty) Propose(repaired, &patient.diagnosis);
    }
    return true;
  }

  std::optional<Repair> FindRepair(const Patient& patient) {
    if (patient.node->kind == NodeKind::kDate) return RepairDate(patient);
    const ByteRange whole = patient.diagnosis.range;
    for (const Repair& repair :
         ListRepairs(corpus_, query_, *patient.node, &trials_)) {
      if (!whole.contains(repair.range)) continue;
      const ByteRange inside{repair.range.begin - whole.begin,
                             repair.range.end - whole.begin};
      const auto hits =
          trials_.Hits(Replaced(patient.diagnosis.clause, inside, repair.text));
      if (hits.value_or(0) > 0) return repair;
    }
    return std::nullopt;
  }

  // The dates reach to the nearest day of what the other clauses find.
  std::optional<Repair> RepairDate(const Patient& patient) {
    PlanNode rest = root_;
    rest.children.clear();
    for (const PlanNode& child : root_.children) {
      if (child.kind != NodeKind::kDate) rest.children.push_back(child);
    }
    const bool others = std::any_of(
        rest.children.begin(), rest.children.end(), [](const PlanNode& child) {
          return child.kind != NodeKind::kNot && !child.optional;
        });
    if (!others) {
      PlanNode all;
      all.kind = NodeKind::kAll;
      rest.kind = NodeKind::kAnd;
      rest.children.push_back(std::move(all));
    }
    const auto found = trials_.Find(rest);
    if (!found) return std::nullopt;
    const int32_t begin = patient.node->day_begin;
    const int32_t end = patient.node->day_end;
    std::optional<int32_t> nearest;
    const auto distance = [&](int32_t day) {
      return day < begin ? begin - day : day - end + 1;
    };
    for (const DocRef ref : *found) {
      const int32_t day = corpus_.catalog->segment(ref).day(ref.doc);
      if (day == index::kNoDay || (begin <= day && day < end)) continue;
      if (!nearest || distance(day) < distance(*nearest)) nearest = day;
    }
    if (!nearest) return std::nullopt;
    const int32_t first = std::min(begin, *nearest);
    const int32_t last = std::max(end - 1, *nearest);
    return Repair{Cause::kDate, patient.diagnosis.range,
                  DateClause(std::min(first, last), last)};
  }

  // Every clause finds something, but they never meet.
  void BlameCombination() {
    Patient* first = nullptr;
    Patient* second = nullptr;
    for (size_t i = 0; i < patients_.size() && first == nullptr; ++i) {
      for (size_t j = i + 1; j < patients_.size(); ++j) {
        if (!patients_[i].examined || !patients_[j].examined) continue;
        if (Meet(patients_[i].found, patients_[j].found)) continue;
        first = &patients_[i];
        second = &patients_[j];
        break;
      }
    }
    // Of a filter and of what it filters, the filter is to be changed.
    if (first != nullptr && IsFilter(*second->node)) std::swap(first, second);
    if (first != nullptr && IsFilter(*first->node)) second = first;
    for (Patient& patient : patients_) {
      const bool blamed =
          first == nullptr || &patient == first || &patient == second;
      if (blamed) BlameMember(&patient);
    }
  }

  void BlameMember(Patient* patient) {
    patient->diagnosis.cause = Cause::kCombination;
    const std::string dropped = Replaced(query_, patient->diagnosis.range, "");
    if (patient->node->kind == NodeKind::kDate) {
      patient->diagnosis.cause = Cause::kDate;
      const std::optional<Repair> repair = RepairDate(*patient);
      if (repair) {
        return Propose(Replaced(query_, repair->range, repair->text),
                       &patient->diagnosis);
      }
    }
    for (const Repair& repair :
         ListRepairs(corpus_, query_, *patient->node, &trials_)) {
      if (repair.cause != Cause::kCombination) continue;
      Propose(Replaced(query_, repair.range, repair.text), &patient->diagnosis);
      if (patient->diagnosis.repaired_hits > 0) return;
    }
    Propose(dropped, &patient->diagnosis);
  }

  // Only what finds something. What lost a clause is shown as it prints back.
  void Propose(const std::string& repaired, ClauseDiagnosis* diagnosis) {
    const bool empty = repaired.find_first_not_of(' ') == std::string::npos;
    const auto hits = empty ? std::nullopt : trials_.Hits(repaired);
    if (hits.value_or(0) == 0) return;
    const bool shorter = repaired.size() < query_.size();
    const std::string normalized =
        shorter ? trials_.Normalized(repaired) : std::string();
    diagnosis->repaired_query = normalized.empty() ? repaired : normalized;
    diagnosis->repaired_hits = *hits;
  }

  const Corpus& corpus_;
  const std::string_view query_;
  const PlanNode& root_;
  Trials& trials_;
  std::vector<Patient> patients_;
  std::optional<QueryWarning> cut_;
};

}  // namespace

Diagnosis Diagnose(const Corpus& corpus, std::string_view query,
                   const PlanNode& root, Trials* trials) {
  return Doctor(corpus, query, root, trials).Diagnose();
}

}  // namespace vigie::match
