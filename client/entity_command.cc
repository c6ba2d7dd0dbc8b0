// vigie entity: which entities a name may mean, and how articles write them.
#include <iostream>

#include "client/answer_output.h"
#include "client/call.h"
#include "client/command.h"
#include "client/facet_keys.h"
#include "client/terminal.h"
#include "client/wording.h"

namespace vigie::client {
namespace {

constexpr uint32_t kDefaultEntities = 10;
constexpr uint32_t kSurfaces = 8;

void PrintEntity(const v1::FacetValue& value, const Options& options) {
  const Style style(options.color);
  const Language language = options.language;
  std::cout << style.Strong(value.label()) << "  "
            << style.Source(value.value()) << "  "
            << EntityTypeLabel(value.entity_type(), language)
            << (value.unlisted()
                    ? Say(language, " (hors dictionnaire)", " (unlisted)")
                    : "")
            << "\n  "
            << Number(language, value.mentions(), "mention", "mentions")
            << Say(language, " dans ", " in ")
            << Number(language, value.articles(), "article", "articles")
            << "\n";
  for (const v1::FacetSurface& surface : value.surfaces()) {
    std::cout << "    " << surface.mentions() << "  "
              << SafeForTerminal(surface.surface()) << "\n";
  }
}

}  // namespace

int RunEntity(Connection* connection, const Options& options) {
  v1::ListFacetsRequest request;
  v1::FacetRequest* facet = request.add_facets();
  facet->mutable_key()->set_dimension(v1::FACET_DIMENSION_ENTITY);
  facet->set_matching(options.query);
  facet->set_limit(options.limit.value_or(kDefaultEntities));
  facet->set_surfaces(kSurfaces);
  v1::ListFacetsResponse response;
  const int code =
      Ask(connection, options, &v1::SearchService::Stub::ListFacets, request,
          &response);
  if (code != kExitOk) return code;
  const auto& values = response.facets(0).values();
  if (options.format == Format::kText) {
    for (const v1::FacetValue& value : values) PrintEntity(value, options);
  } else {
    PrintAnswer(response, RecordsOf(values), options);
  }
  return EmptyCode(values.size(), options);
}

}  // namespace vigie::client
