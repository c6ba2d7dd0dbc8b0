// Answers for people, on stdout.
#ifndef VIGIE_CLIENT_TEXT_FORMAT_H_
#define VIGIE_CLIENT_TEXT_FORMAT_H_

#include <ostream>
#include <string>

#include "client/options.h"
#include "client/terminal.h"
#include "vigie/v1/article_service.pb.h"
#include "vigie/v1/index_service.pb.h"
#include "vigie/v1/search_service.pb.h"

namespace vigie::client {

// Writes each kind of answer in the user's language. Not thread-safe.
class TextPrinter {
 public:
  TextPrinter(std::ostream& out, const Options& options)
      : out_(out), language_(options.language), style_(options.color) {}

  void Hits(const v1::SearchResponse& response);
  void Mention(const v1::MentionRow& row);
  // The row on one line, its mention in the same column as those of the other
  // rows, with up to `window` columns of context on each side.
  void Kwic(const v1::MentionRow& row, uint32_t window);
  void MentionTotals(const v1::StreamMentionsSummary& summary);
  void Facet(const v1::Facet& facet);
  void Article(const v1::GetArticleResponse& response);
  void Analysis(const v1::AnalyzeResponse& response);
  void Status(const v1::GetStatusResponse& response);
  void Explanation(const std::string& article_id,
                   const v1::ExplainResponse& response);

  // Expansions on `out`, warnings on stderr.
  void Understanding(const v1::QueryUnderstanding& understanding);

 private:
  const char* Say(const char* french, const char* english) const {
    return client::Say(language_, french, english);
  }
  void Hit(const v1::Hit& hit);
  // What to ask instead, when little or nothing was found.
  void Advice(const v1::SearchResponse& response);
  void Try(const std::string& query, uint32_t hits);
  // "    3  others"; nothing for 0.
  void Rest(uint32_t count, const char* what);
  void Pinned(const v1::PinnedRevisions& pinned);
  void Clause(const v1::ExplainClause& clause);
  std::string Date(const v1::PublicationTime& time) const;

  std::ostream& out_;
  const Language language_;
  const Style style_;
};

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_TEXT_FORMAT_H_
