#include "entities/gazetteer_builder.h"

#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "analysis/analyzer.h"
#include "entities/entry_words.h"
#include "entities/gazetteer.h"

namespace vigie::entities {
namespace {

constexpr size_t kMostLists = 0xFFFF;
// Slots per hundred edges: probes stay short, and the table small.
constexpr uint64_t kSlotsPerCent = 145;

template <typename T>
GazetteerTable Append(const std::vector<T>& table, std::string* bytes) {
  bytes->resize((bytes->size() + 7) / 8 * 8);
  const GazetteerTable place{bytes->size(), table.size()};
  bytes->append(reinterpret_cast<const char*>(table.data()),
                table.size() * sizeof(T));
  return place;
}

uint32_t WikidataNumber(const std::string& id) {
  uint32_t number = 0;
  if (id.size() < 2) return 0;
  const auto read =
      std::from_chars(id.data() + 1, id.data() + id.size(), number);
  return read.ec == std::errc() ? number : 0;
}

}  // namespace

GazetteerBuilder::GazetteerBuilder() : strings_(1, '\0') {
  string_at_.emplace("", 0);
  lists_.emplace(std::vector<std::string>(), 0);
}

std::string GazetteerBuilder::Add(Entry entry) {
  if (!entry.rules.sets.empty() || !entry.rules.near.empty() ||
      !entry.rules.phrases.empty()) {
    return "rules: leave concepts with rules in JSON Lines; only names are "
           "compiled";
  }
  const bool by_lemma =
      std::any_of(entry.rules.aliases.begin(), entry.rules.aliases.end(),
                  [](const Alias& alias) { return alias.by_lemma; });
  if (by_lemma) {
    return "aliases: leave names compared by lemma in JSON Lines; only forms "
           "are compiled";
  }
  lists_.emplace(entry.rules.pos, 0);
  lists_.emplace(entry.rules.neg, 0);
  for (const Alias& alias : entry.rules.aliases) {
    lists_.emplace(alias.need, 0);
  }
  if (lists_.size() > kMostLists) {
    return "need, pos, neg: over 65,535 different lists; share some";
  }
  entries_.push_back(std::move(entry));
  return "";
}

std::string GazetteerBuilder::Finish() {
  std::sort(
      entries_.begin(), entries_.end(),
      [](const Entry& a, const Entry& b) { return a.entity.id < b.entity.id; });
  NumberLists();
  for (const Entry& entry : entries_) AddEntity(entry);
  GazetteerEntity end;
  end.first_alias = static_cast<uint32_t>(aliases_.size());
  entities_.push_back(end);
  return Encode();
}

void GazetteerBuilder::AddEntity(const Entry& entry) {
  GazetteerEntity record;
  record.id = String(entry.entity.id);
  record.label = String(entry.entity.label);
  record.label_en = String(entry.entity.label_en);
  record.subtype = String(entry.entity.subtype);
  record.wikidata = WikidataNumber(entry.entity.wikidata_id);
  record.first_alias = static_cast<uint32_t>(aliases_.size());
  record.pos = lists_.at(entry.rules.pos);
  record.neg = lists_.at(entry.rules.neg);
  record.type = static_cast<uint8_t>(entry.entity.type);
  record.ner_block = entry.rules.ner_block ? 1 : 0;
  entities_.push_back(record);
  std::set<std::string> names;
  for (const Alias& alias : entry.rules.aliases) {
    names.insert(alias.text);
    AddAlias(alias);
  }
  for (const std::string& label : {entry.entity.label, entry.entity.label_en}) {
    if (label.empty() || !names.insert(label).second) continue;
    Alias name;
    name.text = label;
    name.kind = AliasKind::kLabel;
    AddAlias(name);
  }
}

void GazetteerBuilder::AddAlias(const Alias& alias) {
  const analysis::AnalyzedText analyzed = analysis::Analyze(alias.text);
  const Lattice lattice(alias.text, analyzed);
  const std::vector<TokenPath> paths = ReadingsOf(lattice);
  if (paths.empty()) return;
  GazetteerAlias record;
  record.text = String(alias.text);
  record.entity = static_cast<uint32_t>(entities_.size() - 1);
  record.lead = String(LeadOf(lattice, paths.front()));
  const uint32_t words = std::min(lattice.positions(), kLongestItemWords);
  for (uint32_t p = 0; p < words; ++p) {
    if ((lattice.plain(p).flags & analysis::kCapitalized) != 0) {
      record.capitals = static_cast<uint16_t>(record.capitals | 1U << p);
    }
  }
  if (alias.case_policy == CasePolicy::kExact) {
    record.exact = String(CoreSurface(lattice));
  }
  record.need = lists_.at(alias.need);
  record.policy =
      GazetteerPolicy{alias.kind,      alias.case_policy, alias.exact_accents,
                      alias.need_full, alias.apart,       alias.capital}
          .Encode();
  record.min_score = static_cast<uint8_t>(alias.min_score);
  record.words = static_cast<uint8_t>(words);
  const auto index = static_cast<uint32_t>(aliases_.size());
  aliases_.push_back(record);
  for (const TokenPath& path : paths) AddPath(lattice, path, index);
}

void GazetteerBuilder::AddPath(const Lattice& lattice, const TokenPath& path,
                               uint32_t alias) {
  std::vector<std::string> words;
  std::vector<std::string> solid;
  for (uint32_t index : path) {
    const analysis::Token& token = lattice.token(index);
    words.push_back(token.form);
    const bool join = (token.flags & analysis::kJoin) != 0;
    solid.push_back(join ? WithoutHyphens(token.form) : token.form);
  }
  const uint32_t output = alias | (HasGaps(lattice, path) ? kAnyGaps : 0U);
  outputs_.emplace_back(Node(words), output);
  if (solid != words) outputs_.emplace_back(Node(solid), output);
}

uint32_t GazetteerBuilder::Node(const std::vector<std::string>& words) {
  uint32_t node = kGazetteerRoot;
  for (const std::string& word : words) {
    const uint64_t key = GazetteerKey(node, Gazetteer::WordHash(word));
    const auto next = static_cast<uint32_t>(edges_.size() + 1);
    node = edges_.emplace(key, next).first->second;
  }
  return node;
}

uint32_t GazetteerBuilder::String(const std::string& text) {
  const auto known =
      string_at_.emplace(text, static_cast<uint32_t>(strings_.size()));
  if (known.second) strings_.append(text).push_back('\0');
  return known.first->second;
}

// The empty list comes first.
void GazetteerBuilder::NumberLists() {
  list_begins_.push_back(0);
  uint16_t next = 0;
  for (auto& [items, number] : lists_) {
    number = next++;
    for (const std::string& item : items) items_.push_back(String(item));
    list_begins_.push_back(static_cast<uint32_t>(items_.size()));
  }
}

std::string GazetteerBuilder::Encode() {
  std::vector<std::pair<uint64_t, uint32_t>> sorted(edges_.begin(),
                                                    edges_.end());
  std::sort(sorted.begin(), sorted.end());
  const uint64_t slots = sorted.size() * kSlotsPerCent / 100 + 1;
  std::vector<uint64_t> keys(slots, 0);
  std::vector<uint32_t> children(slots, 0);
  for (const auto& [key, child] : sorted) {
    uint64_t slot = GazetteerSlot(key, slots);
    while (keys[slot] != 0) slot = slot + 1 == slots ? 0 : slot + 1;
    keys[slot] = key;
    children[slot] = child;
  }
  std::sort(outputs_.begin(), outputs_.end());
  outputs_.erase(std::unique(outputs_.begin(), outputs_.end()), outputs_.end());
  std::vector<uint32_t> begins(sorted.size() + 2, 0);
  std::vector<uint32_t> outputs;
  outputs.reserve(outputs_.size());
  for (const auto& [node, output] : outputs_) {
    ++begins[node + size_t{1}];
    outputs.push_back(output);
  }
  for (size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];

  GazetteerHeader header;
  std::string bytes(sizeof(header), '\0');
  header.analyzer = Gazetteer::WordHash(analysis::AnalyzerVersion());
  header.entities = Append(entities_, &bytes);
  header.aliases = Append(aliases_, &bytes);
  header.keys = Append(keys, &bytes);
  header.children = Append(children, &bytes);
  header.output_begins = Append(begins, &bytes);
  header.outputs = Append(outputs, &bytes);
  header.list_begins = Append(list_begins_, &bytes);
  header.items = Append(items_, &bytes);
  header.strings =
      Append(std::vector<char>(strings_.begin(), strings_.end()), &bytes);
  header.content =
      XXH3_64bits(bytes.data() + sizeof(header), bytes.size() - sizeof(header));
  bytes.replace(0, sizeof(header), reinterpret_cast<const char*>(&header),
                sizeof(header));
  return bytes;
}

}  // namespace vigie::entities
