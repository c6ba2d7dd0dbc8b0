// A token for some sources gets, from every method, the bytes that a server
// over an index of those sources alone gives: nothing else leaks.
#include <google/protobuf/util/message_differencer.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "server/access.h"
#include "server/server.h"
#include "server/token_table.h"
#include "tests/conformance/random_requests.h"
#include "vigie/index_writer.h"
#include "vigie/v1/article_service.grpc.pb.h"
#include "vigie/v1/index_service.grpc.pb.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie {
namespace {

using ::google::protobuf::Message;

constexpr int kArticles = 90;
constexpr char kSource[] = "La Gazette";

// An index with a server before it.
class Served {
 public:
  Served(const std::vector<Article>& articles,
         std::shared_ptr<const server::Access> access) {
    std::string name =
        (std::filesystem::temp_directory_path() / "vigie-XXXXXX").string();
    directory_ = mkdtemp(name.data());
    WriterOptions options;
    options.index = IndexOptions();
    options.index->facet_attributes = {"rubrique"};
    auto writer = IndexWriter::Open(directory_ + "/index", options);
    EXPECT_TRUE(writer.ok()) << writer.status().ToString();
    for (const Article& article : articles) {
      EXPECT_TRUE((*writer)->Add(article).ok());
    }
    EXPECT_TRUE((*writer)->Commit().ok());
    std::promise<Status> first;
    server::ServerConfig config;
    config.index = directory_ + "/index";
    config.listen.host = "127.0.0.1";
    config.access = std::move(access);
    config.on_first_revision = [&](const Status& s) { first.set_value(s); };
    server_ = *server::Server::Start(config);
    EXPECT_TRUE(first.get_future().get().ok());
    channel_ =
        grpc::CreateChannel("127.0.0.1:" + std::to_string(server_->port()),
                            grpc::InsecureChannelCredentials());
  }
  ~Served() {
    server_.reset();
    std::filesystem::remove_all(directory_);
  }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  std::string directory() const { return directory_ + "/index"; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

 private:
  std::string directory_;
  std::unique_ptr<server::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

void SetDeadline(grpc::ClientContext* context) {
  context->set_deadline(std::chrono::system_clock::now() +
                        std::chrono::seconds(20));
}

// Fields that tell of the way rather than of the answer.
template <typename Response>
void Settle(Response* response) {
  const auto* descriptor = response->GetDescriptor();
  for (const char* field : {"elapsed", "next_page_token"}) {
    if (const auto* found = descriptor->FindFieldByName(field)) {
      response->GetReflection()->ClearField(response, found);
    }
  }
}

class SourceScopeTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::vector<Article> all = conformance::RandomArticles(kArticles);
    for (size_t i = 0; i < all.size(); ++i) {
      if (all[i].source == kSource) continue;
      // Names, words and values that no other article has.
      all[i].text += " Selon Gontran Vasquelin, la barguignette monte.";
      all[i].text += " La grève des cheminots coûte cher à Broadcom.";
      all[i].attributes = {{"rubrique", {"secrets"}}};
      all[i].authors = {"Anselme Poivrecourt"};
      all[i].section = "confidentiel";
    }
    std::vector<Article> seen;
    for (const Article& article : all) {
      if (article.source == kSource) seen.push_back(article);
      if (article.source != kSource) hidden_.push_back(article.id);
    }
    ASSERT_GT(seen.size(), 10U);
    ASSERT_GT(hidden_.size(), 10U);
    token_ = *server::NewToken();
    server::TokenGrant grant;
    grant.name = "gazette";
    grant.hash = server::HashToken(token_);
    grant.permissions = {server::Permission::kSearch};
    grant.sources = std::make_shared<SourceScope>(SourceScope{{kSource}});
    auto table = server::TokenTable::Parse(server::TokenEntry(grant));
    ASSERT_TRUE(table.ok()) << table.status().ToString();
    whole_ = new Served(
        all, std::make_shared<const server::Access>(*std::move(table)));
    part_ = new Served(seen, nullptr);
  }
  static void TearDownTestSuite() {
    delete whole_;
    delete part_;
  }

