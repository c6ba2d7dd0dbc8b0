// Queries that are made to hurt: large, deep, repetitive, or not text at all.
#ifndef TESTS_SERVER_HOSTILE_QUERIES_H_
#define TESTS_SERVER_HOSTILE_QUERIES_H_

#include <string>
#include <vector>

namespace vigie {

struct HostileQuery {
  std::string name;
  std::string query;
  // More is asked than a query may: the answer must be an error or say what
  // it left out.
  bool beyond_limits = false;
};

// What other engines were seen to hang, swell or crash on, at the size that
// did it. `words` are of the index, distinct.
std::vector<HostileQuery> KnownAttacks(const std::vector<std::string>& words);

// For each operator and field of the query language: as many operands as
// 16,384 bytes hold, and 512.
std::vector<HostileQuery> OperatorFloods(const std::vector<std::string>& words);

}  // namespace vigie

#endif  // TESTS_SERVER_HOSTILE_QUERIES_H_
