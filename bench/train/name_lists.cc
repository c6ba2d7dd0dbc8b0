#include "bench/train/name_lists.h"

#include <fstream>
#include <sstream>

#include "text/character.h"

namespace vigie::train {
namespace {

using entities::NameList;

bool StartsUpper(std::string_view word) {
  if (word.empty()) return false;
  size_t at = 0;
  text::CharInfo scratch;
  return text::DescribeChar(text::DecodeNext(word, &at), &scratch).kind ==
         text::CharKind::kUpper;
}

// The capitalised words of a name, as the French chain cuts them.
std::vector<std::string> Words(std::string_view name) {
  std::vector<std::string> words(1);
  for (size_t at = 0; at < name.size();) {
    const size_t begin = at;
    text::CharInfo scratch;
    const char32_t c = text::DecodeNext(name, &at);
    if (text::IsWordKind(text::DescribeChar(c, &scratch).kind)) {
      words.back() += name.substr(begin, at - begin);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  std::vector<std::string> capitalised;
  for (std::string& word : words) {
    if (StartsUpper(word)) capitalised.push_back(std::move(word));
  }
  return capitalised;
}

struct WordCounts {
  uint32_t first_name = 0;
  uint32_t surname = 0;
  uint32_t place = 0;
  uint32_t place_part = 0;
  uint32_t product = 0;
  uint32_t event_part = 0;
};
using Counts = std::map<std::string, WordCounts>;

// Organisations do not count: with the words of their names the model finds no
// more of them (docs/recogniser.md).
void CountName(const std::string& alias, const std::string& type,
               Counts* counts) {
  const std::vector<std::string> words = Words(alias);
  if (words.empty()) return;
  const bool alone = words.size() == 1 && alias.find(' ') == std::string::npos;
  if (type == "person") {
    if (words.size() < 2) return;
    ++(*counts)[words.front()].first_name;
    ++(*counts)[words.back()].surname;
    return;
  }
  for (const std::string& word : words) {
    WordCounts& count = (*counts)[word];
    if (type == "place") ++(alone ? count.place : count.place_part);
    if (type == "product") ++count.product;
    if (type == "event") ++count.event_part;
  }
}

uint16_t ListsOf(const WordCounts& count) {
  uint16_t lists = 0;
  const auto set = [&lists](bool listed, NameList list) {
    if (listed) lists = static_cast<uint16_t>(lists | list);
  };
  // Names given once are as often surnames out of order.
  set(count.first_name >= 2 && 2 * count.first_name >= count.surname,
      entities::kListFirstName);
  set(count.surname >= 1 && 4 * count.surname >= count.first_name,
      entities::kListSurname);
  set(count.place > 0, entities::kListPlace);
  set(count.place_part > 1, entities::kListPlacePart);
  set(count.product > 0, entities::kListProduct);
  set(count.event_part > 0, entities::kListEventPart);
  return lists;
}

Status ReadHunspell(const std::string& path, Counts* counts) {
  std::ifstream in(path);
  if (!in) return Status(StatusCode::kNotFound, path + ": cannot be read");
  std::string line;
  while (std::getline(in, line)) {
    const std::string word = line.substr(0, line.find_first_of("/ \t"));
    // Listed for what it is: weighs as much as two bearers.
    if (line.find("po:prn") != std::string::npos) {
      (*counts)[word].first_name += 2;
    }
    if (line.find("po:patr") != std::string::npos) (*counts)[word].surname += 2;
  }
  return OkStatus();
}

}  // namespace

Status AddNameLists(const NameListFiles& files, WordLists* lists) {
  Counts counts;
  for (const std::string& path : files.paths) {
    std::ifstream in(path);
    if (!in) return Status(StatusCode::kNotFound, path + ": cannot be read");
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      if (!files.skip.empty() && line.find(files.skip) != std::string::npos) {
        continue;
      }
      std::istringstream cells(line);
      std::string alias;
      std::string skipped;
      std::string type;
      std::getline(cells, alias, '\t');
      std::getline(cells, skipped, '\t');
      std::getline(cells, skipped, '\t');
      std::getline(cells, type, '\t');
      CountName(alias, type, &counts);
    }
  }
  if (!files.hunspell.empty()) {
    Status read = ReadHunspell(files.hunspell, &counts);
    if (!read.ok()) return read;
  }
  for (const auto& [word, count] : counts) {
    const uint16_t found = ListsOf(count);
    if (found != 0) lists->words[word].lists |= found;
  }
  return OkStatus();
}

Status AddClusters(const std::string& path, WordLists* lists) {
  std::ifstream in(path);
  if (!in) return Status(StatusCode::kNotFound, path + ": cannot be read");
  std::string line;
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::string word;
    std::getline(cells, word, '\t');
    uint16_t cluster = 0;
    cells >> cluster;
    if (word != "#") {
      lists->words[word].cluster = static_cast<uint16_t>(cluster + 1);
      continue;
    }
    lists->coarse.resize((cluster + 1U) * entities::kCoarse);
    for (size_t level = 0; level < entities::kCoarse; ++level) {
      cells >> lists->coarse[cluster * entities::kCoarse + level];
    }
  }
  return OkStatus();
}

}  // namespace vigie::train
