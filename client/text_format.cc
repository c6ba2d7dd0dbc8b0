#include "client/text_format.h"

#include <algorithm>
#include <array>
#include <iostream>

#include "client/facet_keys.h"
#include "client/wording.h"

namespace vigie::client {
namespace {

constexpr std::array<const char*, 12> kMonthsFr = {
    "janv.", "févr.", "mars",  "avril", "mai",  "juin",
    "juil.", "août",  "sept.", "oct.",  "nov.", "déc."};
constexpr std::array<const char*, 12> kMonthsEn = {"Jan", "Feb", "Mar", "Apr",
                                                   "May", "Jun", "Jul", "Aug",
                                                   "Sep", "Oct", "Nov", "Dec"};

std::string Milliseconds(const google::protobuf::Duration& elapsed,
                         Language language) {
  const double ms = static_cast<double>(elapsed.seconds()) * 1e3 +
                    static_cast<double>(elapsed.nanos()) * 1e-6;
  return Decimal(ms, ms < 10 ? 1 : 0, language) + " ms";
}

}  // namespace

std::string TextPrinter::Date(const v1::PublicationTime& time) const {
  std::string local = SafeForTerminal(time.local());
  if (local.size() < 10) return local;
  const int month = (local[5] - '0') * 10 + (local[6] - '0');
  if (month < 1 || month > 12) return local;
  std::string day = local.substr(8, 2);
  if (day[0] == '0') day.erase(0, 1);
  const auto& months = language_ == Language::kFrench ? kMonthsFr : kMonthsEn;
  return day + " " + months[static_cast<size_t>(month - 1)] + " " +
         local.substr(0, 4);
}

void TextPrinter::Hits(const v1::SearchResponse& response) {
  out_ << Number(language_, response.total_hits(), "article", "articles")
       << " · " << Say("révision ", "revision ") << response.revision() << " · "
       << Milliseconds(response.elapsed(), language_) << "\n";
  Understanding(response.understanding());
  for (const v1::Hit& hit : response.hits()) Hit(hit);
  Advice(response);
  for (const v1::Facet& facet : response.facets()) Facet(facet);
  if (!response.next_page_token().empty()) {
    out_ << style_.Faint(std::string(Say("suite : --page-token ",
                                         "more: --page-token ")) +
                         response.next_page_token())
         << "\n";
  }
}

void TextPrinter::Hit(const v1::Hit& hit) {
  const v1::Article& article = hit.article();
  out_ << "\n";
  if (article.title().empty()) {
    out_ << style_.Faint(Say("(sans titre)", "(no title)"));
  } else {
    out_ << style_.Highlight(article.title(), 0, hit.title_highlights());
  }
  out_ << "\n  " << style_.Source(article.id());
  if (!article.source().empty()) {
    out_ << " · " << SafeForTerminal(article.source());
  }
  if (article.has_published_at()) out_ << " · " << Date(article.published_at());
  out_ << " · " << Decimal(hit.score(), 2, language_);
  if (hit.more_in_group() > 0) {
    out_ << " · +" << hit.more_in_group() << " "
         << SafeForTerminal(hit.group());
  }
  out_ << "\n";
  for (const v1::Passage& passage : hit.passages()) {
    if (passage.field() == v1::FIELD_TITLE) continue;
    out_ << "  … "
         << OneLine(style_.Highlight(passage.sentence().text(),
                                     passage.sentence().range().begin(),
                                     passage.highlights()))
         << "\n";
  }
}

void TextPrinter::Mention(const v1::MentionRow& row) {
  const v1::Mention& mention = row.mention();
  const v1::ArticleSummary& article = row.article();
  out_ << style_.Source(article.id());
  if (article.has_published_at()) {
    out_ << "  " << Date(article.published_at());
  }
  out_ << "  " << FieldName(mention.field(), language_) << ":"
       << mention.range().begin() << "-" << mention.range().end() << "  ";
  out_ << (mention.entity_id().empty()
               ? EntityTypeLabel(mention.type(), language_)
               : EntityTypeLabel(mention.type(), language_) + " " +
                     SafeForTerminal(mention.label()));
  if (mention.unlisted()) out_ << Say(" (hors dictionnaire)", " (unlisted)");
  if (mention.nested()) out_ << Say(" (imbriquée)", " (nested)");
  if (mention.role() == v1::MENTION_ROLE_CREDIT) {
    out_ << Say(" (signature)", " (credit)");
  }
  if (mention.role() == v1::MENTION_ROLE_SPEAKER) {
    out_ << Say(" (parle)", " (speaks)");
  }
  if (row.has_window()) {
    out_ << "\n  " << OneLine(SafeForTerminal(row.window().left()))
         << style_.Strong("[" + OneLine(SafeForTerminal(mention.surface())) +
                          "]")
         << OneLine(SafeForTerminal(row.window().right())) << "\n";
    return;
  }
  google::protobuf::RepeatedPtrField<v1::TextRange> marks;
  *marks.Add() = mention.range();
  out_ << "\n  "
       << OneLine(style_.Highlight(mention.sentence().text(),
                                   mention.sentence().range().begin(), marks))
       << "\n";
}

void TextPrinter::MentionTotals(const v1::StreamMentionsSummary& summary) {
  out_ << Number(language_, summary.total_mentions(), "mention", "mentions")
       << Say(" dans ", " in ")
       << Number(language_, summary.total_articles(), "article", "articles")
       << " · " << Say("révision ", "revision ") << summary.revision() << " · "
       << Milliseconds(summary.elapsed(), language_) << "\n";
  Understanding(summary.understanding());
}

void TextPrinter::Article(const v1::GetArticleResponse& response) {
  const v1::Article& article = response.article();
  if (!article.title().empty()) out_ << style_.Strong(article.title()) << "\n";
  out_ << style_.Source(article.id());
  if (!article.source().empty()) {
    out_ << " · " << SafeForTerminal(article.source());
  }
  if (article.has_published_at()) out_ << " · " << Date(article.published_at());
  for (const std::string& author : article.authors()) {
    out_ << " · " << SafeForTerminal(author);
  }
  if (!article.url().empty()) out_ << "\n" << SafeForTerminal(article.url());
  out_ << "\n\n" << SafeForTerminal(article.text());
  if (!article.text().empty() && article.text().back() != '\n') out_ << "\n";
  for (const v1::Mention& mention : response.mentions()) {
    out_ << FieldName(mention.field(), language_) << ":"
         << mention.range().begin() << "-" << mention.range().end() << "  "
         << EntityTypeLabel(mention.type(), language_) << "  "
         << SafeForTerminal(mention.entity_id()) << "  "
         << SafeForTerminal(mention.surface()) << "\n";
  }
}

void TextPrinter::Analysis(const v1::AnalyzeResponse& response) {
  for (const v1::AnalyzedToken& token : response.tokens()) {
    out_ << token.position();
    if (token.length() > 1) out_ << "+" << token.length();
    out_ << "  " << token.range().begin() << "-" << token.range().end() << "  "
         << style_.Strong(token.form()) << "  "
         << SafeForTerminal(token.stem());
    std::string rules;
    for (const std::string& rule : token.rules()) {
      rules += (rules.empty() ? "" : " ") + rule;
    }
    if (!rules.empty()) out_ << "  " << style_.Faint(rules);
    out_ << "\n";
  }
  for (const v1::Mention& mention : response.mentions()) {
    out_ << EntityTypeLabel(mention.type(), language_) << "  "
         << style_.Source(mention.entity_id()) << "  "
         << SafeForTerminal(mention.surface()) << "\n";
  }
  out_ << style_.Faint(response.analyzer_version() + " · " +
                       response.dictionary_version())
       << "\n";
}

void TextPrinter::Pinned(const v1::PinnedRevisions& pinned) {
  out_ << Number(
              language_, pinned.revisions(),
              Say("révision remplacée gardée", "superseded revision kept"),
              Say("révisions remplacées gardées", "superseded revisions kept"))
       << " · " << Grouped(pinned.bytes(), language_)
       << Say(" octets", " bytes");
  if (pinned.cap_bytes() > 0) {
    out_ << Say(" sur ", " of ") << Grouped(pinned.cap_bytes(), language_);
  }
  out_ << "\n";
}

void TextPrinter::Status(const v1::GetStatusResponse& response) {
  const v1::IndexStatus& index = response.index();
  out_ << Number(language_, index.articles(), "article", "articles") << " · "
       << Number(language_, index.mentions(), "mention", "mentions") << " · "
       << Say("révision ", "revision ") << index.revision() << "\n";
  if (index.has_oldest()) {
    out_ << Date(index.oldest()) << " → " << Date(index.newest()) << "\n";
  }
  out_ << Number(language_, static_cast<uint64_t>(index.segments_size()),
                 "segment", "segments")
       << " · " << Grouped(index.bytes(), language_) << Say(" octets", " bytes")
       << "\n"
       << Say("analyse ", "analysis ")
       << SafeForTerminal(index.analyzer_version()) << "\n"
       << Say("dictionnaire ", "dictionary ")
       << SafeForTerminal(index.dictionary_version()) << " ("
       << Grouped(index.entities(), language_) << Say(" entités)", " entities)")
       << "\n"
       << Say("serveur ", "server ")
       << SafeForTerminal(response.server_version()) << "\n";
  if (response.has_pinned()) Pinned(response.pinned());
  if (!response.has_scrub()) return;
  const v1::ScrubOutcome& scrub = response.scrub();
  if (!scrub.error().empty()) {
    out_ << Say("relecture impossible : ", "cannot be read again: ")
         << SafeForTerminal(scrub.error()) << "\n";
    return;
  }
  out_ << Say("relu : révision ", "read again: revision ") << scrub.revision()
       << " · " << Say("fichiers abîmés : ", "damaged files: ")
       << scrub.damaged_files_size() << "\n";
  for (const std::string& file : scrub.damaged_files()) {
    out_ << "  " << SafeForTerminal(file) << "\n";
  }
}

}  // namespace vigie::client
