#include "wire/convert_maintenance.h"

#include <string>

#include "wire/convert_status.h"

namespace vigie::wire {
namespace {

std::string LastComponent(const std::string& path) {
  const size_t end = path.find_last_not_of('/');
  const std::string trimmed = path.substr(0, end + 1);
  return trimmed.substr(trimmed.rfind('/') + 1);
}

}  // namespace

void ToProto(const LiveStatus& from, v1::WriterStatus* to) {
  to->set_revision(from.revision);
  to->set_durable_sequence(from.durable_sequence);
  to->set_applied_sequence(from.applied_sequence);
  to->set_journal_bytes(from.journal_bytes);
  to->set_torn_bytes(from.torn_bytes);
  to->set_segments(from.segments);
  to->set_dead_letters(from.dead_letters);
  to->set_bytes_written(from.bytes_written);
  to->set_bytes_sealed(from.bytes_sealed);
  to->set_merging(from.merging);
  if (!from.write_error.ok()) {
    *to->mutable_write_error() = ToRpcStatus(from.write_error);
  }
}

void ToProto(const EraseReport& from, v1::EraseArticleResponse* to) {
  to->set_revision(from.revision);
  to->set_copies(from.copies);
  for (const std::string& backup : from.backups) {
    to->add_backups(LastComponent(backup));
  }
  for (const uint64_t revision : from.pinned_revisions) {
    to->add_pinned_revisions(revision);
  }
}

void ToProto(const VerifyReport& from, v1::VerifyIndexResponse* to) {
  to->set_revision(from.revision);
  to->set_files(from.files);
  to->set_bytes(from.bytes);
  to->set_articles(from.articles);
  to->set_mentions(from.mentions);
  to->set_journal_records(from.journal_records);
  for (const FileFault& fault : from.faults) {
    v1::DamagedFile* added = to->add_damaged_files();
    added->set_file(fault.file);
    *added->mutable_fault() = ToRpcStatus(fault.status);
  }
}

void ToProto(const BackupReport& from, v1::BackupIndexResponse* to) {
  to->set_revision(from.revision);
  to->set_files(from.files);
  to->set_bytes(from.bytes);
  to->set_linked(from.linked);
}

}  // namespace vigie::wire
