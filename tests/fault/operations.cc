#include "tests/fault/operations.h"

#include <cstdlib>

namespace vigie::fault {

uint64_t Mix(uint64_t a, uint64_t b) {
  uint64_t x = a * 0x9E3779B97F4A7C15 + b + 0x632BE59BD9B4E019;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

Operation OperationAt(uint64_t seed, uint64_t number) {
  const uint64_t random = Mix(seed, number);
  Operation operation;
  operation.number = number;
  operation.key = static_cast<uint32_t>(random % kKeys);
  operation.is_delete = (random >> 32) % 100 < 15;
  return operation;
}

std::string ArticleId(uint32_t key) { return "a-" + std::to_string(key); }

std::string MarkOf(uint64_t number) {
  return "marque" + std::to_string(number) + "fin";
}

Article MakeArticle(const Operation& operation) {
  const std::string number = std::to_string(operation.number);
  Article article;
  article.id = ArticleId(operation.key);
  article.title = "Dépêche " + number;
  article.text = "Broadcom présente " + MarkOf(operation.number) +
                 " à Paris. L’industrie attendait cet accord.";
  for (uint64_t i = 0; i < operation.number % 7; ++i) {
    article.text += "\nLes précisions du paragraphe " + std::to_string(i) +
                    " suivent la dépêche " + number + ".";
  }
  article.published_at =
      PublicationTime{1'760'000'000 + 3'600 * int64_t{operation.key}, false};
  article.source = operation.key % 2 == 0 ? "Le Quotidien" : "L’Hebdo";
  return article;
}

uint64_t NumberOf(const Article& article) {
  const size_t space = article.title.find(' ');
  if (space == std::string::npos) return 0;
  return std::strtoull(article.title.c_str() + space + 1, nullptr, 10);
}

Group GroupAt(uint64_t seed, uint64_t first) {
  const uint64_t random = Mix(~seed, first);
  Group group;
  group.first = first;
  group.last = first + 1 + random % 6;
  const uint64_t then = (random >> 24) % 64;
  if (then < 8) group.then = Group::Then::kPublish;
  if (then == 63) group.then = Group::Then::kCompact;
  return group;
}

void Apply(const Operation& operation, State* state) {
  if (operation.is_delete) {
    state->erase(operation.key);
  } else {
    (*state)[operation.key] = operation.number;
  }
}

std::string SmallDictionary() {
  return "{\"id\":\"org/broadcom\",\"type\":\"organization.company\","
         "\"label\":{\"fr\":\"Broadcom\"},\"aliases\":[{\"t\":\"Broadcom\"}]}"
         "\n";
}

}  // namespace vigie::fault
