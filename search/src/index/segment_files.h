// Names of a segment's files, and a segment made of files already verified.
#ifndef VIGIE_INDEX_SEGMENT_FILES_H_
#define VIGIE_INDEX_SEGMENT_FILES_H_

#include <memory>
#include <string>
#include <string_view>

#include "index/file_io.h"
#include "index/segment.h"
#include "index/verified_file.h"

namespace vigie::index {

inline constexpr std::string_view kPostingsName = "postings.glass";
inline constexpr std::string_view kColumnsName = "columns.bin";

// Maps the columns and checks them, reads the tombstones (verifying them),
// and checks that all agree with `record`. REQUIRES descriptors of
// record.database and record.columns whose contents were verified.
Result<std::shared_ptr<const Segment>> AssembleSegment(
    const std::string& directory, const SegmentRecord& record,
    FileDescriptor database, FileDescriptor columns);

// The same, of what another segment of this process holds of these very files,
// if any does: then nothing of them is mapped or checked again.
Result<std::shared_ptr<const Segment>> ShareSegment(
    const std::string& directory, const SegmentRecord& record,
    FileDescriptor database, FileDescriptor columns);

// The same as the first, of files that are mapped already.
Result<std::shared_ptr<const Segment>> AssembleSegment(
    const std::string& directory, const SegmentRecord& record,
    MappedFile database, MappedFile columns);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SEGMENT_FILES_H_
