#include "bench/train/written_articles.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

namespace vigie::train {
namespace {

using entities::ModelType;

constexpr std::string_view kLetters = "POLXE";
constexpr std::array<ModelType, 5> kTypes = {
    ModelType::kPerson, ModelType::kOrganization, ModelType::kPlace,
    ModelType::kProduct, ModelType::kEvent};

Status AddArticles(const std::filesystem::path& path,
                   std::vector<eval::GoldArticle>* articles) {
  std::ifstream in(path);
  std::string article;
  std::string line;
  uint32_t number = 0;
  uint32_t first = 1;
  const auto end_article = [&]() -> Status {
    if (article.find_first_not_of(" \n") != std::string::npos) {
      auto parsed =
          ParseWrittenArticle(article, path.filename().string(), first);
      if (!parsed.ok()) return parsed.status();
      articles->push_back(std::move(*parsed));
    }
    article.clear();
    first = number + 1;
    return OkStatus();
  };
  while (std::getline(in, line)) {
    ++number;
    if (line == "====") {
      Status ended = end_article();
      if (!ended.ok()) return ended;
    } else {
      article += line + '\n';
    }
  }
  if (!in.eof()) {
    return Status(StatusCode::kUnavailable, path.string() + ": cannot be read");
  }
  return end_article();
}

}  // namespace

Result<eval::GoldArticle> ParseWrittenArticle(const std::string& marked,
                                              const std::string& file,
                                              uint32_t line_number) {
  eval::GoldArticle article;
  article.id = file + ":" + std::to_string(line_number);
  bool open = false;
  uint32_t line = line_number;
  const auto fault = [&](const std::string& what) {
    return Status(StatusCode::kInvalidArgument,
                  file + ":" + std::to_string(line) + ": " + what);
  };
  for (size_t i = 0; i < marked.size(); ++i) {
    const auto size = static_cast<uint32_t>(article.text.size());
    if (marked[i] == '[') {
      const size_t letter =
          i + 2 < marked.size() ? kLetters.find(marked[i + 1]) : kLetters.npos;
      if (open || letter == kLetters.npos || marked[i + 2] != ' ') {
        return fault("« [ » begins a name as « [P », one of " +
                     std::string(kLetters) + ", outside of others");
      }
      open = true;
      article.names.push_back({{size, size}, kTypes.at(letter)});
      i += 2;
    } else if (marked[i] == ']') {
      if (!open || article.names.back().range.begin == size) {
        return fault("« ] » ends no name");
      }
      open = false;
      article.names.back().range.end = size;
    } else {
      if (marked[i] == '\n') {
        if (open) return fault("a name ends on its line");
        ++line;
      }
      article.text += marked[i];
    }
  }
  if (open) return fault("a name has no « ] »");
  return article;
}

Result<std::vector<eval::GoldArticle>> ReadWrittenArticles(
    const std::string& directory) {
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(directory, error)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  if (error) {
    return Status(StatusCode::kNotFound, directory + ": cannot be read");
  }
  std::sort(paths.begin(), paths.end());
  std::vector<eval::GoldArticle> articles;
  for (const std::filesystem::path& path : paths) {
    Status added = AddArticles(path, &articles);
    if (!added.ok()) return added;
  }
  return articles;
}

}  // namespace vigie::train
