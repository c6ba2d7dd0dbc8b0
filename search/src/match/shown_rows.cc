#include "match/shown_rows.h"

#include <functional>
#include <string_view>
#include <utility>

#include "match/posting_cache.h"

namespace vigie::match {
namespace {

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

// Whether they are all words that there are.
bool AreWhole(const PrefixWords& prefixes) {
  size_t words = 0;
  for (const auto& [prefix, of_prefix] : prefixes) {
    if (of_prefix.size() >= kWordsPerPrefix) return false;
    words += of_prefix.size();
  }
  return words < kWordsOfPrefixes;
}

// False: it has no name.
bool AppendNode(const query::PlanNode& node, bool whole_prefixes,
                std::string* name) {
  if (node.kind == query::NodeKind::kPrefix && !whole_prefixes) return false;
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
    if (!AppendNode(child, whole_prefixes, name)) return false;
  }
  return true;
}

}  // namespace

size_t ShownRow::bytes() const {
  constexpr size_t kOfBlock = 16;  // of memory
  size_t bytes = sizeof(*this) + kOfBlock +
                 title.capacity() * sizeof(ByteRange) +
                 passages.capacity() * sizeof(Passage);
  for (const Passage& passage : passages) {
    bytes += 2 * kOfBlock + passage.sentence.text.capacity() +
             passage.highlights.capacity() * sizeof(ByteRange);
  }
  return bytes;
}

std::string PlanName(const query::PlanNode& root, const PrefixWords* prefixes) {
  const bool whole = prefixes != nullptr && AreWhole(*prefixes);
  std::string name;
  return AppendNode(root, whole, &name) ? name : std::string();
}

KeptShown::KeptShown(size_t most_bytes) : numbers_(most_bytes / 6) {
  for (size_t i = 0; i < kParts; ++i) parts_.emplace_back(most_bytes / kParts);
}

const std::shared_ptr<KeptShown>& KeptShown::Shared() {
  constexpr size_t kBytes = 12U << 20;
  // Lives until the end: snapshots in static storage may outlive it else.
  static const auto* const kept =
      new std::shared_ptr<KeptShown>(std::make_shared<KeptShown>(kBytes));
  return *kept;
}

void KeptShown::Release(const std::string& content) {
  const std::optional<uint32_t> unused = segments_.Release(content);
  if (!unused) return;
  for (Rows& rows : parts_) rows.Forget(*unused);
}

uint64_t KeptShown::FindNumber(const std::string& name) {
  const auto number = numbers_.Find({0, name});
  return number == nullptr ? 0 : *number;
}

uint64_t KeptShown::MakeNumber(uint32_t scope, const std::string& name) {
  constexpr size_t kOverhead = 256;  // of maps and lists
  if (!sightings_.SeenBefore(scope, name)) return 0;
  return *numbers_.Keep({0, name}, next_++, 2 * name.size() + kOverhead);
}

std::vector<ShownRowPointer> KeptShown::Find(const std::vector<Key>& rows) {
  if (rows.empty()) return {};
  return parts_[rows.front().name.number % kParts].Find(rows);
}

void KeptShown::Keep(const Key& row, ShownRowPointer shown) {
  constexpr size_t kOverhead = 160;  // of maps and lists
  const size_t bytes = kOverhead + shown->bytes();
  parts_[row.name.number % kParts].Keep(row, std::move(shown), bytes);
}

size_t KeptShown::bytes() const {
  size_t bytes = 0;
  for (const Rows& rows : parts_) bytes += rows.bytes();
  return bytes;
}

ShownMemory::ShownMemory(const Catalog& catalog,
                         std::shared_ptr<KeptShown> kept)
    : kept_(std::move(kept)) {
  for (const auto& segment : catalog.segments()) {
    contents_.push_back(ContentKey(*segment));
    numbers_.push_back(kept_->Hold(contents_.back()));
    scope_ = static_cast<uint32_t>(
        std::hash<std::string_view>()(segment->scope_key()));
  }
}

ShownMemory::~ShownMemory() {
  for (const std::string& content : contents_) kept_->Release(content);
}

ShownPage::ShownPage(const ShownMemory* memory, const std::string& plan,
                     uint32_t passages)
    : memory_(memory) {
  constexpr size_t kMostName = 64U << 10;
  if (memory == nullptr || plan.empty() || plan.size() > kMostName) return;
  AppendNumber(passages, &name_);
  name_ += plan;
  number_ = memory_->kept_->FindNumber(name_);
}

std::vector<ShownRowPointer> ShownPage::Find(
    const std::vector<DocRef>& refs) const {
  if (number_ == 0) return std::vector<ShownRowPointer>(refs.size());
  std::vector<KeptShown::Key> keys;
  keys.reserve(refs.size());
  for (const DocRef ref : refs) keys.push_back(KeyOf(ref));
  return memory_->kept_->Find(keys);
}

bool ShownPage::WorthKeeping() {
  if (number_ == 0 && !name_.empty() && !asked_) {
    number_ = memory_->kept_->MakeNumber(memory_->scope_, name_);
    asked_ = true;
  }
  return number_ != 0;
}

void ShownPage::Keep(DocRef ref, ShownRowPointer shown) const {
  memory_->kept_->Keep(KeyOf(ref), std::move(shown));
}

}  // namespace vigie::match
