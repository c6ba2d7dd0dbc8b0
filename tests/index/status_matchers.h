#ifndef VIGIE_TESTS_INDEX_STATUS_MATCHERS_H_
#define VIGIE_TESTS_INDEX_STATUS_MATCHERS_H_

#include <gmock/gmock.h>

#include "vigie/status.h"

namespace vigie::testing {

inline const Status& StatusOf(const Status& status) { return status; }
template <typename T>
const Status& StatusOf(const Result<T>& result) {
  return result.status();
}

MATCHER(IsOk, "is OK") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).ok();
}

MATCHER_P2(FailsWith, code, words, "") {
  const Status& status = StatusOf(arg);
  *result_listener << status.ToString();
  return status.code() == code &&
         status.message().find(words) != std::string::npos;
}

MATCHER_P2(FailsBecause, code, reason, "") {
  const Status& status = StatusOf(arg);
  *result_listener << status.ToString() << " (" << status.reason() << ")";
  return status.code() == code && status.reason() == reason;
}

}  // namespace vigie::testing

#endif  // VIGIE_TESTS_INDEX_STATUS_MATCHERS_H_
