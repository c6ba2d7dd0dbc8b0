// vigie search, receipt and facets.
#include <fstream>
#include <iostream>

#include "client/answer_output.h"
#include "client/call.h"
#include "client/command.h"
#include "client/json_format.h"
#include "client/text_format.h"
#include "client/wording.h"

namespace vigie::client {
namespace {

constexpr char kDefaultFacets[] =
    "organization,person,product,place,concept,source,month";
constexpr uint32_t kDefaultHits = 10;

// Writes a receipt as JSON; explains a failure on stderr.
bool WriteReceipt(const v1::Receipt& receipt, const Options& options) {
  std::ofstream file(options.receipt);
  file << Dump(ToJson(receipt), true) << "\n";
  file.close();
  if (file) return true;
  std::cerr << Say(options.language, "vigie : le reçu ne peut être écrit : ",
                   "vigie: the receipt cannot be written: ")
            << options.receipt << "\n";
  return false;
}

// A record for each value.
Records FacetRecords(const v1::ListFacetsResponse& response) {
  Records records;
  for (const v1::Facet& facet : response.facets()) {
    for (const v1::FacetValue& value : facet.values()) {
      nlohmann::ordered_json record;
      record["key"] = ToJson(facet.key());
      record.update(ToJson(value));
      records.push_back(std::move(record));
    }
  }
  return records;
}

void PrintFacets(const v1::ListFacetsResponse& response,
                 const Options& options) {
  v1::SearchResponse totals;
  totals.set_revision(response.revision());
  totals.set_total_hits(response.total_hits());
  *totals.mutable_elapsed() = response.elapsed();
  *totals.mutable_understanding() = response.understanding();
  *totals.mutable_facets() = response.facets();
  TextPrinter(std::cout, options).Hits(totals);
}

// From the options; explains a fault on stderr and returns false.
bool FillSearch(const Options& options, v1::SearchRequest* request) {
  request->set_query(options.query);
  *request->mutable_options() = QueryOptionsOf(options);
  request->set_sort(SortOf(options.sort));
  request->set_freshness_half_life_days(options.freshness_days);
  request->set_page_size(options.limit.value_or(kDefaultHits));
  request->set_page_token(options.page_token);
  request->set_passages_per_hit(options.passages);
  request->set_receipt(!options.receipt.empty() ||
                       options.verb == Verb::kReceipt);
  google::protobuf::RepeatedPtrField<v1::FacetRequest> collapse;
  if (!FillSelections(options, request->mutable_selections()) ||
      !FillFacets(options.by, options, request->mutable_facets()) ||
      !FillFacets(options.collapse, options, &collapse)) {
    return false;
  }
  if (!collapse.empty()) *request->mutable_collapse() = collapse.at(0).key();
  return true;
}

void PrintReceipt(const v1::Receipt& receipt, const Options& options) {
  const bool text = options.format == Format::kText;
  if (text || options.format == Format::kJson) {
    std::cout << Dump(ToJson(receipt), true) << "\n";
  } else {
    PrintAnswer(receipt, {ToJson(receipt)}, options);
  }
}

}  // namespace

int RunSearch(Connection* connection, const Options& options) {
  v1::SearchRequest request;
  if (!FillSearch(options, &request)) return kExitUsage;
  v1::SearchResponse response;
  const int code = Ask(connection, options, &v1::SearchService::Stub::Search,
                       request, &response);
  if (code != kExitOk) return code;
  if (!options.receipt.empty() && !WriteReceipt(response.receipt(), options)) {
    return kExitPartial;
  }
  if (options.verb == Verb::kReceipt) {
    PrintReceipt(response.receipt(), options);
  } else if (options.format == Format::kText) {
    TextPrinter(std::cout, options).Hits(response);
  } else {
    PrintAnswer(response, RecordsOf(response.hits()), options);
  }
  return CodeOf(response, response.understanding(), response.total_hits(),
                options);
}

int RunFacets(Connection* connection, const Options& options) {
  v1::ListFacetsRequest request;
  request.set_query(options.query);
  *request.mutable_options() = QueryOptionsOf(options);
  if (!FillSelections(options, request.mutable_selections()) ||
      !FillFacets(options.by.empty() ? kDefaultFacets : options.by, options,
                  request.mutable_facets())) {
    return kExitUsage;
  }
  v1::ListFacetsResponse response;
  const int code =
      Ask(connection, options, &v1::SearchService::Stub::ListFacets, request,
          &response);
  if (code != kExitOk) return code;
  if (options.format == Format::kText) {
    PrintFacets(response, options);
  } else {
    PrintAnswer(response, FacetRecords(response), options);
  }
  return CodeOf(response, response.understanding(), response.total_hits(),
                options);
}

}  // namespace vigie::client
