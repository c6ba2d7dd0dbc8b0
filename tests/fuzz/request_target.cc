// Requests as they come over the wire, answered by the library.
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "server/request_limits.h"
#include "tests/fuzz/fuzz_target.h"
#include "vigie/index_writer.h"
#include "vigie/snapshot.h"
#include "wire/convert_mention.h"
#include "wire/convert_search.h"

namespace vigie::fuzz {
namespace {

class RequestTarget final : public FuzzTarget {
 public:
  RequestTarget() {
    std::string name =
        (std::filesystem::temp_directory_path() / "vigie-fuzz-XXXXXX").string();
    Require(mkdtemp(name.data()) != nullptr, "a temporary folder can be made");
    folder_ = name;
    auto writer = IndexWriter::Open(folder_ + "/index", {});
    Require(writer.ok(), "the index can be made");
    for (int i = 0; i < 20; ++i) {
      Article article;
      article.id = "a/" + std::to_string(i);
      article.title = "Broadcom et l’accord " + std::to_string(i);
      article.text =
          "Microsoft a signé un accord avec OpenAI. Les puces "
          "arrivent.\n\nSatya Nadella l’a dit à Paris.";
      article.published_at = PublicationTime{1'760'000'000 + i * 86'400, false};
      article.source = i % 2 == 0 ? "La Gazette" : "Le Courrier";
      Require((*writer)->Add(article).ok(), "the article is valid");
    }
    Require((*writer)->Commit().ok(), "the index can be written");
    auto opened = Snapshot::Open(folder_ + "/index");
    Require(opened.ok(), "the index can be read");
    snapshot_ = *std::move(opened);
  }
  ~RequestTarget() override {
    snapshot_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::vector<std::string> Seeds() const override {
    v1::SearchRequest request;
    request.set_query("accord SAUF grève");
    request.set_page_size(3);
    request.add_facets()->mutable_key()->set_dimension(
        v1::FACET_DIMENSION_ENTITY);
    v1::SearchRequest selected = request;
    v1::FacetSelection* selection = selected.add_selections();
    selection->mutable_key()->set_dimension(v1::FACET_DIMENSION_SOURCE);
    selection->add_include("La Gazette");
    selected.set_sort(v1::SORT_ORDER_NEWEST);
    selected.set_receipt(true);
    selected.set_freshness_half_life_days(30);
    selected.mutable_collapse()->set_dimension(v1::FACET_DIMENSION_SOURCE);
    v1::SearchRequest strict = request;
    strict.mutable_options()->set_strict(true);
    strict.set_query("\"accord avec\" NEAR/5 OpenAI titre:Broadcom");
    return {request.SerializeAsString(), selected.SerializeAsString(),
            strict.SerializeAsString()};
  }
  std::vector<std::string> Pieces() const override {
    return {"Broadcom",   " OU ",      "\"",       "(",
            "*",          "NEAR/2 ",   "entité:",  "hier",
            "La Gazette", "\x0a\x01*", "\x12\x00", "\x30\xff\xff\xff\xff\x0f"};
  }

  void Run(const std::string& input) override {
    v1::SearchRequest request;
    if (!request.ParseFromString(input)) return;
    if (!server::Check(request).status.ok()) return;
    SearchRequest asked = wire::FromProto(request);
    asked.control.deadline =
        std::chrono::steady_clock::now() + std::chrono::seconds(5);
    const auto result = snapshot_->Search(asked);
    Require(result.ok() || Expected(result.status().code()),
            ("a request is answered or refused: " + result.status().ToString())
                .c_str());
    if (!result.ok()) return;
    Require(result->hits.size() <= result->total_hits,
            "no more hits are shown than counted");
    v1::SearchResponse response;
    wire::ToProto(*result, &response);
    Require(response.ParseFromString(response.SerializeAsString()),
            "an answer is UTF-8 and parses");
  }

 private:
  static bool Expected(StatusCode code) {
    return code == StatusCode::kInvalidArgument ||
           code == StatusCode::kFailedPrecondition ||
           code == StatusCode::kResourceExhausted;
  }

  std::string folder_;
  std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace

std::unique_ptr<FuzzTarget> MakeRequestTarget() {
  return std::make_unique<RequestTarget>();
}

}  // namespace vigie::fuzz
