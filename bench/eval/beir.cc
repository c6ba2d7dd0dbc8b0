#include "bench/eval/beir.h"

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

namespace vigie::eval {
namespace {

using nlohmann::json;

Status ForEachLine(const std::string& path,
                   const std::function<void(const std::string&)>& read) {
  std::ifstream in(path);
  if (!in) {
    return Status(StatusCode::kNotFound, path + ": cannot be read");
  }
  std::string line;
  for (size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    try {
      read(line);
    } catch (const std::exception& error) {
      return Status(StatusCode::kInvalidArgument,
                    path + ":" + std::to_string(number) + ": " + error.what());
    }
  }
  return OkStatus();
}

Result<std::vector<Article>> ReadCorpus(const std::string& path) {
  std::vector<Article> articles;
  Status status = ForEachLine(path, [&](const std::string& line) {
    const json object = json::parse(line);
    Article article;
    article.id = object.at("_id").get<std::string>();
    article.title = object.value("title", "");
    article.text = object.at("text").get<std::string>();
    articles.push_back(std::move(article));
  });
  if (!status.ok()) return status;
  return articles;
}

Result<std::vector<Query>> ReadQueries(const std::string& path) {
  std::vector<Query> queries;
  Status status = ForEachLine(path, [&](const std::string& line) {
    const json object = json::parse(line);
    Query query;
    query.id = object.at("_id").get<std::string>();
    query.text = object.at("text").get<std::string>();
    if (object.contains("metadata")) {
      query.type = object["metadata"].value("type", "");
    }
    queries.push_back(std::move(query));
  });
  if (!status.ok()) return status;
  return queries;
}

Result<Judgements> ReadJudgements(const std::string& path) {
  Judgements judgements;
  bool header = true;
  Status status = ForEachLine(path, [&](const std::string& line) {
    if (header) {
      header = false;
      return;
    }
    const size_t first = line.find('\t');
    const size_t second = line.find('\t', first + 1);
    if (second == std::string::npos) {
      throw std::runtime_error("three tab-separated columns expected");
    }
    if (std::stod(line.substr(second + 1)) > 0) {
      judgements[line.substr(0, first)].insert(
          line.substr(first + 1, second - first - 1));
    }
  });
  if (!status.ok()) return status;
  return judgements;
}

}  // namespace

Result<Collection> ReadCollection(const std::string& corpus,
                                  const std::string& queries,
                                  const std::string& judgements) {
  Result<std::vector<Article>> articles = ReadCorpus(corpus);
  if (!articles.ok()) return articles.status();
  Result<std::vector<Query>> asked = ReadQueries(queries);
  if (!asked.ok()) return asked.status();
  Result<Judgements> judged = ReadJudgements(judgements);
  if (!judged.ok()) return judged.status();
  return Collection{*std::move(articles), *std::move(asked),
                    *std::move(judged)};
}

}  // namespace vigie::eval
