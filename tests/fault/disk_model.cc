#include "tests/fault/disk_model.h"

#include <fcntl.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <set>
#include <utility>

namespace vigie::fault {
namespace {

constexpr uint64_t kPage = 4'096;

}  // namespace

std::vector<Record> ParseLog(std::string_view log) {
  std::vector<Record> records;
  while (log.size() >= sizeof(RecordHeader)) {
    RecordHeader header;
    std::memcpy(&header, log.data(), sizeof(header));
    log.remove_prefix(sizeof(header));
    if (log.size() < uint64_t{header.path_bytes} + header.data_bytes) break;
    records.push_back({header.kind, header.handle, header.offset,
                       log.substr(0, header.path_bytes),
                       log.substr(header.path_bytes, header.data_bytes)});
    log.remove_prefix(header.path_bytes + header.data_bytes);
  }
  return records;
}

DiskModel::DiskModel(DiskKind kind, const Tree& durable)
    : kind_(kind), nodes_(1) {
  AddNode(/*is_directory=*/true);
  for (const auto& [path, bytes] : durable) {
    const Place place = Find(path);
    const Id id = AddNode(!bytes.has_value());
    if (bytes) nodes_[id].bytes = nodes_[id].durable_bytes = *bytes;
    nodes_[place.directory].names[place.name] = id;
    nodes_[place.directory].durable_names[place.name] = id;
  }
}

DiskModel::Id DiskModel::AddNode(bool is_directory) {
  nodes_.emplace_back();
  nodes_.back().is_directory = is_directory;
  return static_cast<Id>(nodes_.size() - 1);
}

DiskModel::Place DiskModel::Find(std::string_view path) const {
  Place place{1, ""};
  for (size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/')) {
    const auto& names = nodes_[place.directory].names;
    const auto at = names.find(std::string(path.substr(0, slash)));
    place.directory = at == names.end() ? 0 : at->second;
    path.remove_prefix(slash + 1);
  }
  place.name = path;
  return place;
}

DiskModel::Id DiskModel::Lookup(std::string_view path) const {
  if (path.empty()) return 1;
  const Place place = Find(path);
  const auto& names = nodes_[place.directory].names;
  const auto at = names.find(place.name);
  return at == names.end() ? 0 : at->second;
}

void DiskModel::Apply(const Record& record) {
  switch (record.kind) {
    case RecordKind::kOpen:
      return Open(record);
    case RecordKind::kWrite:
      return ChangeBytes(handles_[record.handle],
                         {record.offset, std::string(record.data), false});
    case RecordKind::kTruncate:
      return ChangeBytes(handles_[record.handle], {record.offset, "", true});
    case RecordKind::kSync:
      return Sync(handles_[record.handle]);
    case RecordKind::kRename:
      return Rename(record);
    case RecordKind::kUnlink:
    case RecordKind::kRmdir: {
      const Place place = Find(record.path);
      return ChangeName({place.directory, place.name, "", 0});
    }
    case RecordKind::kLink: {
      const Place place = Find(record.data);
      return ChangeName({place.directory, "", place.name, Lookup(record.path)});
    }
    case RecordKind::kMkdir: {
      if (record.path.empty()) return;
      const Place place = Find(record.path);
      return ChangeName(
          {place.directory, "", place.name, AddNode(/*is_directory=*/true)});
    }
    case RecordKind::kMark:
      return;
  }
}

void DiskModel::Open(const Record& record) {
  const auto flags = static_cast<int>(record.offset);
  Id id = Lookup(record.path);
  if (id == 0) {
    id = AddNode(/*is_directory=*/false);
    const Place place = Find(record.path);
    ChangeName({place.directory, "", place.name, id});
  } else if ((flags & O_TRUNC) != 0 && !nodes_[id].bytes.empty()) {
    ChangeBytes(id, {0, "", true});
  }
  handles_[record.handle] = id;
}

void DiskModel::ChangeBytes(Id id, Change change) {
  std::string& bytes = nodes_[id].bytes;
  if (change.truncates) {
    bytes.resize(change.offset);
  } else {
    bytes.resize(std::max(bytes.size(), change.offset + change.bytes.size()));
    bytes.replace(change.offset, change.bytes.size(), change.bytes);
  }
  nodes_[id].unsynced.push_back(std::move(change));
}

void DiskModel::Rename(const Record& record) {
  const Place from = Find(record.path);
  const Place to = Find(record.data);
  const Id node = Lookup(record.path);
  if (from.directory == to.directory) {
    return ChangeName({from.directory, from.name, to.name, node});
  }
  ChangeName({to.directory, "", to.name, node});
  ChangeName({from.directory, from.name, "", 0});
}

void DiskModel::ChangeName(NameChange change) {
  std::map<std::string, Id>& names = nodes_[change.directory].names;
  if (!change.removed.empty()) names.erase(change.removed);
  if (!change.added.empty()) names[change.added] = change.node;
  unsynced_names_.push_back(std::move(change));
}

void DiskModel::MakeDurable(const NameChange& change) {
  std::map<std::string, Id>& names = nodes_[change.directory].durable_names;
  if (!change.removed.empty()) names.erase(change.removed);
  if (!change.added.empty()) names[change.added] = change.node;
}

void DiskModel::Sync(Id id) {
  Node& node = nodes_[id];
  const bool had_bytes = !node.unsynced.empty();
  node.durable_bytes = node.bytes;
  node.unsynced.clear();
  const bool all = kind_ == DiskKind::kExt4Like;
  if (!node.is_directory && !(all && had_bytes)) return;
  std::vector<NameChange> left;
  for (NameChange& change : unsynced_names_) {
    if (all || change.directory == id) {
      MakeDurable(change);
    } else {
      left.push_back(std::move(change));
    }
  }
  unsynced_names_ = std::move(left);
}

std::map<DiskModel::Id, std::map<std::string, DiskModel::Id>>
DiskModel::NamesAfterCut(Random* random) const {
  std::map<Id, std::map<std::string, Id>> names;
  std::map<Id, uint64_t> left;  // changes that survive, by directory or 0
  const auto journal = [this](const NameChange& change) {
    return kind_ == DiskKind::kExt4Like ? Id{0} : change.directory;
  };
  for (const NameChange& change : unsynced_names_) ++left[journal(change)];
  for (auto& [id, count] : left) count = random->Below(count + 1);
  for (Id id = 1; id < nodes_.size(); ++id) {
    names[id] = nodes_[id].durable_names;
  }
  for (const NameChange& change : unsynced_names_) {
    uint64_t& count = left[journal(change)];
    if (count == 0) continue;
    --count;
    std::map<std::string, Id>& at = names[change.directory];
    if (!change.removed.empty()) at.erase(change.removed);
    if (!change.added.empty()) at[change.added] = change.node;
  }
  return names;
}

std::string DiskModel::BytesAfterCut(const Node& node, double page_probability,
                                     Random* random) {
  std::string bytes = node.durable_bytes;
  std::map<uint64_t, std::vector<const Change*>> pages;
  for (const Change& change : node.unsynced) {
    if (change.truncates) {
      if (!random->Chance(page_probability)) continue;
      bytes.resize(std::min<uint64_t>(bytes.size(), change.offset));
      pages.clear();
      continue;
    }
    for (uint64_t page = change.offset / kPage;
         page * kPage < change.offset + change.bytes.size(); ++page) {
      pages[page].push_back(&change);
    }
  }
  for (const auto& [page, changes] : pages) {
    if (!random->Chance(page_probability)) continue;
    // As after one of the writes; mostly the last.
    const uint64_t kept = random->Chance(0.7)
                              ? changes.size()
                              : 1 + random->Below(changes.size());
    for (uint64_t i = 0; i < kept; ++i) {
      const Change& change = *changes[i];
      const uint64_t begin = std::max(change.offset, page * kPage);
      const uint64_t end =
          std::min(change.offset + change.bytes.size(), (page + 1) * kPage);
      if (bytes.size() < end) bytes.resize(end);
      bytes.replace(begin, end - begin, change.bytes, begin - change.offset,
                    end - begin);
    }
  }
  // The size may be durable before the bytes are.
  if (bytes.size() < node.bytes.size() && random->Chance(0.2)) {
    bytes.resize(node.bytes.size());
  }
  return bytes;
}

Tree DiskModel::Visible() const {
  Tree tree;
  const std::function<void(Id, const std::string&)> walk =
      [&](Id id, const std::string& prefix) {
        for (const auto& [name, child] : nodes_[id].names) {
          if (nodes_[child].is_directory) {
            tree[prefix + name] = std::nullopt;
            walk(child, prefix + name + "/");
          } else {
            tree[prefix + name] = nodes_[child].bytes;
          }
        }
      };
  walk(1, "");
  return tree;
}

Tree DiskModel::AfterCut(double page_probability, Random* random) const {
  const auto names = NamesAfterCut(random);
  std::map<Id, std::string> contents;  // of a file with several names: one
  Tree tree;
  const std::function<void(Id, const std::string&)> walk =
      [&](Id id, const std::string& prefix) {
        for (const auto& [name, child] : names.at(id)) {
          if (nodes_[child].is_directory) {
            tree[prefix + name] = std::nullopt;
            walk(child, prefix + name + "/");
            continue;
          }
          const auto [at, is_new] = contents.emplace(child, "");
          if (is_new) {
            at->second = BytesAfterCut(nodes_[child], page_probability, random);
          }
          tree[prefix + name] = at->second;
        }
      };
  walk(1, "");
  return tree;
}

}  // namespace vigie::fault
