// vigie-server: serves one index over gRPC until SIGTERM.
#include "server/server_run.h"

int main(int argc, char** argv) { return vigie::server::RunServer(argc, argv); }
