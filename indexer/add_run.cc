#include "indexer/add_run.h"

#include <iostream>
#include <utility>

#include "indexer/count_names.h"

namespace vigie::indexer {
namespace {

void Print(Language language, const char* what, const Counts& counts) {
  for (const auto& [kind, count] : counts) {
    std::cerr << what << CountName(language, kind) << " (" << count << ")\n";
  }
}

void Merge(const Counts& from, Counts* into) {
  for (const auto& [kind, count] : from) (*into)[kind] += count;
}

}  // namespace

AddRun::AddRun(const AddOptions& options, ArticleSink* sink,
               uint64_t total_bytes)
    : sink_(sink),
      sources_(options.sources),
      language_(options.language),
      rejects_(options.rejects_path, options.language),
      progress_(total_bytes, !options.quiet, options.language) {}

Status AddRun::AddFile(const InputFile& file) {
  const std::unique_ptr<ArticleSource> source = OpenSource(file, sources_);
  while (std::optional<SourceItem> item = source->Next()) {
    Status status = AddItem(*item);
    if (!status.ok()) return status;
    progress_.Update(articles_, rejects_.rejected(),
                     bytes_done_ + source->bytes_read());
  }
  bytes_done_ += source->bytes_read();
  Merge(source->ignored_keys(), &ignored_keys_);
  Merge(source->passed_over(), &passed_over_);
  return OkStatus();
}

Status AddRun::AddItem(const SourceItem& item) {
  if (!item.article) {
    Reject(item, "", item.rejection);
    return OkStatus();
  }
  if (!item.repairs.empty()) {
    progress_.Clear();
    rejects_.Repair(item);
  }
  Status status = sink_->Take(item);
  if (status.ok()) {
    ++articles_;
    ++charsets_[item.charset];
  } else if (status.code() == StatusCode::kInvalidArgument) {
    Reject(item, item.article->id, status);
  } else {
    return status;
  }
  return OkStatus();
}

void AddRun::RejectTaken(const InputPlace& place, const std::string& id,
                         const Status& status) {
  SourceItem item;
  item.place = place;
  Reject(item, id, status);
}

void AddRun::Reject(const SourceItem& item, const std::string& id,
                    const Status& status) {
  progress_.Clear();
  rejects_.Reject(item, id.substr(0, ArticleLimits::kIdBytes), status);
}

void AddRun::PrintCounts() const {
  Print(language_, Say(language_, "rejetés, ", "rejected, "),
        rejects_.by_kind());
  Print(language_, Say(language_, "clé JSON ignorée : ", "JSON key ignored: "),
        ignored_keys_);
  Print(language_, Say(language_, "laissés de côté, ", "passed over, "),
        passed_over_);
  Print(language_, Say(language_, "jeu de caractères : ", "character set: "),
        charsets_);
}

}  // namespace vigie::indexer
