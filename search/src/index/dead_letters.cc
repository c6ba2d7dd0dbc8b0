#include "index/dead_letters.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "index/file_io.h"
#include "index/manifest_files.h"

namespace vigie::index {
namespace {

using Json = nlohmann::ordered_json;

constexpr uint64_t kMaxBytes = uint64_t{4} << 30;

Json EncodeTime(const std::optional<PublicationTime>& time) {
  if (!time.has_value()) return nullptr;
  return {{"unix_seconds", time->unix_seconds}, {"date_only", time->date_only}};
}

Json EncodeArticle(const Article& article) {
  Json attributes = Json::object();
  for (const Attribute& attribute : article.attributes) {
    attributes[attribute.name] = attribute.values;
  }
  return {{"id", article.id},
          {"title", article.title},
          {"text", article.text},
          {"published_at", EncodeTime(article.published_at)},
          {"source", article.source},
          {"authors", article.authors},
          {"url", article.url},
          {"language", article.language},
          {"section", article.section},
          {"updated_at", EncodeTime(article.updated_at)},
          {"attributes", attributes},
          {"version", article.version}};
}

std::string EncodeLine(const WriteRecord& write, const Status& why) {
  const Json json = {{"sequence", write.sequence},
                     {"id", write.id},
                     {"code", StatusCodeName(why.code())},
                     {"message", why.message()},
                     {"article", EncodeArticle(write.article)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

using Keeps = std::function<bool(const Json& letter)>;

// The lines that `keeps` wants; what is not a letter stays.
std::string Select(const std::string& text, const Keeps& keeps) {
  std::string kept;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const Json json = Json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object() || keeps(json)) kept.append(line).append("\n");
  }
  return kept;
}

Result<std::string> ReadLetters(const std::string& path) {
  if (!PathExists(path)) return std::string();
  return ReadFile(path, kMaxBytes);
}

Status Replace(const std::string& index_directory, const std::string& path,
               const std::string& text) {
  Status done = text.empty() ? RemovePath(path) : ReplaceFile(path, text);
  return done.ok() ? SyncPath(index_directory) : done;
}

}  // namespace

Status AddDeadLetter(const std::string& index_directory,
                     const WriteRecord& write, const Status& why) {
  const std::string path = JoinPath(index_directory, kDeadLettersName);
  Result<std::string> text = ReadLetters(path);
  if (!text.ok()) return text.status();
  const std::string others = Select(*text, [&write](const Json& letter) {
    return letter.value("sequence", Json()) != Json(write.sequence);
  });
  return Replace(index_directory, path, others + EncodeLine(write, why));
}

Status EraseDeadLetters(const std::string& index_directory,
                        std::string_view id) {
  const std::string path = JoinPath(index_directory, kDeadLettersName);
  Result<std::string> text = ReadLetters(path);
  if (!text.ok()) return text.status();
  const std::string others = Select(*text, [id](const Json& letter) {
    return letter.value("id", Json()) != Json(id);
  });
  if (others == *text) return OkStatus();
  return Replace(index_directory, path, others);
}

}  // namespace vigie::index
