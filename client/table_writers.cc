// CSV and TSV.
#include <cstring>

#include "client/record_writers.h"

namespace vigie::client {
namespace {

using nlohmann::ordered_json;

// Characters with which a spreadsheet takes text for a formula.
constexpr char kFormulaStarts[] = "=+-@\t\r";

const ordered_json* NumberAt(const ordered_json& record,
                             const std::string& path) {
  const ordered_json* value = &record;
  for (size_t begin = 0; begin <= path.size();) {
    const size_t end = std::min(path.find('.', begin), path.size());
    const std::string name = path.substr(begin, end - begin);
    if (!value->is_object() || !value->contains(name)) return nullptr;
    value = &(*value)[name];
    begin = end + 1;
  }
  return value->is_number() ? value : nullptr;
}

// One cell per column and record.
class TableWriter : public RecordWriter {
 public:
  TableWriter(const Options& options, std::ostream& out)
      : columns_(ColumnsOf(options)), out_(out) {}

  void Write(const ordered_json& record) override {
    Head();
    std::string line;
    for (const Column& column : columns_) {
      const bool number = NumberAt(record, column.path) != nullptr;
      line += (&column == columns_.data() ? "" : Separator()) +
              Cell(Harmless(TextAt(record, column.path), number), number);
    }
    out_ << line << LineEnd();
  }

  // A table without rows has its head.
  void End() override { Head(); }

 protected:
  virtual std::string Separator() const = 0;
  virtual const char* LineEnd() const = 0;
  virtual const char* FileStart() const { return ""; }
  virtual std::string Cell(std::string text, bool number) const = 0;

 private:
  static std::string Harmless(std::string text, bool number) {
    const bool formula = !number && !text.empty() &&
                         std::strchr(kFormulaStarts, text[0]) != nullptr;
    return formula ? "'" + text : text;
  }

  void Head() {
    if (started_) return;
    started_ = true;
    std::string line = FileStart();
    for (const Column& column : columns_) {
      line += (&column == columns_.data() ? "" : Separator()) +
              Cell(Harmless(column.name, false), false);
    }
    out_ << line << LineEnd();
  }

  const std::vector<Column> columns_;
  std::ostream& out_;
  bool started_ = false;
};

class CsvWriter : public TableWriter {
 public:
  CsvWriter(const Options& options, std::ostream& out)
      : TableWriter(options, out),
        french_(options.csv == CsvDialect::kExcelFrench) {}

 protected:
  std::string Separator() const override { return french_ ? ";" : ","; }
  const char* LineEnd() const override { return "\r\n"; }
  const char* FileStart() const override {
    return french_ ? "\xEF\xBB\xBF" : "";
  }
  std::string Cell(std::string text, bool number) const override {
    if (number) {
      for (char& c : text) c = french_ && c == '.' ? ',' : c;
      return french_ || text.find(',') == text.npos ? text : Quoted(text);
    }
    return text.find_first_of(Separator() + "\"\r\n") == text.npos
               ? text
               : Quoted(text);
  }

 private:
  static std::string Quoted(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
  }
  const bool french_;
};

class TsvWriter : public TableWriter {
 public:
  using TableWriter::TableWriter;

 protected:
  std::string Separator() const override { return "\t"; }
  const char* LineEnd() const override { return "\n"; }
  std::string Cell(std::string text, bool /*number*/) const override {
    for (char& c : text) c = c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
    return text;
  }
};

}  // namespace

std::unique_ptr<RecordWriter> MakeCsvWriter(const Options& options,
                                            std::ostream& out) {
  return std::make_unique<CsvWriter>(options, out);
}

std::unique_ptr<RecordWriter> MakeTsvWriter(const Options& options,
                                            std::ostream& out) {
  return std::make_unique<TsvWriter>(options, out);
}

}  // namespace vigie::client
