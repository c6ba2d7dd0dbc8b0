#include "index/segment_merge.h"

#include <utility>

#include "index/columns_writer.h"
#include "index/segment_writer.h"
#include "index/xapian_status.h"

namespace vigie::index {
namespace {

// Documents that are kept, numbered in order.
std::vector<std::vector<uint32_t>> NumberDocuments(
    const std::vector<MergeInput>& inputs, uint32_t* documents) {
  std::vector<std::vector<uint32_t>> numbers;
  for (const MergeInput& input : inputs) {
    std::vector<uint32_t>& mine = numbers.emplace_back();
    mine.reserve(input.segment->size());
    for (uint32_t doc = 0; doc < input.segment->size(); ++doc) {
      const bool dropped = input.dropped && input.dropped(doc);
      mine.push_back(dropped ? kDropped : (*documents)++);
    }
  }
  return numbers;
}

Status AppendAll(const std::vector<MergeInput>& inputs,
                 const std::vector<std::vector<uint32_t>>& new_documents,
                 const MergeHook& hook, SegmentWriter* writer) {
  return CatchXapian("merging segments", [&] {
    std::vector<const Segment*> segments;
    for (const MergeInput& input : inputs) {
      segments.push_back(input.segment.get());
    }
    writer->Reserve(segments);
    for (size_t i = 0; i < inputs.size(); ++i) {
      Status done = writer->AppendStored(
          *inputs[i].segment, {new_documents[i], inputs[i].validity});
      if (done.ok() && hook) done = hook(0);
      if (!done.ok()) return done;
    }
    return OkStatus();
  });
}

}  // namespace

Result<MergedSegment> MergeSegments(const std::string& directory,
                                    const std::string& name,
                                    const std::vector<MergeInput>& inputs,
                                    const IndexOptions& options,
                                    const MergeHook& hook, uint32_t threads) {
  MergedSegment merged;
  uint32_t documents = 0;
  merged.new_documents = NumberDocuments(inputs, &documents);
  if (documents == 0) {
    return Status(StatusCode::kInvalidArgument, "nothing is left to merge");
  }
  Result<std::unique_ptr<SegmentWriter>> writer = SegmentWriter::CreateForMerge(
      directory, name, inputs[0].segment->record().dictionary_version, options);
  if (!writer.ok()) return writer.status();
  Status appended =
      AppendAll(inputs, merged.new_documents, hook, writer->get());
  if (!appended.ok()) return appended;
  Result<SegmentRecord> record = (*writer)->Seal({threads, hook});
  if (!record.ok()) return record.status();
  merged.record = *std::move(record);
  return merged;
}

}  // namespace vigie::index
