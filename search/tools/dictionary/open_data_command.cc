#include "tools/dictionary/open_data_command.h"

#include <array>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>
#include <utility>
#include <vector>

#include "analysis/analyzer.h"
#include "entities/entry_lines.h"
#include "tools/dictionary/open_entities.h"

namespace vigie::tools {
namespace {

constexpr size_t kColumns = 6;

struct OutFile {
  std::string_view name;
  std::vector<EntityType> types;
};

const std::vector<OutFile>& OutFiles() {
  static const auto* const files = new std::vector<OutFile>{
      {"organizations.jsonl", {EntityType::kOrganization}},
      {"people.jsonl", {EntityType::kPerson}},
      {"places.jsonl", {EntityType::kPlace}},
      {"products.jsonl", {EntityType::kProduct, EntityType::kEvent}}};
  return *files;
}

Status Unreadable(const std::string& path) {
  return {StatusCode::kNotFound, path + " cannot be read"};
}

Status ReadOwn(const std::string& path, OwnNames* own) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return Unreadable(path);
  entities::EntryLines take;
  take.header = [](const entities::FileHeader&) { return std::string(); };
  take.change = [](std::string_view) { return std::string(); };
  take.entry = [own](const entities::Entry& entry) {
    own->ids.insert(entry.entity.id);
    if (!entry.entity.wikidata_id.empty()) {
      own->wikidata_ids.insert(entry.entity.wikidata_id);
    }
    own->folded.insert(analysis::FoldName(entry.entity.label));
    own->folded.insert(analysis::FoldName(entry.entity.label_en));
    for (const std::string& alias : entry.entity.aliases) {
      own->folded.insert(analysis::FoldName(alias));
    }
    return std::string();
  };
  return entities::ReadEntryLines(text.str(), path, take);
}

Status ReadRows(const std::string& path,
                const std::function<void(const OpenRow&)>& use) {
  std::ifstream in(path);
  if (!in) return Unreadable(path);
  std::string line;
  std::getline(in, line);  // the names of the columns
  for (size_t number = 2; std::getline(in, line); ++number) {
    std::vector<std::string> cells;
    std::istringstream fields(line);
    for (std::string cell; std::getline(fields, cell, '\t');) {
      cells.push_back(std::move(cell));
    }
    if (cells.size() != kColumns) {
      std::cerr << path << ':' << number << ": " << cells.size()
                << " columns where 6 are wanted; left out\n";
      continue;
    }
    use({cells[0], cells[1], cells[2], cells[3], cells[4]});
  }
  return OkStatus();
}

Status Learn(const OpenDataOptions& options, NameJudge* judge) {
  std::ifstream names(options.hunspell);
  if (!names) return Unreadable(options.hunspell);
  judge->LearnNames(names);
  for (const std::string& path : options.lower_case_words) {
    std::ifstream words(path);
    if (!words) return Unreadable(path);
    judge->LearnCommonWords(words);
  }
  for (const std::string& file : OpenFiles()) {
    Status read =
        ReadRows(options.lists + "/" + file + ".tsv", [&](const OpenRow& row) {
          const std::optional<OpenKind> kind = KindOf(file, row);
          if (kind.has_value() && kind->type == EntityType::kPerson) {
            judge->LearnPerson(row.alias);
          }
        });
    if (!read.ok()) return read;
  }
  return OkStatus();
}

Status Write(const std::vector<OpenEntity>& entities,
             const std::string& folder) {
  for (const OutFile& file : OutFiles()) {
    const std::string path = folder + "/" + std::string(file.name);
    std::ofstream out(path, std::ios::binary);
    out << EncodeHeader() << '\n';
    size_t written = 0;
    size_t names = 0;
    for (const OpenEntity& entity : entities) {
      for (const EntityType type : file.types) {
        if (entity.kind.type != type) continue;
        out << EncodeEntry(entity) << '\n';
        ++written;
        names += entity.names.size();
      }
    }
    out.close();
    if (!out) {
      return {StatusCode::kUnavailable, path + " cannot be written"};
    }
    std::cout << file.name << ": " << written << " entities, " << names
              << " names\n";
  }
  return OkStatus();
}

}  // namespace

Status BuildOpenData(const OpenDataOptions& options) {
  OwnNames own;
  Status done;
  for (const std::string& path : options.own) {
    done = ReadOwn(path, &own);
    if (!done.ok()) return done;
  }
  NameJudge judge;
  done = Learn(options, &judge);
  if (!done.ok()) return done;
  OpenEntities entities(std::move(own), judge);
  for (const std::string& file : OpenFiles()) {
    done = ReadRows(options.lists + "/" + file + ".tsv",
                    [&](const OpenRow& row) { entities.Add(file, row); });
    if (!done.ok()) return done;
  }
  return Write(entities.Finish(), options.out);
}

}  // namespace vigie::tools
