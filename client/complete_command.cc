// vigie __complete: what the completion scripts ask.
#include <chrono>
#include <iostream>

#include "client/command.h"
#include "client/completion.h"
#include "client/facet_keys.h"
#include "client/shell_words.h"
#include "client/terminal.h"

namespace vigie::client {
namespace {

// Somebody is waiting with a finger on the key.
constexpr uint32_t kDeadlineMs = 500;
constexpr uint32_t kMost = 20;

std::string Articles(uint32_t count) {
  return " (" + std::to_string(count) + ")";
}

// KEY=VALUE of which the value is being typed.
Candidates FacetValues(Connection* connection, const std::string& typed) {
  const size_t equals = typed.find('=');
  const auto key = FacetKeyFromName(typed.substr(0, equals));
  if (!key) return {};
  v1::ListFacetsRequest request;
  v1::FacetRequest* facet = request.add_facets();
  *facet->mutable_key() = *key;
  facet->set_matching(typed.substr(equals + 1));
  facet->set_limit(kMost);
  v1::ListFacetsResponse response;
  const auto context = connection->NewContext();
  if (!connection->search()
           .ListFacets(context.get(), request, &response)
           .ok()) {
    return {};
  }
  Candidates candidates;
  for (const v1::Facet& counted : response.facets()) {
    for (const v1::FacetValue& value : counted.values()) {
      candidates.push_back({typed.substr(0, equals + 1) + value.value(),
                            value.label() + Articles(value.articles())});
    }
  }
  return candidates;
}

// Entity ids, or clauses of the query language.
Candidates Suggestions(Connection* connection, Completion kind,
                       const std::string& typed) {
  v1::SuggestRequest request;
  // Of "org/broad" the name alone says what is meant; of a query its last
  // word.
  const size_t cut = typed.find_last_of(
      kind == Completion::kEntity ? std::string("/") : std::string(" (:\""));
  const std::string last = cut == typed.npos ? typed : typed.substr(cut + 1);
  request.set_text(last);
  request.set_limit(kMost);
  if (kind == Completion::kEntity) {
    request.add_kinds(v1::SUGGESTION_KIND_ENTITY);
  }
  v1::SuggestResponse response;
  const auto context = connection->NewContext();
  if (!connection->search().Suggest(context.get(), request, &response).ok()) {
    return {};
  }
  Candidates candidates;
  for (const v1::Suggestion& suggestion : response.suggestions()) {
    const std::string help =
        suggestion.text() + Articles(suggestion.articles());
    if (kind == Completion::kEntity) {
      candidates.push_back({suggestion.entity_id(), help});
    } else if (cut == typed.npos || typed[cut] != '"') {
      const size_t kept = cut == typed.npos || typed[cut] == ':' ? 0 : cut + 1;
      candidates.push_back({typed.substr(0, kept) + suggestion.query(), help});
    } else {
      candidates.push_back(
          {typed.substr(0, cut + 1) + suggestion.text() + "\"", help});
    }
  }
  return candidates;
}

// The server that the line being typed names.
std::string ServerOf(const std::vector<std::string>& words,
                     const Options& options) {
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == "--server") return words[i + 1];
    if (words[i].rfind("--server=", 0) == 0) return words[i].substr(9);
  }
  return options.server;
}

}  // namespace

Candidates AskServer(Connection* connection, Completion kind,
                     const std::string& typed) {
  return kind == Completion::kFacetValue ? FacetValues(connection, typed)
                                         : Suggestions(connection, kind, typed);
}

int RunComplete(const Options& options) {
  const bool bash = options.words.size() == 3 && options.words[0] == "--bash";
  std::vector<std::string> words = options.words;
  if (bash) {
    words = SplitWords(words[1]).words;
    words.erase(words.begin());
  }
  Options quick = options;
  quick.timeout_ms = kDeadlineMs;
  quick.server = ServerOf(words, options);
  const AskValues ask = [&](Completion kind,
                            const std::string& typed) -> Candidates {
    Connection connection(quick.server, quick.timeout_ms, FilesOf(quick));
    if (connection.fault().kind != channel::Fault::Kind::kNone) return {};
    return AskServer(&connection, kind, typed);
  };
  const Candidates candidates = Complete(words, options.language, ask);
  if (bash) {
    for (const std::string& reply :
         ForLineEditor(candidates, options.words[1], options.words[2])) {
      std::cout << SafeForTerminal(reply) << "\n";
    }
    return kExitOk;
  }
  for (const Candidate& candidate : candidates) {
    std::cout << SafeForTerminal(candidate.text) << "\t"
              << SafeForTerminal(candidate.help) << "\n";
  }
  return kExitOk;
}

}  // namespace vigie::client
