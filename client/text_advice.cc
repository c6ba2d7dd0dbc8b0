// What TextPrinter says of a query itself: how it was read, what to ask
// instead, and why an article is found by it or not.
#include <algorithm>
#include <iostream>

#include "client/text_format.h"
#include "client/wording.h"

namespace vigie::client {
namespace {

// Places of one clause that are shown; the rest is counted.
constexpr int kShownPlaces = 10;

std::string Signed(double weight, Language language) {
  const std::string amount = Decimal(weight, 2, language);
  return weight < 0 ? amount : "+" + amount;
}

// How the targets of an expansion relate to what was typed.
const char* Relation(v1::QueryExpansion::Kind kind, Language language) {
  switch (kind) {
    case v1::QueryExpansion::KIND_ACRONYM:
      return Say(language, "sigle et développement, cherché aussi : ",
                 "acronym and expansion, also searched: ");
    case v1::QueryExpansion::KIND_SPELLING:
      return Say(language, "autre graphie, cherchée aussi : ",
                 "other spelling, also searched: ");
    case v1::QueryExpansion::KIND_TYPO:
      return Say(language, "absent de l’index, mots proches cherchés : ",
                 "not in the index, near words searched: ");
    default:
      return Say(language, "lu aussi comme ", "also read as ");
  }
}

}  // namespace

void TextPrinter::Understanding(const v1::QueryUnderstanding& understanding) {
  for (const v1::QueryExpansion& expansion : understanding.expansions()) {
    std::string targets;
    for (const std::string& target : expansion.targets()) {
      targets += (targets.empty() ? "" : ", ") + target;
    }
    out_ << style_.Faint("  " + Quoted(expansion.source(), language_) + " " +
                         Relation(expansion.kind(), language_) + targets)
         << "\n";
  }
  for (const v1::QueryWarning& warning : understanding.warnings()) {
    std::cerr << Say("attention : ", "warning: ")
              << ServerMessage(Say(warning.message().c_str(),
                                   warning.message_en().c_str()),
                               language_)
              << "\n";
  }
}

void TextPrinter::Try(const std::string& query, uint32_t hits) {
  out_ << Say("Essayez : ", "Try: ") << style_.Strong(query) << " ("
       << Number(language_, hits, "article", "articles") << ")\n";
}

void TextPrinter::Advice(const v1::SearchResponse& response) {
  if (!response.diagnosis().empty()) out_ << "\n";
  for (const v1::ClauseDiagnosis& clause : response.diagnosis()) {
    const std::string& message =
        language_ == Language::kFrench ? clause.message() : clause.message_en();
    if (message.empty()) {
      out_ << "  " << Quoted(clause.clause(), language_) << ", "
           << Say("seul : ", "alone: ")
           << Number(language_, clause.hits_alone(), "article", "articles")
           << "\n";
    } else {
      out_ << "  " << ServerMessage(message, language_) << "\n";
    }
    const bool told = message.find(clause.repaired_query()) != message.npos;
    if (!told) {
      out_ << "    ";
      Try(clause.repaired_query(), clause.repaired_hits());
    }
  }
  const auto repairs = [&](const v1::QuerySuggestion& suggestion) {
    return std::any_of(response.diagnosis().begin(), response.diagnosis().end(),
                       [&](const v1::ClauseDiagnosis& clause) {
                         return clause.repaired_query() == suggestion.query();
                       });
  };
  bool first = true;
  for (const v1::QuerySuggestion& suggestion : response.suggestions()) {
    if (repairs(suggestion)) continue;
    if (first) out_ << "\n";
    first = false;
    Try(suggestion.query(), suggestion.total_hits());
  }
}

void TextPrinter::Clause(const v1::ExplainClause& clause) {
  out_ << "\n"
       << (clause.matches() ? "✓ " : "✗ ") << Quoted(clause.clause(), language_)
       << "  " << Signed(clause.weight(), language_) << "\n";
  const std::string& message =
      language_ == Language::kFrench ? clause.message() : clause.message_en();
  if (!message.empty())
    out_ << "  " << ServerMessage(message, language_) << "\n";
  if (!clause.reading().empty()) {
    out_ << "  " << style_.Faint(Say("lu : ", "read: ") + clause.reading())
         << "\n";
  }
  const int shown = std::min(clause.found_size(), kShownPlaces);
  for (int i = 0; i < shown; ++i) {
    const v1::ExplainMatch& match = clause.found(i);
    out_ << "    " << FieldName(match.field(), language_) << ":"
         << match.range().begin() << "-" << match.range().end() << "  "
         << style_.Strong(match.surface()) << "\n";
  }
  if (clause.found_size() > shown) {
    const auto more = static_cast<uint64_t>(clause.found_size() - shown);
    out_ << "    … "
         << Number(language_, more, Say("autre endroit", "more place"),
                   Say("autres endroits", "more places"))
         << "\n";
  }
}

void TextPrinter::Explanation(const std::string& article_id,
                              const v1::ExplainResponse& response) {
  out_ << style_.Source(article_id)
       << (response.matches()
               ? Say(" répond à la requête", " matches the query")
               : Say(" ne répond pas à la requête",
                     " does not match the query"));
  if (response.matches()) {
    out_ << " · score " << Decimal(response.score(), 2, language_);
  }
  out_ << " · " << Say("révision ", "revision ") << response.revision() << "\n";
  Understanding(response.understanding());
  for (const v1::ExplainClause& clause : response.clauses()) Clause(clause);
  if (!response.parts().empty()) out_ << "\n";
  for (const v1::ExplainPart& part : response.parts()) {
    const std::string& message =
        language_ == Language::kFrench ? part.message() : part.message_en();
    out_ << Signed(part.weight(), language_) << "  "
         << ServerMessage(message.empty() ? part.name() : message, language_)
         << "\n";
  }
}

}  // namespace vigie::client
