// One call of a service, as the verbs make it.
#ifndef VIGIE_CLIENT_CALL_H_
#define VIGIE_CLIENT_CALL_H_

#include "client/command.h"
#include "client/connection.h"

namespace vigie::client {

// Calls a method of `stub`; explains its error on stderr and returns the exit
// code.
template <typename Stub, typename Method, typename Request, typename Response>
int Call(Connection* connection, Stub& stub, Method method,
         const Request& request, const Options& options, Response* response) {
  const auto context = connection->NewContext();
  const grpc::Status status = (stub.*method)(context.get(), request, response);
  return status.ok() ? static_cast<int>(kExitOk)
                     : ReportError(status, connection->address(), options);
}

// The same of a method that answers from the index; notes the revision.
template <typename Method, typename Request, typename Response>
int Ask(Connection* connection, const Options& options, Method method,
        const Request& request, Response* response) {
  const int code = Call(connection, connection->search(), method, request,
                        options, response);
  if (code == kExitOk) connection->Note(response->revision());
  return code;
}

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_CALL_H_
