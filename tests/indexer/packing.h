// Archives and compressed files, made in memory.
#ifndef VIGIE_TESTS_INDEXER_PACKING_H_
#define VIGIE_TESTS_INDEXER_PACKING_H_

#include <string>
#include <vector>

namespace vigie::indexer {

enum class Packing { kTar, kTarGzip, kZip, kGzip, kZstd, kXz };

struct Member {
  std::string path;
  std::string content;
  std::string link = "";  // of a symbolic link: where it leads
};

// The bytes of the archive. Compressed single files take the first member's
// content.
std::string Pack(Packing packing, const std::vector<Member>& members);

}  // namespace vigie::indexer

#endif  // VIGIE_TESTS_INDEXER_PACKING_H_
