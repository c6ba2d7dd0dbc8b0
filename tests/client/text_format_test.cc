#include "client/text_format.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "tests/client/printed.h"

namespace vigie::client {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using testing::HasSubstr;
using testing::Not;

v1::SearchResponse OneHit() {
  v1::SearchResponse response;
  response.set_revision(7);
  response.set_total_hits(1);
  response.mutable_elapsed()->set_nanos(1'240'000);
  v1::Hit* hit = response.add_hits();
  hit->set_score(9.414);
  hit->mutable_article()->set_id("a.txt");
  hit->mutable_article()->set_title("Un phare");
  hit->mutable_article()->set_source("La Gazette");
  hit->mutable_article()->mutable_published_at()->set_local("2026-02-04");
  v1::Passage* passage = hit->add_passages();
  passage->set_field(v1::FIELD_TEXT);
  passage->mutable_sentence()->set_text("Le phare\nbrille.");
  passage->mutable_sentence()->mutable_range()->set_begin(20);
  v1::TextRange* mark = passage->add_highlights();
  mark->set_begin(23);
  mark->set_end(28);
  return response;
}

TEST(HitsText, IsWrittenInFrenchAndEnglish) {
  EXPECT_EQ(PrintHits(OneHit(), Language::kFrench),
            "1 article · révision 7 · 1,2 ms\n\nUn phare\n"
            "  a.txt · La Gazette · 4 févr. 2026 · 9,41\n"
            "  … Le [phare] brille.\n");
  EXPECT_EQ(PrintHits(OneHit(), Language::kEnglish),
            "1 article · revision 7 · 1.2 ms\n\nUn phare\n"
            "  a.txt · La Gazette · 4 Feb 2026 · 9.41\n"
            "  … Le [phare] brille.\n");
}

TEST(HitsText, CountsNothingInTheSingularOnlyInFrench) {
  v1::SearchResponse none;
  EXPECT_THAT(PrintHits(none, Language::kFrench), HasSubstr("0 article ·"));
  EXPECT_THAT(PrintHits(none, Language::kEnglish), HasSubstr("0 articles ·"));
  none.set_total_hits(2);
  EXPECT_THAT(PrintHits(none, Language::kFrench), HasSubstr("2 articles ·"));
}

TEST(HitsText, SaysWhenThereIsNoTitleAndHowToGoOn) {
  v1::SearchResponse response = OneHit();
  response.mutable_hits(0)->mutable_article()->clear_title();
  response.set_next_page_token("abc");
  const std::string text = PrintHits(response, Language::kFrench);
  EXPECT_THAT(text, HasSubstr("(sans titre)"));
  EXPECT_THAT(text, HasSubstr("--page-token abc"));
}

TEST(DateText, IsADayOfAMonthOrWhatTheServerSaid) {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"2026-03-14", "14 mars 2026"},
      {"2026-08-01T23:30:00+02:00", "1 août 2026"},
      {"1999-12-31", "31 déc. 1999"},
      {"2026-13-01", "2026-13-01"},
      {"2026-00-01", "2026-00-01"},
      {"2026", "2026"},
      {"éééééééééééé", "éééééééééééé"},
  };
  for (const auto& [local, want] : rows) {
    v1::SearchResponse response = OneHit();
    response.mutable_hits(0)
        ->mutable_article()
        ->mutable_published_at()
        ->set_local(local);
    EXPECT_THAT(PrintHits(response, Language::kFrench),
                HasSubstr(std::string(" · ") + want + " · "));
  }
}

TEST(MentionText, NamesTheEntityAndMarksTheSurface) {
  v1::MentionRow row;
  row.mutable_article()->set_id("a.txt");
  v1::Mention* mention = row.mutable_mention();
  mention->set_entity_id("org/openai");
  mention->set_type(v1::ENTITY_TYPE_ORGANIZATION);
  mention->set_label("OpenAI");
  mention->set_field(v1::FIELD_TITLE);
  mention->mutable_range()->set_begin(6);
  mention->mutable_range()->set_end(12);
  mention->mutable_sentence()->set_text("Azure OpenAI ouvre");
  mention->set_nested(true);
  EXPECT_EQ(Print(&TextPrinter::Mention, row, Language::kFrench),
            "a.txt  titre:6-12  organisation OpenAI (imbriquée)\n"
            "  Azure [OpenAI] ouvre\n");
  mention->clear_entity_id();
  mention->clear_type();
  mention->set_nested(false);
  EXPECT_EQ(Print(&TextPrinter::Mention, row, Language::kEnglish),
            "a.txt  title:6-12  text\n  Azure [OpenAI] ouvre\n");
}

TEST(FacetText, ShowsCountsChoicesAndTheRest) {
  v1::Facet facet;
  facet.mutable_key()->set_dimension(v1::FACET_DIMENSION_SOURCE);
  facet.set_distinct(4);
  facet.set_other(3);
  facet.set_missing(2);
  v1::FacetValue* value = facet.add_values();
  value->set_value("La Gazette");
  value->set_label("La Gazette");
  value->set_articles(0);
  value->set_selected(true);
  const std::string text = Print(&TextPrinter::Facet, facet, Language::kFrench);
  EXPECT_THAT(text, HasSubstr("Sources  4 valeurs\n"));
  EXPECT_THAT(text, HasSubstr("✓ 0  La Gazette"));
  EXPECT_THAT(text, HasSubstr("3  autres\n"));
  EXPECT_THAT(text, HasSubstr("2  sans valeur\n"));
}

