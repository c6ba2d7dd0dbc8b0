#include "index/xapian_status.h"

#include <xapian.h>

#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <string>

#include "index/file_io.h"

namespace vigie::index {
namespace {

// Xapian gives the text of errno and not its number, and keeps but the text
// when one error led to another.
int ErrnoFromText(std::string_view description) {
  for (const int error :
       {ENOSPC, EDQUOT, EFBIG, EMFILE, ENFILE, ENOMEM, EACCES, EPERM, EROFS}) {
    if (description.find(std::strerror(error)) != std::string_view::npos) {
      return error;
    }
  }
  return 0;
}

// The code of the Xapian error in flight, whose classes are told apart by
// catching: they have no virtual functions.
StatusCode CodeOfXapianError() {
  try {
    throw;
  } catch (const Xapian::DatabaseLockError&) {
    return StatusCode::kFailedPrecondition;
  } catch (const Xapian::DatabaseNotFoundError&) {
    return StatusCode::kNotFound;
  } catch (const Xapian::DatabaseClosedError&) {
    return StatusCode::kInternal;
  } catch (const Xapian::DatabaseError&) {
    // Sealed files never change: whatever else a database reports,
    // modification included, is damage.
    return StatusCode::kDataLoss;
  } catch (const Xapian::NetworkTimeoutError&) {
    return StatusCode::kDeadlineExceeded;
  } catch (const Xapian::NetworkError&) {
    return StatusCode::kUnavailable;
  } catch (const Xapian::DocNotFoundError&) {
    return StatusCode::kNotFound;
  } catch (const Xapian::RangeError&) {
    return StatusCode::kOutOfRange;
  } catch (const Xapian::UnimplementedError&) {
    return StatusCode::kUnimplemented;
  } catch (const Xapian::InvalidArgumentError&) {
    return StatusCode::kInvalidArgument;
  } catch (const Xapian::QueryParserError&) {
    return StatusCode::kInvalidArgument;
  } catch (const Xapian::WildcardError&) {
    return StatusCode::kInvalidArgument;
  } catch (...) {
    return StatusCode::kInternal;
  }
}

Status Describe(StatusCode code, std::string_view doing,
                std::string_view what) {
  std::string message = "while ";
  message.append(doing).append(": ").append(what);
  return Status(code, std::move(message));
}

}  // namespace

Status StatusFromCurrentException(std::string_view doing) {
  try {
    throw;
  } catch (const Xapian::Error& error) {
    const std::string description = error.get_description();
    const int number = ErrnoFromText(description);
    return Describe(number != 0 ? CodeFromErrno(number) : CodeOfXapianError(),
                    doing, description);
  } catch (const std::bad_alloc&) {
    return Describe(StatusCode::kResourceExhausted, doing, "out of memory");
  } catch (const std::exception& error) {
    return Describe(StatusCode::kInternal, doing, error.what());
  } catch (...) {
    return Describe(StatusCode::kInternal, doing, "unknown exception");
  }
}

}  // namespace vigie::index
