#include "entities/entry_lines.h"

#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

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

}  // namespace

std::string OverlayLine(const std::string& overlay_name) {
  return nlohmann::json{{kOverlay, overlay_name}}.dump(
      -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Status ReadEntryLines(std::string_view json_lines,
                      const std::string& source_name, const EntryLines& take) {
  std::string source = source_name;
  std::unordered_map<std::string, size_t> line_of_id;
  if (json_lines.substr(0, 3) == "\xEF\xBB\xBF") json_lines.remove_prefix(3);
  bool is_first = true;
  FileHeader header;
  for (size_t number = 1; !json_lines.empty(); ++number) {
    const std::string_view line = NextLine(&json_lines);
    if (IsBlank(line)) continue;
    if (BeginsWith(line, kOverlay)) {
      source = NameOfOverlay(line);
      number = 0;
      continue;
    }
    std::string fault;
    if (is_first && BeginsWith(line, "vigie_dictionary")) {
      fault = ReadHeader(line, &header);
      if (fault.empty()) fault = take.header(header);
    } else if (BeginsWith(line, "op")) {
      fault = take.change(line);
    } else {
      Entry entry;
      fault = ParseEntry(line, &entry);
      const auto known = line_of_id.emplace(entry.entity.id, number);
      if (fault.empty() && !known.second) {
        fault = "id: \"" + entry.entity.id + "\" is already on line " +
                std::to_string(known.first->second) + "; merge the two lines";
      }
      if (fault.empty()) fault = ReplaceLists(header, &entry);
      if (fault.empty()) fault = take.entry(std::move(entry));
    }
    if (!fault.empty()) return Fault(source, number, fault);
    is_first = false;
  }
  return OkStatus();
}

}  // namespace vigie::entities
