#include "client/command.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>

#include "client/facet_keys.h"
#include "client/help.h"
#include "client/output.h"
#include "client/private_server.h"
#include "client/shell.h"

namespace vigie::client {
namespace {

bool ReportBadKey(const std::string& argument, Language language) {
  std::cerr << Say(language,
                   "vigie : facette inconnue : ", "vigie: unknown facet: ")
            << argument << Say(language, " ; connues : ", "; known are: ")
            << KnownFacetKeys(language) << "\n";
  return false;
}

// Adds "KEY=VALUE" to the selection of KEY, one selection per key.
bool AddSelection(const std::string& argument, bool exclude,
                  const Options& options,
                  std::map<std::string, v1::FacetSelection>* by_key) {
  const size_t equals = argument.find('=');
  const std::optional<v1::FacetKey> key =
      FacetKeyFromName(argument.substr(0, equals));
  if (equals == std::string::npos || !key) {
    return ReportBadKey(argument, options.language);
  }
  v1::FacetSelection& selection = (*by_key)[key->SerializeAsString()];
  *selection.mutable_key() = *key;
  selection.set_mode(options.all_of ? v1::FacetSelection::MODE_AND
                                    : v1::FacetSelection::MODE_OR);
  const std::string value = argument.substr(equals + 1);
  exclude ? selection.add_exclude(value) : selection.add_include(value);
  return true;
}

bool IsOffline(Verb verb) {
  return verb == Verb::kHelp || verb == Verb::kCompletion ||
         verb == Verb::kComplete || verb == Verb::kManual;
}

int RunHelp(const Options& options) {
  const CommandSpec* command = FindCommand(options.query);
  if (command == nullptr && !options.query.empty()) {
    std::cerr << Say(options.language,
                     "vigie : commande inconnue : ", "vigie: unknown command: ")
              << options.query << "\n";
    return kExitUsage;
  }
  std::cout << (command ? CommandHelp(*command, options.language)
                        : ProgramHelp(options.language));
  return kExitOk;
}

int RunOffline(const Options& options) {
  if (options.verb == Verb::kComplete) return RunComplete(options);
  if (options.verb == Verb::kHelp) return RunHelp(options);
  std::cout << (options.verb == Verb::kManual
                    ? ManualPage(options.language)
                    : CompletionScript(options.query));
  return kExitOk;
}

// Bibliographies and press reviews are made of articles.
bool Suits(Format format, Verb verb) {
  if (format != Format::kBibtex && format != Format::kRis &&
      format != Format::kHtml) {
    return true;
  }
  return verb == Verb::kSearch || verb == Verb::kMentions ||
         verb == Verb::kSimilar || verb == Verb::kShow ||
         verb == Verb::kExport || verb == Verb::kShell;
}

int RunVerb(Connection* connection, const Options& options) {
  switch (options.verb) {
    case Verb::kSearch:
    case Verb::kReceipt:
      return RunSearch(connection, options);
    case Verb::kMentions:
      return RunMentions(connection, options);
    case Verb::kFacets:
      return RunFacets(connection, options);
    case Verb::kShow:
      return RunShow(connection, options);
    case Verb::kAnalyze:
      return RunAnalyze(connection, options);
    case Verb::kStatus:
      return RunStatus(connection, options);
    case Verb::kExplain:
      return RunExplain(connection, options);
    case Verb::kTimeline:
      return RunTimeline(connection, options);
    case Verb::kRelated:
      return RunRelated(connection, options);
    case Verb::kCompare:
      return RunCompare(connection, options);
    case Verb::kSimilar:
      return RunSimilar(connection, options);
    case Verb::kSuggest:
      return RunSuggest(connection, options);
    case Verb::kExport:
      return RunExport(connection, options);
    case Verb::kReplay:
      return RunReplay(connection, options);
    case Verb::kCompleteness:
      return RunCompleteness(connection, options);
    case Verb::kEntity:
      return RunEntity(connection, options);
    case Verb::kWatchIndex:
      return RunWatchIndex(connection, options);
    case Verb::kShell:
      return RunShell(connection, options);
    case Verb::kHelp:
    case Verb::kCompletion:
    case Verb::kComplete:
    case Verb::kManual:
      return RunOffline(options);
  }
  return kExitUsage;
}

}  // namespace

v1::QueryOptions QueryOptionsOf(const Options& options) {
  v1::QueryOptions query_options;
  query_options.set_default_operator(options.any_word
                                         ? v1::QueryOptions::OPERATOR_OR
                                         : v1::QueryOptions::OPERATOR_AND);
  query_options.set_strict(options.strict);
  query_options.set_require_complete(options.require_complete);
  query_options.set_typo_tolerance(options.typos);
  query_options.set_expand(options.expand);
  return query_options;
}

v1::SortOrder SortOf(const std::string& name) {
  if (name == "newest") return v1::SORT_ORDER_NEWEST;
  if (name == "oldest") return v1::SORT_ORDER_OLDEST;
  if (name == "mentions") return v1::SORT_ORDER_MENTIONS;
  if (name == "salience") return v1::SORT_ORDER_SALIENCE;
  if (name == "bm25") return v1::SORT_ORDER_BM25;
  return name.empty() ? v1::SORT_ORDER_UNSPECIFIED : v1::SORT_ORDER_RELEVANCE;
}

bool FillSelections(
    const Options& options,
    google::protobuf::RepeatedPtrField<v1::FacetSelection>* selections) {
  std::map<std::string, v1::FacetSelection> by_key;
  for (const std::string& argument : options.filters) {
    if (!AddSelection(argument, false, options, &by_key)) return false;
  }
  for (const std::string& argument : options.excluded) {
    if (!AddSelection(argument, true, options, &by_key)) return false;
  }
  for (auto& [key, selection] : by_key) {
    *selections->Add() = std::move(selection);
  }
  return true;
}

bool FillTypes(const Options& options,
               google::protobuf::RepeatedField<int>* types) {
  for (const std::string& name : options.types) {
    const std::optional<v1::EntityType> type = EntityTypeFromName(name);
    if (!type) {
      std::cerr << Say(options.language, "vigie : type d’entité inconnu : ",
                       "vigie: unknown entity type: ")
                << name << "\n";
      return false;
    }
    types->Add(*type);
  }
  return true;
}

bool FillFacets(const std::string& keys, const Options& options,
                google::protobuf::RepeatedPtrField<v1::FacetRequest>* facets) {
  for (size_t begin = 0; begin < keys.size();) {
    const size_t end = std::min(keys.find(',', begin), keys.size());
    const std::string name = keys.substr(begin, end - begin);
    const std::optional<v1::FacetKey> key = FacetKeyFromName(name);
    if (!key) return ReportBadKey(name, options.language);
    v1::FacetRequest* facet = facets->Add();
    *facet->mutable_key() = *key;
    facet->set_limit(options.top);
    facet->set_matching(options.matching);
    facet->set_surfaces(options.surfaces);
    begin = end + 1;
  }
  return true;
}

int RunOn(Connection* connection, Options options) {
  if (!Suits(options.format, options.verb)) {
    std::cerr << Say(options.language,
                     "vigie : bibtex, ris et html sont faits d’articles : "
                     "search, mentions, similar, show ou export\n",
                     "vigie: bibtex, ris and html are made of articles: "
                     "search, mentions, similar, show or export\n");
    return kExitUsage;
  }
  const std::unique_ptr<Output> output = Output::Open(&options);
  if (!output) return kExitUsage;
  const int exit_code = RunVerb(connection, options);
  std::cout.flush();
  if (exit_code == kExitUsage || exit_code == kExitUnreachable) {
    return exit_code;
  }
  return output->Keep(connection->revision()) ? exit_code : kExitPartial;
}

int RunCommand(const Options& options) {
  if (IsOffline(options.verb)) return RunOffline(options);
  std::unique_ptr<PrivateServer> server;
  std::string address = options.server;
  if (!options.index.empty()) {
    server = PrivateServer::Start(options.index, options.language);
    if (!server) return kExitUnreachable;
    address = server->address();
  }
  Connection connection(address, options.timeout_ms, FilesOf(options));
  if (connection.fault().kind != channel::Fault::Kind::kNone) {
    return ReportFault(connection.fault(), options.language);
  }
  return RunOn(&connection, options);
}

}  // namespace vigie::client
