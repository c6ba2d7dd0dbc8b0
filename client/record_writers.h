// The record formats that have a file of their own.
#ifndef VIGIE_CLIENT_RECORD_WRITERS_H_
#define VIGIE_CLIENT_RECORD_WRITERS_H_

#include <memory>
#include <ostream>

#include "client/records.h"

namespace vigie::client {

// RFC 4180, or for French spreadsheets: semicolons, decimal commas and a byte
// order mark. Text that a spreadsheet would take for a formula gets an
// apostrophe.
std::unique_ptr<RecordWriter> MakeCsvWriter(const Options& options,
                                            std::ostream& out);
// Tabs and line feeds of cells become spaces; formulas as above.
std::unique_ptr<RecordWriter> MakeTsvWriter(const Options& options,
                                            std::ostream& out);
// Bibliographies: every article once, however many records are of it.
std::unique_ptr<RecordWriter> MakeBibtexWriter(std::ostream& out);
std::unique_ptr<RecordWriter> MakeRisWriter(std::ostream& out);
// A press review: one page without scripts or foreign resources, for the
// screen and for paper. All that articles say is escaped.
std::unique_ptr<RecordWriter> MakeHtmlWriter(const Options& options,
                                             std::ostream& out);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_RECORD_WRITERS_H_