  template <typename Stub, typename Request, typename Response>
  void ExpectSame(grpc::Status (Stub::*method)(grpc::ClientContext*,
                                               const Request&, Response*),
                  const Request& request) {
    Response restricted;
    grpc::ClientContext with_token;
    SetDeadline(&with_token);
    with_token.AddMetadata("authorization", "Bearer " + token_);
    Stub whole(whole_->channel());
    const grpc::Status scoped =
        (whole.*method)(&with_token, request, &restricted);
    Response alone;
    grpc::ClientContext without;
    SetDeadline(&without);
    Stub part(part_->channel());
    const grpc::Status plain = (part.*method)(&without, request, &alone);
    EXPECT_EQ(scoped.error_code(), plain.error_code())
        << request.ShortDebugString() << scoped.error_message() << "\n"
        << plain.error_message();
    EXPECT_EQ(scoped.error_message(), plain.error_message());
    Settle(&restricted);
    Settle(&alone);
    Compare(request, restricted, alone);
    compared_.insert(Request::descriptor()->full_name());
  }

  template <typename Response, typename Request>
  void ExpectSameStream(std::unique_ptr<grpc::ClientReader<Response>> (
                            v1::SearchService::Stub::*method)(
                            grpc::ClientContext*, const Request&),
                        const Request& request) {
    v1::SearchService::Stub whole(whole_->channel());
    v1::SearchService::Stub part(part_->channel());
    grpc::ClientContext with_token;
    with_token.AddMetadata("authorization", "Bearer " + token_);
    grpc::ClientContext without;
    SetDeadline(&with_token);
    SetDeadline(&without);
    const auto scoped = (whole.*method)(&with_token, request);
    const auto plain = (part.*method)(&without, request);
    Response restricted;
    Response alone;
    while (plain->Read(&alone)) {
      ASSERT_TRUE(scoped->Read(&restricted)) << request.ShortDebugString();
      for (Response* response : {&restricted, &alone}) {
        response->clear_resume_token();
        if (response->has_summary()) {
          response->mutable_summary()->clear_elapsed();
        }
      }
      Compare(request, restricted, alone);
    }
    EXPECT_FALSE(scoped->Read(&restricted)) << restricted.ShortDebugString();
    EXPECT_EQ(scoped->Finish().error_code(), plain->Finish().error_code());
    compared_.insert(Request::descriptor()->full_name());
  }

  static void Compare(const Message& request, const Message& restricted,
                      const Message& alone) {
    std::string difference;
    google::protobuf::util::MessageDifferencer differencer;
    differencer.ReportDifferencesToString(&difference);
    EXPECT_TRUE(differencer.Compare(alone, restricted))
        << request.ShortDebugString() << "\n"
        << difference;
  }

