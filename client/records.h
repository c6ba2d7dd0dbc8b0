// Answers as records, one after the other: every format but text and json.
#ifndef VIGIE_CLIENT_RECORDS_H_
#define VIGIE_CLIENT_RECORDS_H_

#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "client/options.h"

namespace vigie::client {

// Records are what NDJSON prints in a line each; the other formats are made of
// the same. Not thread-safe.
class RecordWriter {
 public:
  virtual ~RecordWriter() = default;
  virtual void Write(const nlohmann::ordered_json& record) = 0;
  // Once, after the last record.
  virtual void End() {}
};

// For options.format, which is neither text nor json. Keeps references to
// both arguments.
std::unique_ptr<RecordWriter> MakeRecordWriter(const Options& options,
                                               std::ostream& out);

// A column of CSV and TSV: where its cell lies in a record.
struct Column {
  std::string name;
  std::string path;
};

// Of the records of a command; the first one identifies a record.
std::vector<Column> ColumnsOf(const Options& options);

// What lies at `path` ("article.id", "passages.sentence.text", "series.0.n"):
// members by dots, elements of arrays by number or all of them, joined by
// " | ". Absent or null: empty.
std::string TextAt(const nlohmann::ordered_json& record,
                   const std::string& path);

// The article of a record: its member, or the record itself. Null: none.
const nlohmann::ordered_json* ArticleOf(const nlohmann::ordered_json& record);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_RECORDS_H_
