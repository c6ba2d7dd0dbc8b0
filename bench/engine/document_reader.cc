#include "bench/engine/document_reader.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "bench/engine/tasks.h"
#include "vigie/time.h"

namespace vigie::bench {
namespace {

constexpr size_t kBatchArticles = 256;
constexpr size_t kBatchesAhead = 8;

}  // namespace

Result<Article> ParseDocument(const std::string& line) {
  const nlohmann::json object =
      nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object() || !object.contains("id")) {
    return Status(StatusCode::kInvalidArgument,
                  "not a document: " + line.substr(0, 80));
  }
  Article article;
  article.id = object.value("id", "");
  article.title = object.value("title", "");
  article.text = object.value("text", "");
  article.source = object.value("source", "");
  article.published_at = std::nullopt;
  const Result<PublicationTime> time =
      ParsePublicationTime(object.value("date", ""));
  if (time.ok()) article.published_at = *time;
  Attribute entities{kEntityAttribute, {}};
  for (const auto& name : object.value("entities", nlohmann::json::array())) {
    entities.values.push_back(name.get<std::string>());
  }
  if (!entities.values.empty()) {
    article.attributes.push_back(std::move(entities));
  }
  return article;
}

DocumentReader::DocumentReader(const std::string& path)
    : path_(path), file_(path), parser_([this] { ParseAhead(); }) {}

DocumentReader::~DocumentReader() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  parser_.join();
}

DocumentReader::Batch DocumentReader::Next() {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [this] { return !ready_.empty(); });
  const bool last = !ready_.front().ok() || ready_.front()->empty();
  if (last) return ready_.front();
  Batch batch = std::move(ready_.front());
  ready_.pop_front();
  lock.unlock();
  changed_.notify_all();
  return batch;
}

DocumentReader::Batch DocumentReader::Parse() {
  if (!file_.is_open()) {
    return Status(StatusCode::kNotFound, path_ + ": cannot be read");
  }
  std::vector<Article> articles;
  std::string line;
  while (articles.size() < kBatchArticles && std::getline(file_, line)) {
    Result<Article> article = ParseDocument(line);
    if (!article.ok()) return article.status();
    articles.push_back(*std::move(article));
  }
  return articles;
}

void DocumentReader::ParseAhead() {
  for (bool last = false; !last;) {
    Batch batch = Parse();
    last = !batch.ok() || batch->empty();
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock,
                  [this] { return stopped_ || ready_.size() < kBatchesAhead; });
    if (stopped_) return;
    ready_.push_back(std::move(batch));
    lock.unlock();
    changed_.notify_all();
  }
}

}  // namespace vigie::bench