  static std::string token_;
  static std::vector<std::string> hidden_;
  static Served* whole_;
  static Served* part_;
  static std::set<std::string> compared_;
  conformance::RandomRequests random_{20'261'122};
};

std::string SourceScopeTest::token_;
std::vector<std::string> SourceScopeTest::hidden_;
Served* SourceScopeTest::whole_ = nullptr;
Served* SourceScopeTest::part_ = nullptr;
std::set<std::string> SourceScopeTest::compared_;

using Search = v1::SearchService::Stub;

TEST_F(SourceScopeTest, NoAnswerDependsOnArticlesOfOtherSources) {
  for (int i = 0; i < 60 && !HasFailure(); ++i) {
    ExpectSame(&Search::Search, random_.Search());
    ExpectSame(&Search::ListMentions, random_.Mentions());
    ExpectSame(&Search::ListFacets, random_.Facets());
    ExpectSame(&Search::Timeline, random_.Timeline());
    ExpectSame(&Search::Related, random_.Related());
    ExpectSame(&Search::Compare, random_.Compare());
    ExpectSame(&Search::ReportCompleteness, random_.Completeness());
    ExpectSame(&Search::Suggest, random_.Suggest());
    ExpectSame(&Search::Similar, random_.Similar(kArticles));
    ExpectSame(&Search::Explain, random_.Explain(kArticles));
    ExpectSameStream(&Search::StreamMentions, random_.Stream());
    ExpectSameStream(&Search::StreamArticles, random_.Articles());
  }
}

TEST_F(SourceScopeTest, NothingTellsThatHiddenWordsNamesAndValuesAreThere) {
  for (const char* hidden :
       {"barguignette", "barguignete", "barg*", "Vasquelin",
        "Gontran Vasquelin", "entity:\"Gontran Vasquelin\"",
        "auteur:\"Anselme Poivrecourt\"", "\"barguignette monte\"",
        "=barguignette", "section:confidentiel", "barguignette OU Broadcom",
        "chemino", "source:\"Le Courrier\""}) {
    v1::SearchRequest search;
    search.set_query(hidden);
    for (const auto dimension :
         {v1::FACET_DIMENSION_SOURCE, v1::FACET_DIMENSION_ENTITY,
          v1::FACET_DIMENSION_AUTHOR, v1::FACET_DIMENSION_SECTION}) {
      search.add_facets()->mutable_key()->set_dimension(dimension);
    }
    ExpectSame(&Search::Search, search);
    v1::SuggestRequest suggest;
    for (const char* typed :
         {"barg", "vasq", "gontran", "la g", "le c", "poiv"}) {
      suggest.set_text(typed);
      ExpectSame(&Search::Suggest, suggest);
    }
  }
}

TEST_F(SourceScopeTest, ArticlesOfOtherSourcesAreNotFound) {
  for (const std::string& id : hidden_) {
    v1::GetArticleRequest get;
    get.set_id(id);
    get.set_include_mentions(true);
    ExpectSame(&v1::ArticleService::Stub::GetArticle, get);
    v1::SimilarRequest similar;
    similar.set_article_id(id);
    ExpectSame(&Search::Similar, similar);
  }
  v1::BatchGetArticlesRequest batch;
  for (const Article& article : conformance::RandomArticles(kArticles)) {
    batch.add_ids(article.id);
  }
  ExpectSame(&v1::ArticleService::Stub::BatchGetArticles, batch);
}

TEST_F(SourceScopeTest, StatusCountsVisibleArticlesAndNoBytes) {
  const auto status_of = [](const Served& served, const std::string& token) {
    v1::GetStatusResponse response;
    grpc::ClientContext context;
    SetDeadline(&context);
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
    v1::IndexService::Stub stub(served.channel());
    EXPECT_TRUE(
        stub.GetStatus(&context, v1::GetStatusRequest(), &response).ok());
    EXPECT_EQ(response.has_pinned(), token.empty());
    return response.index();
  };
  v1::IndexStatus alone = status_of(*part_, "");
  EXPECT_GT(alone.segments_size(), 0);
  alone.clear_segments();
  alone.clear_bytes();
  Compare(v1::GetStatusRequest(), status_of(*whole_, token_), alone);
}

TEST_F(SourceScopeTest, ATokenOfAnotherScopeIsNotTaken) {
  const auto opened = Snapshot::Open(whole_->directory());
  ASSERT_TRUE(opened.ok());
  SearchRequest request;
  request.query = "";
  request.page_size = 2;
  const auto everything = (*opened)->Search(request);
  ASSERT_TRUE(everything.ok());
  request.page_token = everything->next_page_token;
  ASSERT_FALSE(request.page_token.empty());
  const auto view = (*opened)->Restrict({{kSource}});
  ASSERT_TRUE(view.ok());
  const auto refused = (*view)->Search(request);
  EXPECT_EQ(refused.status().reason(), "PAGE_TOKEN_MISMATCH");
  EXPECT_TRUE((*opened)->Search(request).ok());
}

TEST_F(SourceScopeTest, RestrictingTwiceKeepsWhatBothAllow) {
  const auto opened = Snapshot::Open(whole_->directory());
  ASSERT_TRUE(opened.ok());
  const auto view = (*opened)->Restrict({{kSource}});
  const auto none = (*view)->Restrict({{"Le Courrier"}});
  const auto same = (*view)->Restrict({{"Le Courrier", kSource}});
  EXPECT_EQ((*none)->GetStatus().articles, 0U);
  EXPECT_EQ((*same)->GetStatus().articles, (*view)->GetStatus().articles);
  EXPECT_EQ((*(*opened)->Restrict({}))->GetStatus().articles, 0U);
}

}  // namespace
}  // namespace vigie
