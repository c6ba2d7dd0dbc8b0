#include "match/selection.h"

#include <algorithm>
#include <utility>

namespace vigie::match {
namespace {

void AddNames(const std::vector<std::string>& names,
              std::vector<std::string>* all) {
  all->insert(all->end(), names.begin(), names.end());
}

void KeepDistinct(std::vector<std::string>* names) {
  std::sort(names->begin(), names->end());
  names->erase(std::unique(names->begin(), names->end()), names->end());
}

std::vector<uint32_t> Numbers(const FacetColumns& columns, const FacetKey& key,
                              const std::vector<std::string>& names) {
  std::vector<uint32_t> numbers;
  numbers.reserve(names.size());
  for (const std::string& name : names) {
    numbers.push_back(columns.Number(key, name));
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

bool Holds(const std::vector<uint32_t>& numbers, uint32_t value) {
  return std::binary_search(numbers.begin(), numbers.end(), value);
}

Status CheckCount(const std::vector<FacetSelection>& selections) {
  size_t values = 0;
  for (const FacetSelection& selection : selections) {
    values += selection.include.size() + selection.exclude.size();
  }
  if (values <= kMaxSelectedValues) return OkStatus();
  return Status(StatusCode::kInvalidArgument,
                "the selections name " + std::to_string(values) +
                    " values; at most " + std::to_string(kMaxSelectedValues) +
                    " are allowed",
                "TOO_MANY_SELECTIONS");
}

}  // namespace

SelectionOutcome Apply(const DimensionSelection& selection,
                       const std::vector<ValueCount>& values) {
  SelectionOutcome outcome;
  for (const ValueCount& count : values) {
    if (Holds(selection.include, count.value)) ++outcome.included;
    if (Holds(selection.exclude, count.value)) {
      ++outcome.excluded;
      outcome.one_excluded = count.value;
    }
  }
  return outcome;
}

bool Passes(const DimensionSelection& selection,
            const SelectionOutcome& outcome) {
  if (outcome.excluded > 0) return false;
  if (selection.include.empty()) return true;
  return selection.mode == FacetSelection::Mode::kAnd
             ? outcome.included == selection.include.size()
             : outcome.included > 0;
}

FacetScope::FacetScope(const DimensionSelection* own,
                       const std::vector<ValueCount>& values) {
  if (own == nullptr) return;
  outcome_ = Apply(*own, values);
  const bool needs_all = own->mode == FacetSelection::Mode::kAnd;
  in_ = !needs_all || outcome_.included >= own->include.size();
}

Result<Selections> Selections::Make(
    const std::vector<FacetSelection>& selections,
    const FacetColumns& columns) {
  if (Status status = CheckCount(selections); !status.ok()) return status;
  Selections made(columns);
  for (const FacetSelection& selection : selections) {
    if (Status status = CheckFacetKey(selection.key); !status.ok()) {
      return status;
    }
    if (selection.include.empty() && selection.exclude.empty()) continue;
    const size_t at = made.Find(selection.key);
    if (at == made.dimensions_.size()) {
      made.dimensions_.push_back(
          {selection.key, selection.mode, {}, {}, {}, {}});
    }
    DimensionSelection& joined = made.dimensions_[at];
    if (joined.mode != selection.mode) {
      return Status(StatusCode::kInvalidArgument,
                    "two selections of one facet join their values in "
                    "different ways; choose AND or OR",
                    "FACET_KEY");
    }
    AddNames(selection.include, &joined.include_names);
    AddNames(selection.exclude, &joined.exclude_names);
  }
  for (DimensionSelection& dimension : made.dimensions_) {
    KeepDistinct(&dimension.include_names);
    KeepDistinct(&dimension.exclude_names);
    dimension.include =
        Numbers(columns, dimension.key, dimension.include_names);
    dimension.exclude =
        Numbers(columns, dimension.key, dimension.exclude_names);
  }
  return made;
}

uint32_t Selections::Failures(DocRef ref) const {
  uint32_t failures = 0;
  std::vector<ValueCount> values;
  for (size_t i = 0; i < dimensions_.size(); ++i) {
    columns_->Read(dimensions_[i].key, ref, &values);
    if (!Passes(dimensions_[i], Apply(dimensions_[i], values))) {
      failures |= 1U << i;
    }
  }
  return failures;
}

size_t Selections::Find(const FacetKey& key) const {
  for (size_t i = 0; i < dimensions_.size(); ++i) {
    if (dimensions_[i].key == key) return i;
  }
  return dimensions_.size();
}

}  // namespace vigie::match
