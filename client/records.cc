#include "client/records.h"

#include <set>

#include "client/json_format.h"
#include "client/record_writers.h"

namespace vigie::client {
namespace {

using nlohmann::ordered_json;

constexpr char kJoin[] = " | ";

std::string TextOf(const ordered_json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  return Dump(value, false);
}

std::string JoinedAt(const ordered_json& array, const std::string& path) {
  std::string joined;
  for (const ordered_json& element : array) {
    const std::string text = TextAt(element, path);
    if (text.empty()) continue;
    joined += (joined.empty() ? "" : kJoin) + text;
  }
  return joined;
}

class NdjsonWriter : public RecordWriter {
 public:
  explicit NdjsonWriter(std::ostream& out) : out_(out) {}
  void Write(const ordered_json& record) override {
    out_ << Dump(record, false) << "\n";
  }

 private:
  std::ostream& out_;
};

// What identifies a record, each once.
class IdWriter : public RecordWriter {
 public:
  IdWriter(const Options& options, std::ostream& out)
      : path_(ColumnsOf(options).front().path), out_(out) {}
  void Write(const ordered_json& record) override {
    const std::string id = TextAt(record, path_);
    if (!id.empty() && seen_.insert(id).second) out_ << id << "\n";
  }

 private:
  const std::string path_;
  std::ostream& out_;
  std::set<std::string> seen_;
};

// "{path}" is replaced by what lies there; "{{" is a brace, "\t" and "\n" are
// characters.
class TemplateWriter : public RecordWriter {
 public:
  TemplateWriter(const std::string& text, std::ostream& out)
      : text_(text), out_(out) {}

  void Write(const ordered_json& record) override {
    for (size_t i = 0; i < text_.size(); ++i) {
      const char next = i + 1 < text_.size() ? text_[i + 1] : '\0';
      const size_t close = text_.find('}', i);
      if (text_[i] == '\\' && (next == 't' || next == 'n')) {
        out_ << (next == 't' ? '\t' : '\n');
        ++i;
      } else if (text_[i] == '{' && next == '{') {
        out_ << '{';
        ++i;
      } else if (text_[i] == '{' && close != std::string::npos) {
        out_ << TextAt(record, text_.substr(i + 1, close - i - 1));
        i = close;
      } else {
        out_ << text_[i];
      }
    }
    out_ << "\n";
  }

 private:
  const std::string text_;
  std::ostream& out_;
};

}  // namespace

std::string TextAt(const ordered_json& record, const std::string& path) {
  if (path.empty()) {
    return record.is_array() ? JoinedAt(record, path) : TextOf(record);
  }
  const size_t dot = path.find('.');
  const std::string name = path.substr(0, dot);
  const std::string rest = dot == path.npos ? "" : path.substr(dot + 1);
  if (record.is_object()) {
    const auto member = record.find(name);
    return member == record.end() ? "" : TextAt(*member, rest);
  }
  if (!record.is_array()) return "";
  if (name.find_first_not_of("0123456789") != name.npos || name.size() > 6) {
    return JoinedAt(record, path);
  }
  const size_t index = std::stoul(name);
  return index < record.size() ? TextAt(record[index], rest) : "";
}

const ordered_json* ArticleOf(const ordered_json& record) {
  if (!record.is_object()) return nullptr;
  const auto article = record.find("article");
  if (article != record.end() && article->is_object()) return &*article;
  return record.contains("id") && record.contains("title") ? &record : nullptr;
}

std::unique_ptr<RecordWriter> MakeRecordWriter(const Options& options,
                                               std::ostream& out) {
  switch (options.format) {
    case Format::kCsv:
      return MakeCsvWriter(options, out);
    case Format::kTsv:
      return MakeTsvWriter(options, out);
    case Format::kBibtex:
      return MakeBibtexWriter(out);
    case Format::kRis:
      return MakeRisWriter(out);
    case Format::kHtml:
      return MakeHtmlWriter(options, out);
    case Format::kIds:
      return std::make_unique<IdWriter>(options, out);
    case Format::kTemplate:
      return std::make_unique<TemplateWriter>(options.template_text, out);
    default:
      return std::make_unique<NdjsonWriter>(out);
  }
}

}  // namespace vigie::client
