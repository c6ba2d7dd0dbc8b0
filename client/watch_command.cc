// vigie watch-index.
#include <chrono>
#include <iostream>
#include <thread>

#include "client/answer_output.h"
#include "client/call.h"
#include "client/command.h"
#include "client/records.h"
#include "client/text_format.h"
#include "client/wording.h"

namespace vigie::client {
namespace {

// Half of the publish interval, so that no revision that lasts is missed.
constexpr std::chrono::milliseconds kWatchInterval{400};

void PrintRevision(const v1::IndexStatus& index, const Options& options) {
  const Language language = options.language;
  std::cout << Say(language, "révision ", "revision ") << index.revision()
            << " · "
            << Number(language, index.articles(), "article", "articles")
            << " · "
            << Number(language, index.mentions(), "mention", "mentions");
  if (index.has_newest()) {
    std::cout << " · " << SafeForTerminal(index.newest().local());
  }
  std::cout << std::endl;
}

}  // namespace

int RunWatchIndex(Connection* connection, const Options& options) {
  const auto records = MakeRecordWriter(options, std::cout);
  uint64_t shown = 0;
  for (uint32_t count = 0; options.count == 0 || count < options.count;) {
    v1::GetStatusResponse response;
    const int code = Call(connection, connection->index(),
                          &v1::IndexService::Stub::GetStatus,
                          v1::GetStatusRequest(), options, &response);
    if (code != kExitOk) return code;
    const v1::IndexStatus& index = response.index();
    if (index.revision() == shown) {
      std::this_thread::sleep_for(kWatchInterval);
      continue;
    }
    shown = index.revision();
    ++count;
    if (options.format == Format::kText) {
      PrintRevision(index, options);
    } else {
      records->Write(ToJson(index));
      std::cout.flush();
    }
    // Nobody reads any more.
    if (!std::cout) break;
  }
  return kExitOk;
}

}  // namespace vigie::client