TEST(FacetText, SetsCountsAndBarsInColumns) {
  v1::Facet facet;
  facet.mutable_key()->set_dimension(v1::FACET_DIMENSION_SOURCE);
  const std::vector<std::pair<const char*, uint32_t>> values = {
      {"Été", 100}, {"La Gazette", 50}, {"X", 1}};
  for (const auto& [name, articles] : values) {
    v1::FacetValue* value = facet.add_values();
    value->set_value(name);
    value->set_label(name);
    value->set_articles(articles);
  }
  const std::string text = Print(&TextPrinter::Facet, facet, Language::kFrench);
  EXPECT_THAT(text, HasSubstr("\n    100  Été         ████████████████████\n"
                              "     50  La Gazette  ██████████\n"
                              "      1  X           ▏\n"));
}

TEST(KwicText, AlignsMentionsWhateverTheirContext) {
  struct Case {
    const char* left;
    const char* right;
    const char* want;
  };
  for (const Case& c : std::vector<Case>{
           {"", "", "          [Arm]"},
           {"Le groupe ", " a dit", " Le groupe [Arm] a dit"},
           {"une très longue phrase d’", " continue au-delà de la fenêtre",
            "phrase d’[Arm] continue "},
           {"une\nligne ", "\033[31m\u202E", "une ligne [Arm] [31m "}}) {
    v1::MentionRow row;
    row.mutable_article()->set_id("a");
    row.mutable_mention()->set_surface("Arm");
    row.mutable_window()->set_left(c.left);
    row.mutable_window()->set_right(c.right);
    std::ostringstream out;
    TextPrinter(out, Plain(Language::kFrench)).Kwic(row, 10);
    EXPECT_THAT(out.str(), testing::EndsWith(std::string(c.want) + "\n"));
    EXPECT_EQ(DisplayWidth(out.str().substr(0, out.str().find('['))), 42U);
  }
}

TEST(WarningText, GoesToStandardErrorInTheLanguageOfTheUser) {
  v1::QueryUnderstanding understanding;
  v1::QueryWarning* warning = understanding.add_warnings();
  warning->set_message("parenthèse ajoutée");
  warning->set_message_en("parenthesis added");
  testing::internal::CaptureStderr();
  EXPECT_EQ(
      Print(&TextPrinter::Understanding, understanding, Language::kFrench), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "attention : parenthèse ajoutée\n");
}

// Fills every string of `message`, to the bottom, with what a terminal must
// not be sent, and every list with one element.
void Poison(Message* message) {
  const auto* reflection = message->GetReflection();
  for (int i = 0; i < message->GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message->GetDescriptor()->field(i);
    const std::string text = "12-05-67\033[31m\u009B\u202E\r";
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      field->is_repeated() ? reflection->AddString(message, field, text)
                           : reflection->SetString(message, field, text);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      Poison(field->is_repeated() ? reflection->AddMessage(message, field)
                                  : reflection->MutableMessage(message, field));
    }
  }
}

template <typename Response>
void ExpectSafe(void (TextPrinter::*print)(const Response&)) {
  Response response;
  Poison(&response);
  testing::internal::CaptureStderr();
  std::string text = Print(print, response, Language::kFrench);
  text += testing::internal::GetCapturedStderr();
  for (const char* unsafe : {"\033", "\u009B", "\u202E", "\r"}) {
    EXPECT_THAT(text, Not(HasSubstr(unsafe)));
  }
}

TEST(StatusText, TellsWhatSupersededRevisionsHold) {
  v1::GetStatusResponse response;
  const auto status = [&response](Language language) {
    return Print(&TextPrinter::Status, response, language);
  };
  EXPECT_THAT(status(Language::kFrench), Not(HasSubstr("remplacée")));
  response.mutable_pinned()->set_revisions(2);
  response.mutable_pinned()->set_bytes(513);
  EXPECT_THAT(status(Language::kFrench),
              HasSubstr("\n2 révisions remplacées gardées · 513 octets\n"));
  response.mutable_pinned()->set_cap_bytes(600);
  EXPECT_THAT(
      status(Language::kFrench),
      HasSubstr("\n2 révisions remplacées gardées · 513 octets sur 600\n"));
  EXPECT_THAT(status(Language::kEnglish),
              HasSubstr("\n2 superseded revisions kept · 513 bytes of 600\n"));
  response.mutable_pinned()->set_revisions(0);
  EXPECT_THAT(status(Language::kFrench),
              HasSubstr("\n0 révision remplacée gardée · "));
}

TEST(TextPrinter, SendsNoControlCharacterOfAnyAnswer) {
  ExpectSafe<v1::SearchResponse>(&TextPrinter::Hits);
  ExpectSafe<v1::MentionRow>(&TextPrinter::Mention);
  ExpectSafe<v1::StreamMentionsSummary>(&TextPrinter::MentionTotals);
  ExpectSafe<v1::Facet>(&TextPrinter::Facet);
  ExpectSafe<v1::GetArticleResponse>(&TextPrinter::Article);
  ExpectSafe<v1::AnalyzeResponse>(&TextPrinter::Analysis);
  ExpectSafe<v1::GetStatusResponse>(&TextPrinter::Status);
  ExpectSafe<v1::QueryUnderstanding>(&TextPrinter::Understanding);
  v1::ExplainResponse response;
  Poison(&response);
  testing::internal::CaptureStderr();
  std::string text = PrintExplanation("a\033\r", response, Language::kEnglish);
  text += testing::internal::GetCapturedStderr();
  for (const char* unsafe : {"\033", "\u009B", "\u202E", "\r"}) {
    EXPECT_THAT(text, Not(HasSubstr(unsafe)));
  }
}

}  // namespace
}  // namespace vigie::client
