#include "index/segment_merge.h"

#include <set>
#include <utility>

#include "index/columns_writer.h"
#include "index/segment_writer.h"

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

// Versions that the inputs name, beside the first one's.
std::vector<std::string> OtherDictionaries(
    const std::vector<MergeInput>& inputs) {
  std::set<std::string> versions;
  for (const MergeInput& input : inputs) {
    const SegmentRecord& record = input.segment->record();
    versions.insert(record.dictionary_version);
    versions.insert(record.other_dictionary_versions.begin(),
                    record.other_dictionary_versions.end());
  }
  versions.erase(inputs[0].segment->record().dictionary_version);
  return {versions.begin(), versions.end()};
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
  std::vector<StoredSelection> selections;
  for (size_t i = 0; i < inputs.size(); ++i) {
    selections.push_back(
        {inputs[i].segment.get(), merged.new_documents[i], inputs[i].validity});
  }
  Status appended = (*writer)->AppendStored(selections, {threads, hook});
  if (!appended.ok()) return appended;
  Result<SegmentRecord> record = (*writer)->Seal({threads, hook});
  if (!record.ok()) return record.status();
  merged.record = *std::move(record);
  merged.record.other_dictionary_versions = OtherDictionaries(inputs);
  return merged;
}

}  // namespace vigie::index
