#include "index/merge_job.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace vigie::index {
namespace {

using Documents = std::vector<std::vector<uint32_t>>;

// Where each document goes: inputs in order, documents in order.
Documents NumberDocuments(const MergeJob& job) {
  Documents documents;
  uint32_t next = 0;
  for (const MergeJob::Input& input : job.inputs) {
    std::vector<uint32_t>& of_input = documents.emplace_back();
    for (uint32_t doc = 0; doc < input.segment->size(); ++doc) {
      of_input.push_back(input.dropped.Has(doc) ? kDropped : next++);
    }
  }
  return documents;
}

struct Origin {
  size_t input = 0;
  uint32_t doc = 0;
};

std::vector<Origin> OriginsOf(const Documents& documents) {
  std::vector<Origin> origins;
  for (size_t input = 0; input < documents.size(); ++input) {
    for (uint32_t doc = 0; doc < documents[input].size(); ++doc) {
      if (documents[input][doc] != kDropped) {
        origins.push_back({input, doc});
      }
    }
  }
  return origins;
}

std::vector<OpenSegment>::iterator Find(const MergeJob::Input& input,
                                        OpenSegments* segments) {
  return std::find_if(segments->all().begin(), segments->all().end(),
                      [&input](const OpenSegment& open) {
                        return open.record.name == input.segment->record().name;
                      });
}

}  // namespace

uint64_t MergeJob::live() const {
  uint64_t live = 0;
  for (const Input& input : inputs) {
    live += input.segment->size() - input.dropped.count();
  }
  return live;
}

MergeJob BeginMerge(std::string name, const std::vector<size_t>& chosen,
                    OpenSegments* segments) {
  MergeJob job;
  job.name = std::move(name);
  for (const size_t i : chosen) {
    OpenSegment& open = segments->all()[i];
    open.merging = true;
    job.inputs.push_back({open.segment, open.tombstones});
  }
  return job;
}

Result<MergeOutput> RunMerge(const std::string& directory, const MergeJob& job,
                             const entities::Recognizer& recognizer,
                             const BuildOptions& options,
                             const MergeHook& hook) {
  MergeOutput output;
  output.documents = NumberDocuments(job);
  const std::vector<Origin> origins = OriginsOf(output.documents);
  if (origins.empty()) return output;
  const ArticleSource source = {
      origins.size(), [&](uint64_t i) -> Result<Article> {
        const Origin& from = origins[i];
        Result<Article> article =
            job.inputs[from.input].segment->ReadArticle(from.doc);
        if (!article.ok()) return article;
        Status go_on = hook(article->text.size());
        if (!go_on.ok()) return go_on;
        return article;
      }};
  Result<SegmentRecord> record =
      BuildSegment(directory, job.name, recognizer, source, options);
  if (!record.ok()) return record.status();
  Result<OpenSegment> opened = OpenSegments::OpenSealed(directory, *record);
  if (!opened.ok()) return opened.status();
  output.segment = *std::move(opened);
  return output;
}

void InstallMerge(const MergeJob& job, MergeOutput output,
                  OpenSegments* segments) {
  size_t place = segments->all().size();
  for (size_t i = 0; i < job.inputs.size(); ++i) {
    const auto open = Find(job.inputs[i], segments);
    for (uint32_t doc = 0; doc < open->segment->size(); ++doc) {
      const uint32_t moved = output.documents[i][doc];
      if (moved == kDropped || !open->tombstones.Has(doc)) {
        continue;
      }
      output.segment->tombstones.Set(moved);
      output.segment->tombstones_changed = true;
    }
    const auto at =
        static_cast<size_t>(std::distance(segments->all().begin(), open));
    place = std::min(place, at);
    segments->all().erase(open);
  }
  if (!output.segment.has_value()) return;
  segments->all().insert(
      segments->all().begin() + static_cast<std::ptrdiff_t>(place),
      *std::move(output.segment));
}

void AbandonMerge(const MergeJob& job, OpenSegments* segments) {
  for (const MergeJob::Input& input : job.inputs) {
    Find(input, segments)->merging = false;
  }
}

}  // namespace vigie::index
