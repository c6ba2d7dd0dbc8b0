#include "match/shown_rows.h"

#include <utility>

namespace vigie::match {
namespace {

// Rows of so many articles of a segment are kept together at most.
constexpr size_t kMostRows = 64;

void AppendNumber(uint64_t number, std::string* name) {
  name->append(std::to_string(number)) += ' ';
}

void AppendText(const std::string& text, std::string* name) {
  AppendNumber(text.size(), name);
  *name += text;
}

void AppendTerm(const query::TermSpec& term, std::string* name) {
  AppendText(term.form, name);
  AppendText(term.stem, name);
  AppendText(term.accented, name);
  AppendNumber(term.offset, name);
  AppendNumber(term.length, name);
  *name += term.exact ? '=' : '~';
}

// False: it has no name.
bool AppendNode(const query::PlanNode& node, std::string* name) {
  if (node.kind == query::NodeKind::kPrefix) return false;
  AppendNumber(static_cast<uint64_t>(node.kind), name);
  AppendNumber(static_cast<uint64_t>(node.zone), name);
  AppendNumber(static_cast<uint64_t>(node.entity_type), name);
  AppendNumber(static_cast<uint32_t>(node.day_begin), name);
  AppendNumber(static_cast<uint32_t>(node.day_end), name);
  AppendNumber(node.distance, name);
  AppendNumber(node.count, name);
  *name += node.ordered ? 'o' : '-';
  *name += node.optional ? 'o' : '-';
  *name += node.alternatives ? 'a' : '-';
  *name += node.weight > 0 ? 'w' : '-';
  AppendText(node.value, name);
  AppendNumber(node.terms.size(), name);
  for (const query::TermSpec& term : node.terms) AppendTerm(term, name);
  AppendNumber(node.entity_ids.size(), name);
  for (const std::string& id : node.entity_ids) AppendText(id, name);
  AppendNumber(node.children.size(), name);
  for (const query::PlanNode& child : node.children) {
    if (!AppendNode(child, name)) return false;
  }
  return true;
}

}  // namespace

size_t ShownRows::bytes() const {
  constexpr size_t kOfRow = 48;  // of the map
  size_t bytes = sizeof(*this);
  for (const auto& [doc, shown] : rows) {
    bytes += kOfRow + sizeof(shown) + shown.title.size() * sizeof(ByteRange);
  }
  return bytes;
}

const std::shared_ptr<KeptShown>& SharedShown() {
  constexpr size_t kBytes = 4U << 20;
  // Lives until the end: snapshots in static storage may outlive it else.
  static const auto* const kept =
      new std::shared_ptr<KeptShown>(std::make_shared<KeptShown>(kBytes));
  return *kept;
}

std::string PlanName(const query::PlanNode& root) {
  std::string name;
  return AppendNode(root, &name) ? name : std::string();
}

const ShownMatches* ShownPage::Find(DocRef ref) {
  if (name_.empty()) return nullptr;
  const auto [at, is_new] = segments_.try_emplace(ref.segment);
  if (is_new) at->second.kept = memory_->Find(ref.segment, name_);
  if (at->second.kept == nullptr) return nullptr;
  const auto found = at->second.kept->rows.find(ref.doc);
  return found == at->second.kept->rows.end() ? nullptr : &found->second;
}

void ShownPage::Add(DocRef ref, ShownMatches shown) {
  if (name_.empty()) return;
  segments_[ref.segment].added.rows.emplace(ref.doc, std::move(shown));
}

void ShownPage::Keep() const {
  if (name_.empty() || !memory_->WorthKeeping(name_)) return;
  for (const auto& [segment, page] : segments_) {
    if (page.added.rows.empty()) continue;
    ShownRows rows = page.added;
    if (page.kept != nullptr &&
        page.kept->rows.size() + rows.rows.size() <= kMostRows) {
      rows.rows.insert(page.kept->rows.begin(), page.kept->rows.end());
    }
    memory_->Keep(segment, name_, std::move(rows));
  }
}

}  // namespace vigie::match
