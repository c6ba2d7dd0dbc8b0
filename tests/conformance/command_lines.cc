#include "tests/conformance/command_lines.h"

#include <algorithm>
#include <cstdio>

#include "client/facet_keys.h"

namespace vigie::conformance {
namespace {

std::string Number(double value) {
  char text[32];
  std::snprintf(text, sizeof(text), "%.17g", value);
  return text;
}

// The name that the client reads as `key`.
std::string NameOf(const v1::FacetKey& key) {
  if (key.dimension() == v1::FACET_DIMENSION_ATTRIBUTE) {
    return "@" + key.attribute();
  }
  for (const std::string& name :
       client::FacetKeyNames(client::Language::kEnglish)) {
    const auto named = client::FacetKeyFromName(name);
    if (named && named->SerializeAsString() == key.SerializeAsString()) {
      return name;
    }
  }
  return "?";
}

std::string TypeOf(int type) {
  return client::EntityTypeLabel(static_cast<v1::EntityType>(type),
                                 client::Language::kEnglish);
}

template <typename Keys>
std::string Listed(const Keys& keys) {
  std::string names;
  for (const auto& key : keys)
    names += (names.empty() ? "" : ",") + NameOf(key);
  return names;
}

// As QueryOptionsOf sends it, whatever was absent.
void AddReading(v1::QueryOptions* options, Words* line) {
  if (options->default_operator() == v1::QueryOptions::OPERATOR_OR) {
    line->push_back("--any-word");
  }
  if (options->strict()) line->push_back("--strict");
  if (options->require_complete()) line->push_back("--require-complete");
  if (options->has_typo_tolerance() && !options->typo_tolerance()) {
    line->push_back("--no-typos");
  }
  if (options->has_expand() && !options->expand()) {
    line->push_back("--no-expand");
  }
}

template <typename Selections>
void AddSelections(const Selections& selections, Words* line) {
  for (const v1::FacetSelection& selection : selections) {
    const std::string name = NameOf(selection.key());
    for (const std::string& value : selection.include()) {
      line->insert(line->end(), {"--filter", name + "=" + value});
    }
    for (const std::string& value : selection.exclude()) {
      line->insert(line->end(), {"--exclude", name + "=" + value});
    }
    if (selection.mode() == v1::FacetSelection::MODE_AND) {
      line->push_back("--all-of");
    }
  }
}

template <typename Request>
void AddQuery(Request* request, Words* line) {
  AddReading(request->mutable_options(), line);
  AddSelections(request->selections(), line);
}

template <typename Types>
void AddTypes(const Types& types, Words* line) {
  for (const int type : types) {
    line->insert(line->end(), {"--type", TypeOf(type)});
  }
}

void AddLimit(uint32_t limit, Words* line) {
  if (limit > 0) line->insert(line->end(), {"-n", std::to_string(limit)});
}

// Facets, all with the same limit; search knows no more of them.
template <typename Facets>
void AddFacets(bool more, Facets* facets, Words* line) {
  std::vector<v1::FacetKey> keys;
  for (v1::FacetRequest& facet : *facets) {
    const v1::FacetRequest& first = facets->at(0);
    facet.set_limit(first.limit());
    facet.set_matching(more ? first.matching() : "");
    facet.set_surfaces(more ? first.surfaces() : 0);
    keys.push_back(facet.key());
  }
  if (keys.empty()) return;
  const v1::FacetRequest& first = facets->at(0);
  line->insert(line->end(),
               {"--by", Listed(keys), "--top", std::to_string(first.limit())});
  if (!more) return;
  line->insert(line->end(), {"--matching", first.matching(), "--surfaces",
                             std::to_string(first.surfaces())});
}

void AddSort(v1::SortOrder sort, Words* line) {
  static const std::vector<std::string> kNames = {
      "", "relevance", "newest", "oldest", "mentions", "salience", "bm25"};
  const std::string& name = kNames[static_cast<size_t>(sort)];
  if (!name.empty()) line->insert(line->end(), {"--sort", name});
}

Words Ended(Words line, const Words& positionals) {
  line.push_back("--");
  line.insert(line.end(), positionals.begin(), positionals.end());
  return line;
}

}  // namespace

Words CommandLineOf(v1::SearchRequest* request) {
  Words line = {"search"};
  request->set_receipt(false);
  if (request->page_size() == 0) request->set_page_size(10);
  request->set_passages_per_hit(
      std::min<uint32_t>(request->passages_per_hit(), 10));
  AddQuery(request, &line);
  AddFacets(false, request->mutable_facets(), &line);
  AddSort(request->sort(), &line);
  AddLimit(request->page_size(), &line);
  line.insert(line.end(),
              {"--passages", std::to_string(request->passages_per_hit()),
               "--freshness", Number(request->freshness_half_life_days())});
  if (request->has_collapse()) {
    line.insert(line.end(), {"--collapse", NameOf(request->collapse())});
  }
  return Ended(line, {request->query()});
}

Words CommandLineOf(v1::StreamMentionsRequest* request) {
  Words line = {"mentions"};
  AddQuery(request, &line);
  AddTypes(request->types(), &line);
  if (request->scope() == v1::MENTION_SCOPE_ENTITIES_IN_HITS) {
    line.push_back("--entities-in-hits");
  }
  static const Words kRoles = {"content", "credit", "speaker"};
  static const Words kSections = {"", "title", "lead", "body", "quotation"};
  for (const int role : request->filter().roles()) {
    line.insert(line.end(), {"--role", kRoles[static_cast<size_t>(role)]});
  }
  for (const int section : request->filter().sections()) {
    line.insert(line.end(),
                {"--section", kSections[static_cast<size_t>(section)]});
  }
  for (const std::string& speaker : request->filter().speakers()) {
    line.insert(line.end(), {"--speaker", speaker});
  }
  request->set_window(std::min<uint32_t>(request->window(), 240));
  const double confidence = request->filter().least_confidence();
  line.insert(line.end(), {"--confidence", Number(confidence), "--window",
                           std::to_string(request->window())});
  return Ended(line, {request->query()});
}

Words CommandLineOf(v1::ListFacetsRequest* request) {
  Words line = {"facets"};
  AddQuery(request, &line);
  AddFacets(true, request->mutable_facets(), &line);
  return Ended(line, {request->query()});
}

Words CommandLineOf(v1::TimelineRequest* request) {
  Words line = {"timeline"};
  request->clear_begin();
  request->clear_end();
  AddQuery(request, &line);
  static const Words kSteps = {"day", "hour", "day", "week", "month", "year"};
  line.insert(line.end(),
              {"--step", kSteps[static_cast<size_t>(request->step())]});
  for (const v1::TimelineSeriesRequest& series : request->series()) {
    line.insert(line.end(), {"--series", series.surface().empty()
                                             ? series.entity_id()
                                             : series.entity_id() + "=" +
                                                   series.surface()});
  }
  if (request->mentions()) line.push_back("--mentions");
  return Ended(line, {request->query()});
}

Words CommandLineOf(v1::RelatedRequest* request) {
  Words line = {"related"};
  request->set_min_articles(0);
  request->set_evidence(std::min<uint32_t>(request->evidence(), 3));
  AddQuery(request, &line);
  AddTypes(request->types(), &line);
  AddLimit(request->limit(), &line);
  if (request->measure() == v1::ASSOCIATION_NPMI) line.push_back("--npmi");
  line.insert(line.end(), {"--evidence", std::to_string(request->evidence())});
  return Ended(line, {request->query()});
}

Words CommandLineOf(v1::CompareRequest* request) {
  Words line = {"compare"};
  *request->mutable_second()->mutable_options() = request->first().options();
  *request->mutable_second()->mutable_selections() =
      request->first().selections();
  AddQuery(request->mutable_first(), &line);
  AddLimit(request->limit(), &line);
  line.insert(line.end(), {"--by", Listed(request->by())});
  return Ended(line, {request->first().query(), request->second().query()});
}

Words CommandLineOf(v1::SimilarRequest* request) {
  Words line = {"similar"};
  AddSelections(request->selections(), &line);
  AddLimit(request->limit(), &line);
  return Ended(line, {request->article_id()});
}

Words CommandLineOf(v1::SuggestRequest* request) {
  Words line = {"suggest"};
  request->clear_kinds();
  AddTypes(request->types(), &line);
  AddLimit(request->limit(), &line);
  return Ended(line, {request->text()});
}

Words CommandLineOf(v1::ExplainRequest* request) {
  Words line = {"explain", "--article", request->article_id(), "--freshness",
                Number(request->freshness_half_life_days())};
  AddReading(request->mutable_options(), &line);
  return Ended(line, {request->query()});
}

Words CommandLineOf(v1::ReportCompletenessRequest* request) {
  Words line = {"completeness"};
  request->set_most_articles(0);
  AddReading(request->mutable_options(), &line);
  AddLimit(request->page_size(), &line);
  return Ended(line, {request->entity(), request->query()});
}

}  // namespace vigie::conformance
