#include "entities/dictionary.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdio>
#include <unordered_map>
#include <utility>

#include "analysis/analyzer.h"
#include "entities/entry_parser.h"
#include "entities/rules.h"

namespace vigie::entities {
namespace {

// Part of the version: raise it when equal files are recognised otherwise.
constexpr uint64_t kSemantics = 1;

std::string VersionOf(std::string_view json_lines) {
  const uint64_t hash =
      XXH3_64bits_withSeed(json_lines.data(), json_lines.size(), kSemantics);
  char text[32];
  std::snprintf(text, sizeof(text), "dict-%016llx",
                static_cast<unsigned long long>(hash));
  return text;
}

// Takes the next line, without its end, off `rest`.
std::string_view TakeLine(std::string_view* rest) {
  const size_t end = rest->find('\n');
  std::string_view line = rest->substr(0, end);
  rest->remove_prefix(end == std::string_view::npos ? rest->size() : end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

Status Fault(const std::string& source_name, size_t line,
             const std::string& what) {
  return {StatusCode::kInvalidArgument,
          source_name + ":" + std::to_string(line) + ": " + what,
          "DICTIONARY_SYNTAX"};
}

}  // namespace

struct Dictionary::NameIndex {
  std::unordered_map<std::string, uint32_t> by_id;
  std::unordered_map<std::string, std::vector<uint32_t>> by_name;

  void AddName(std::string_view name, uint32_t entity) {
    std::string folded = analysis::FoldName(name);
    if (folded.empty()) return;
    std::vector<uint32_t>& owners = by_name[std::move(folded)];
    if (owners.empty() || owners.back() != entity) owners.push_back(entity);
  }
};

Dictionary::Dictionary()
    : rules_(std::make_unique<Rules>()),
      names_(std::make_unique<NameIndex>()) {}

Dictionary::~Dictionary() = default;

Result<std::shared_ptr<const Dictionary>> Dictionary::Parse(
    std::string_view json_lines, const std::string& source_name) {
  const std::shared_ptr<Dictionary> dictionary(new Dictionary());
  dictionary->version_ = VersionOf(json_lines);
  std::unordered_map<std::string, size_t> line_of_id;
  std::string_view rest = json_lines;
  if (rest.substr(0, 3) == "\xEF\xBB\xBF") rest.remove_prefix(3);
  for (size_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = TakeLine(&rest);
    if (IsBlank(line)) continue;
    Entry entry;
    const std::string fault = ParseEntry(line, &entry);
    if (!fault.empty()) return Fault(source_name, number, fault);
    const auto known = line_of_id.emplace(entry.entity.id, number);
    if (!known.second) {
      return Fault(source_name, number,
                   "id: \"" + entry.entity.id + "\" is already on line " +
                       std::to_string(known.first->second) +
                       "; merge the two lines");
    }
    const auto index = static_cast<uint32_t>(dictionary->entities_.size());
    NameIndex& names = *dictionary->names_;
    names.by_id.emplace(entry.entity.id, index);
    names.AddName(entry.entity.id, index);
    names.AddName(entry.entity.label, index);
    names.AddName(entry.entity.label_en, index);
    for (const Alias& alias : entry.rules.aliases) {
      if (alias.kind != AliasKind::kNominal) names.AddName(alias.text, index);
    }
    dictionary->entities_.push_back(std::move(entry.entity));
    dictionary->rules_->entities.push_back(std::move(entry.rules));
  }
  return std::shared_ptr<const Dictionary>(dictionary);
}

std::optional<uint32_t> Dictionary::FindById(std::string_view id) const {
  const auto it = names_->by_id.find(std::string(id));
  if (it == names_->by_id.end()) return std::nullopt;
  return it->second;
}

std::vector<uint32_t> Dictionary::Resolve(std::string_view name) const {
  const std::string folded = analysis::FoldName(name);
  const auto it = names_->by_name.find(folded);
  if (it == names_->by_name.end()) return {};
  return it->second;
}

}  // namespace vigie::entities
