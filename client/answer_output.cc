#include "client/answer_output.h"

#include <iostream>

#include "client/command.h"
#include "client/records.h"
#include "client/wording.h"

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

void TellPartial(const v1::QueryUnderstanding& understanding,
                 const Options& options) {
  for (const v1::QueryWarning& warning : understanding.warnings()) {
    if (warning.code() != "PARTIAL_TIME" && warning.code() != "PARTIAL_COST") {
      continue;
    }
    std::cerr << Say(options.language, "vigie : ", "vigie: ")
              << ServerMessage(Say(options.language, warning.message().c_str(),
                                   warning.message_en().c_str()),
                               options.language)
              << "\n";
  }
}

void TellPartial(v1::PartialReason reason, uint64_t articles,
                 const Options& options) {
  const Language lang = options.language;
  const bool time = reason == v1::PARTIAL_REASON_TIME;
  std::cerr << Say(lang, "vigie : réponse partielle, ",
                   "vigie: partial answer, ")
            << (time ? Say(lang, "le temps a manqué", "time ran out")
                     : Say(lang, "la requête coûte trop",
                           "the query costs too much"))
            << Say(lang, " ; articles cherchés : ", "; articles searched: ")
            << articles
            << Say(lang, " ; des résultats peuvent manquer\n",
                   "; results may be missing\n");
}

}  // namespace vigie::client
