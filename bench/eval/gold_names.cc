#include "bench/eval/gold_names.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

namespace vigie::eval {
namespace {

using entities::ModelType;

const std::map<std::string, ModelType>& Types() {
  static const std::map<std::string, ModelType> types = {
      {"Person", ModelType::kPerson},
      {"Organization", ModelType::kOrganization},
      {"Location", ModelType::kPlace},
      {"Product", ModelType::kProduct},
      {"Event", ModelType::kEvent}};
  return types;
}

// Byte offset of each code point, then the size.
std::vector<uint32_t> CodePoints(const std::string& text) {
  std::vector<uint32_t> offsets;
  for (uint32_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
      offsets.push_back(i);
    }
  }
  offsets.push_back(static_cast<uint32_t>(text.size()));
  return offsets;
}

std::vector<GoldName> Outermost(std::vector<GoldName> names) {
  std::stable_sort(
      names.begin(), names.end(), [](const GoldName& a, const GoldName& b) {
        return a.range.begin != b.range.begin ? a.range.begin < b.range.begin
                                              : a.range.end > b.range.end;
      });
  std::vector<GoldName> outer;
  for (const GoldName& name : names) {
    if (outer.empty() || !outer.back().range.contains(name.range)) {
      outer.push_back(name);
    }
  }
  return outer;
}

GoldArticle Read(const nlohmann::json& line) {
  GoldArticle article;
  article.id = line.at("id").get<std::string>();
  article.date = line.value("date", "");
  article.text = line.at("text").get<std::string>();
  const std::vector<uint32_t> offsets = CodePoints(article.text);
  for (const nlohmann::json& entity : line.at("entities")) {
    const auto type = Types().find(entity.at("type").get<std::string>());
    if (type == Types().end()) continue;
    article.names.push_back({{offsets.at(entity.at("start").get<size_t>()),
                              offsets.at(entity.at("end").get<size_t>())},
                             type->second});
  }
  article.names = Outermost(std::move(article.names));
  return article;
}

}  // namespace

Result<std::vector<GoldArticle>> ReadGoldNames(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Status(StatusCode::kNotFound, path + ": cannot be read");
  std::vector<GoldArticle> articles;
  std::string line;
  while (std::getline(in, line)) {
    try {
      articles.push_back(Read(nlohmann::json::parse(line)));
    } catch (const std::exception& fault) {
      return Status(StatusCode::kInvalidArgument,
                    path + ":" + std::to_string(articles.size() + 1) + ": " +
                        fault.what());
    }
  }
  return articles;
}

}  // namespace vigie::eval
