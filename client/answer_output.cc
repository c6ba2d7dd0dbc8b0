#include "client/answer_output.h"

#include <iostream>

#include "client/command.h"
#include "client/records.h"

namespace vigie::client {

nlohmann::ordered_json Labelled(const char* line,
                                const nlohmann::ordered_json& content) {
  nlohmann::ordered_json record;
  record["line"] = line;
  record.update(content);
  return record;
}

void PrintAnswer(const google::protobuf::Message& answer,
                 const Records& records, const Options& options) {
  if (options.format == Format::kJson) {
    std::cout << Dump(ToJson(answer), true) << "\n";
    return;
  }
  const auto writer = MakeRecordWriter(options, std::cout);
  for (const nlohmann::ordered_json& record : records) writer->Write(record);
  writer->End();
}

int EmptyCode(uint64_t found, const Options& options) {
  return found == 0 && options.fail_when_empty ? kExitNoHit : kExitOk;
}

}  // namespace vigie::client
