// How the verbs print an answer in the formats that are not text.
#ifndef VIGIE_CLIENT_ANSWER_OUTPUT_H_
#define VIGIE_CLIENT_ANSWER_OUTPUT_H_

#include <google/protobuf/message.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "client/json_format.h"
#include "client/options.h"

namespace vigie::client {

using Records = std::vector<nlohmann::ordered_json>;

// `line` says what a record of several kinds is.
nlohmann::ordered_json Labelled(const char* line,
                                const nlohmann::ordered_json& content);

// A record for each of the messages.
template <typename Rows>
Records RecordsOf(const Rows& rows) {
  Records records;
  for (const auto& row : rows) records.push_back(ToJson(row));
  return records;
}

// On stdout: the whole answer as JSON, or its records in options.format, which
// is not text.
void PrintAnswer(const google::protobuf::Message& answer,
                 const Records& records, const Options& options);

// With -e the exit code of an answer in which nothing was found.
int EmptyCode(uint64_t found, const Options& options);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_ANSWER_OUTPUT_H_
