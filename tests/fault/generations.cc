#include "tests/fault/generations.h"

#include <cstdio>
#include <memory>

#include "vigie/index_writer.h"

namespace vigie::fault {

std::string GenerationWord(uint64_t number) {
  return "generation" + std::to_string(number) + "fin";
}

Article MakeMember(uint64_t number, uint32_t member) {
  Article article;
  article.id = "g-" + std::to_string(member);
  article.title = "Dépêche " + std::to_string(number);
  article.text = "Broadcom publie l’accord de la " + GenerationWord(number) +
                 ".\nLe membre" + std::to_string(member) +
                 " attend la suite à Paris.";
  article.published_at =
      PublicationTime{1'760'000'000 + 86'400 * int64_t{member}, false};
  article.source = member % 3 == 0 ? "L’Hebdo" : "Le Quotidien";
  return article;
}

int RunGenerations(const std::string& index, const std::string& dictionary) {
  WriterOptions options;
  options.dictionary_path = dictionary;
  options.threads = 1;
  Result<std::unique_ptr<IndexWriter>> writer =
      IndexWriter::Open(index, options);
  if (!writer.ok()) return 1;
  for (uint64_t number = 1;; ++number) {
    for (uint32_t member = 0; member < kMembers; ++member) {
      if (!(*writer)->Add(MakeMember(number, member)).ok()) return 1;
    }
    if (!(*writer)->Commit().ok()) return 1;
    if (number > 1) continue;
    std::puts("ready");
    std::fflush(stdout);
  }
}

}  // namespace vigie::fault
