#include "tools/dictionary/import_csv.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::tools {
namespace {

constexpr size_t kMostRecordBytes = size_t{1} << 20U;

struct Record {
  uint64_t line = 0;  // on which it begins
  std::vector<std::string> cells;
  std::string fault;
};

// Reads one record at a time. Quoted cells may hold line ends.
class Reader {
 public:
  explicit Reader(std::istream& in) : in_(in) {}

  void set_separator(char separator) { separator_ = separator; }

  // False at the end.
  bool Next(Record* record) {
    *record = Record();
    record->line = line_ + 1;
    std::string text;
    if (!TakeLine(&text)) return false;
    Split(text, record);
    return true;
  }

  // The next line as it is.
  bool TakeLine(std::string* text) {
    if (!std::getline(in_, *text)) return false;
    ++line_;
    if (!text->empty() && text->back() == '\r') text->pop_back();
    return true;
  }

 private:
  void Split(std::string text, Record* record) {
    std::string cell;
    bool quoted = false;
    for (size_t i = 0; i <= text.size(); ++i) {
      if (i == text.size()) {
        if (!quoted) break;
        std::string more;
        if (text.size() > kMostRecordBytes || !TakeLine(&more)) {
          record->fault = "line: a quotation mark is never closed";
          return;
        }
        text += '\n' + more;
      }
      const char c = text[i];
      if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        cell.push_back(text[++i]);
      } else if (c == '"' && (quoted || cell.empty())) {
        quoted = !quoted;
      } else if (c == separator_ && !quoted) {
        record->cells.push_back(std::exchange(cell, ""));
      } else {
        cell.push_back(c);
      }
    }
    record->cells.push_back(std::move(cell));
  }

  std::istream& in_;
  char separator_ = ',';
  uint64_t line_ = 0;
};

constexpr std::array<std::string_view, 6> kColumns = {
    "id", "type", "label", "label_en", "aliases", "qid"};

using Columns = std::map<std::string_view, size_t>;  // name -> cell

Status ReadColumns(const Record& header, Columns* columns) {
  for (size_t i = 0; i < header.cells.size(); ++i) {
    std::string name = header.cells[i];
    if (i == 0 && name.substr(0, 3) == "\xEF\xBB\xBF") name.erase(0, 3);
    const auto* known = std::find(kColumns.begin(), kColumns.end(), name);
    if (known == kColumns.end()) {
      return {StatusCode::kInvalidArgument,
              "line 1: \"" + name +
                  "\" is no column; use id, type, label, label_en, aliases "
                  "and qid"};
    }
    columns->emplace(*known, i);
  }
  if (columns->count("label") == 0) {
    return {StatusCode::kInvalidArgument, "line 1: add a column label"};
  }
  return OkStatus();
}

std::string CellOf(const Record& record, const Columns& columns,
                   std::string_view name) {
  const auto column = columns.find(name);
  return column == columns.end() ? "" : record.cells[column->second];
}

void AddNames(std::string_view cell, std::vector<ImportedName>* names) {
  while (!cell.empty()) {
    const size_t end = cell.find('|');
    names->push_back({std::string(cell.substr(0, end)), ""});
    cell.remove_prefix(end == std::string_view::npos ? cell.size() : end + 1);
  }
}

void WriteRecord(const Record& record, const Columns& columns,
                 const std::string& default_type, EntityOutput* out) {
  if (!record.fault.empty()) return out->Reject(record.line, record.fault);
  if (record.cells.size() == 1 && record.cells[0].empty()) return;
  if (record.cells.size() < columns.size()) {
    return out->Reject(record.line, "line: fewer cells than columns");
  }
  ImportedEntity entity;
  std::string type = CellOf(record, columns, "type");
  if (type.empty()) type = default_type;
  if (!ReadTypeName(type, &entity)) {
    return out->Reject(record.line, "type: \"" + type +
                                        "\" is none; write person, "
                                        "organization.company...");
  }
  entity.id = CellOf(record, columns, "id");
  entity.label = CellOf(record, columns, "label");
  entity.label_en = CellOf(record, columns, "label_en");
  entity.wikidata_id = CellOf(record, columns, "qid");
  AddNames(CellOf(record, columns, "aliases"), &entity.names);
  out->Write(record.line, entity);
}

// The first of them that the header has.
char SeparatorOf(const std::string& header) {
  for (const char separator : {'\t', ';'}) {
    if (header.find(separator) != std::string::npos) return separator;
  }
  return ',';
}

}  // namespace

Status ImportCsv(std::istream& in, const std::string& default_type,
                 EntityOutput* out) {
  Reader reader(in);
  std::string first;
  if (!reader.TakeLine(&first)) {
    return {StatusCode::kInvalidArgument, "the file is empty"};
  }
  Record header;
  const char separator = SeparatorOf(first);
  for (size_t begin = 0; begin <= first.size();) {
    const size_t end = std::min(first.find(separator, begin), first.size());
    header.cells.push_back(first.substr(begin, end - begin));
    begin = end + 1;
  }
  Columns columns;
  Status read = ReadColumns(header, &columns);
  if (!read.ok()) return read;
  reader.set_separator(separator);
  for (Record record; reader.Next(&record);) {
    WriteRecord(record, columns, default_type, out);
  }
  return OkStatus();
}

}  // namespace vigie::tools
