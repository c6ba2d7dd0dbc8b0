#include "entities/entry_lines.h"

#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "entities/entries_ahead.h"
#include "entities/json_reader.h"

namespace vigie::entities {
namespace {

// Takes the next line, without its end, off `rest`.
std::string_view NextLine(std::string_view* rest) {
  const size_t end = rest->find('\n');
  std::string_view line = rest->substr(0, end);
  rest->remove_prefix(end == std::string_view::npos ? rest->size() : end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

// Whether the first field of the object in `line` is `name`.
bool BeginsWith(std::string_view line, std::string_view name) {
  const std::string wanted = "{\"" + std::string(name) + "\"";
  std::string seen;
  for (const char c : line) {
    if (c != ' ' && c != '\t') seen.push_back(c);
    if (seen.size() == wanted.size()) break;
  }
  return seen == wanted;
}

constexpr int kFormatVersion = 1;
constexpr const char* kOverlay = "vigie_overlay";

std::string ReadHeader(std::string_view line, FileHeader* header) {
  const nlohmann::json value =
      nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded()) return "line: not valid JSON in UTF-8";
  JsonFaults faults;
  const JsonObject object(value, "", &faults);
  object.AllowOnly({"vigie_dictionary", "base", "lists"});
  int version = 0;
  object.ReadInt("vigie_dictionary", kFormatVersion, kFormatVersion, &version);
  int base = 0;
  object.ReadWord("base", {"none", "open-data"}, &base);
  header->open_data = base == 1;
  if (const nlohmann::json* lists = object.Find("lists")) {
    const JsonObject named(*lists, "lists", &faults);
    for (const auto& item : lists->items()) {
      named.ReadStrings(item.key(), &header->lists[item.key()]);
    }
  }
  return faults.fault();
}

// Puts the words of lists in place of their names. Returns "" or a fault.
std::string ReplaceLists(const FileHeader& header,
                         std::vector<std::string>* items) {
  std::vector<std::string> words;
  for (std::string& item : *items) {
    if (item.empty() || item[0] != '@') {
      words.push_back(std::move(item));
      continue;
    }
    const auto list = header.lists.find(item.substr(1));
    if (list == header.lists.end()) {
      return "\"" + item + "\": the file's first line has no such list";
    }
    words.insert(words.end(), list->second.begin(), list->second.end());
  }
  *items = std::move(words);
  return "";
}

std::string ReplaceLists(const FileHeader& header, Entry* entry) {
  std::string fault = ReplaceLists(header, &entry->rules.pos);
  if (fault.empty()) fault = ReplaceLists(header, &entry->rules.neg);
  for (Alias& alias : entry->rules.aliases) {
    if (fault.empty()) fault = ReplaceLists(header, &alias.need);
  }
  return fault;
}

Status Fault(const std::string& source_name, size_t line,
             const std::string& what) {
  return {StatusCode::kInvalidArgument,
          source_name + ":" + std::to_string(line) + ": " + what,
          "DICTIONARY_SYNTAX"};
}

// The file that an overlay line names.
std::string NameOfOverlay(std::string_view line) {
  const nlohmann::json value =
      nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
  const bool named = value.is_object() && value.contains(kOverlay) &&
                     value[kOverlay].is_string();
  return named ? value[kOverlay].get<std::string>() : "overlay";
}

// Takes the next lines off `rest`, so many that parsing them ahead takes little
// memory.
std::vector<std::string_view> NextLines(std::string_view* rest) {
  constexpr size_t kBytes = 4U << 20;
  const size_t before = rest->size();
  std::vector<std::string_view> lines;
  while (!rest->empty() && before - rest->size() < kBytes) {
    lines.push_back(NextLine(rest));
  }
  return lines;
}

class LineReader {
 public:
  // The arguments must outlive it.
  LineReader(const std::string& source_name, const EntryLines& take)
      : source_(source_name), take_(take) {}

  // `parsed`: what the line is as an entry.
  Status Read(std::string_view line, ParsedLine parsed) {
    ++number_;
    if (IsBlank(line)) return OkStatus();
    if (BeginsWith(line, kOverlay)) {
      source_ = NameOfOverlay(line);
      number_ = 0;
      return OkStatus();
    }
    std::string fault;
    if (is_first_ && BeginsWith(line, "vigie_dictionary")) {
      fault = ReadHeader(line, &header_);
      if (fault.empty()) fault = take_.header(header_);
    } else if (BeginsWith(line, "op")) {
      fault = take_.change(line);
    } else {
      fault = Take(std::move(parsed));
    }
    is_first_ = false;
    return fault.empty() ? OkStatus() : Fault(source_, number_, fault);
  }

 private:
  std::string Take(ParsedLine parsed) {
    Entry& entry = parsed.entry;
    const auto known = line_of_id_.emplace(entry.entity.id, number_);
    if (!parsed.fault.empty()) return std::move(parsed.fault);
    if (!known.second) {
      return "id: \"" + entry.entity.id + "\" is already on line " +
             std::to_string(known.first->second) + "; merge the two lines";
    }
    std::string fault = ReplaceLists(header_, &entry);
    return fault.empty() ? take_.entry(std::move(entry)) : fault;
  }

  std::string source_;
  const EntryLines& take_;
  FileHeader header_;
  bool is_first_ = true;
  size_t number_ = 0;  // of the line in its file, from 1
  std::unordered_map<std::string, size_t> line_of_id_;
};

}  // namespace

std::string OverlayLine(const std::string& overlay_name) {
  return nlohmann::json{{kOverlay, overlay_name}}.dump(
      -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Status ReadEntryLines(std::string_view json_lines,
                      const std::string& source_name, const EntryLines& take) {
  if (json_lines.substr(0, 3) == "\xEF\xBB\xBF") json_lines.remove_prefix(3);
  LineReader reader(source_name, take);
  while (!json_lines.empty()) {
    const std::vector<std::string_view> lines = NextLines(&json_lines);
    std::vector<ParsedLine> parsed = ParseAhead(lines);
    for (size_t i = 0; i < lines.size(); ++i) {
      Status read = reader.Read(lines[i], std::move(parsed[i]));
      if (!read.ok()) return read;
    }
  }
  return OkStatus();
}

}  // namespace vigie::entities
