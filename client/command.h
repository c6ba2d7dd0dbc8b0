// Running one verb of the command line.
#ifndef VIGIE_CLIENT_COMMAND_H_
#define VIGIE_CLIENT_COMMAND_H_

#include <google/protobuf/repeated_field.h>

#include <string>

#include "client/completion.h"
#include "client/connection.h"
#include "client/options.h"
#include "vigie/v1/facet.pb.h"
#include "vigie/v1/query.pb.h"

namespace vigie::client {

// Connects (starting a private server for --index), runs the verb, prints its
// answer on stdout and its troubles on stderr. Returns an ExitCode.
int RunCommand(const Options& options);

// As above on a connection that is there already, but for the verbs that need
// none.
int RunOn(Connection* connection, Options options);

// The verbs; each returns an ExitCode.
int RunSearch(Connection* connection, const Options& options);
int RunFacets(Connection* connection, const Options& options);
int RunMentions(Connection* connection, const Options& options);
int RunShow(Connection* connection, const Options& options);
int RunAnalyze(Connection* connection, const Options& options);
int RunStatus(Connection* connection, const Options& options);
int RunExplain(Connection* connection, const Options& options);
int RunTimeline(Connection* connection, const Options& options);
int RunRelated(Connection* connection, const Options& options);
int RunCompare(Connection* connection, const Options& options);
int RunSimilar(Connection* connection, const Options& options);
int RunSuggest(Connection* connection, const Options& options);
int RunExport(Connection* connection, const Options& options);
int RunReplay(Connection* connection, const Options& options);
int RunCompleteness(Connection* connection, const Options& options);
int RunWatchIndex(Connection* connection, const Options& options);
int RunEntity(Connection* connection, const Options& options);
int RunComplete(const Options& options);

// What the server knows of a value that is being typed; nothing where it
// cannot be asked.
Candidates AskServer(Connection* connection, Completion kind,
                     const std::string& typed);

// What the verbs with a query share.
v1::QueryOptions QueryOptionsOf(const Options& options);
// Unspecified for an empty --sort.
v1::SortOrder SortOf(const std::string& name);
// From --filter, --exclude and --all-of; explains a bad one on stderr and
// returns false.
bool FillSelections(
    const Options& options,
    google::protobuf::RepeatedPtrField<v1::FacetSelection>* selections);
// From --type; as above.
bool FillTypes(const Options& options,
               google::protobuf::RepeatedField<int>* types);
// From a comma-separated list of keys; as above.
bool FillFacets(const std::string& keys, const Options& options,
                google::protobuf::RepeatedPtrField<v1::FacetRequest>* facets);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_COMMAND_H_
