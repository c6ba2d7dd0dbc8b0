// How the verbs print an answer in the formats that are not text.
#ifndef VIGIE_CLIENT_ANSWER_OUTPUT_H_
#define VIGIE_CLIENT_ANSWER_OUTPUT_H_

#include <google/protobuf/message.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "client/json_format.h"
#include "client/options.h"
#include "vigie/v1/query.pb.h"

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

// Says on stderr what cut an answer, by its warnings; or, of an answer without
// them, by the reason and the articles that were searched.
void TellPartial(const v1::QueryUnderstanding& understanding,
                 const Options& options);
void TellPartial(v1::PartialReason reason, uint64_t articles,
                 const Options& options);

// The exit code of an answer in which so much was found; `understanding` is the
// answer's. Tells what cut it, unless it was printed as text with every
// warning.
template <typename Response>
int CodeOf(const Response& response,
           const v1::QueryUnderstanding& understanding, uint64_t found,
           const Options& options) {
  if (response.partial() == v1::PARTIAL_REASON_UNSPECIFIED) {
    return EmptyCode(found, options);
  }
  if (options.format != Format::kText) TellPartial(understanding, options);
  return kExitPartial;
}

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_ANSWER_OUTPUT_H_
