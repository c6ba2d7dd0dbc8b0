#include "client/text_explore.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "client/charts.h"
#include "client/facet_keys.h"
#include "client/text_format.h"
#include "client/wording.h"

namespace vigie::client {
namespace {

constexpr uint64_t kBarColumns = 30;
constexpr size_t kSparkColumns = 72;

// The whole timeline in a line, with its summit.
void PrintSparkline(const v1::TimelineResponse& response,
                    const Options& options, std::ostream& out) {
  std::vector<uint64_t> counts;
  const v1::TimelineBucket* summit = nullptr;
  for (const v1::TimelineBucket& bucket : response.buckets()) {
    counts.push_back(bucket.articles());
    if (summit == nullptr || bucket.articles() > summit->articles()) {
      summit = &bucket;
    }
  }
  if (counts.size() < 2 || summit == nullptr) return;
  out << "  " << Sparkline(counts, kSparkColumns)
      << Say(options.language, "  max. ", "  max. ") << summit->articles()
      << " (" << summit->label() << ")\n";
}

std::string Articles(uint64_t count, Language language) {
  return Number(language, count, "article", "articles");
}

void PrintSide(
    const char* title,
    const google::protobuf::RepeatedPtrField<v1::ComparedValue>& side,
    const Options& options, std::ostream& out) {
  out << "  " << title << "\n";
  for (const v1::ComparedValue& value : side) {
    out << "    " << value.first() << " / " << value.second() << "  "
        << SafeForTerminal(value.label()) << "  "
        << Decimal(value.score(), 1, options.language) << "\n";
  }
}

// Counts of one step, without its bar.
std::string BucketText(const v1::TimelineResponse& response, int index,
                       Language language) {
  const v1::TimelineBucket& bucket = response.buckets(index);
  std::ostringstream text;
  text << bucket.label() << "  " << bucket.articles();
  if (bucket.mentions() > 0) text << " (" << bucket.mentions() << ")";
  if (bucket.has_share()) {
    text << "  " << Decimal(100 * bucket.share(), 1, language)
         << Say(language, " %", "%");
  }
  for (const v1::TimelineSeries& series : response.series()) {
    const v1::TimelinePoint& point = series.points(index);
    text << "  " << SafeForTerminal(series.label()) << " " << point.articles()
         << " (" << point.mentions() << ")";
  }
  return text.str();
}

}  // namespace

void PrintTimeline(const v1::TimelineResponse& response, const Options& options,
                   std::ostream& out) {
  const Style style(options.color);
  const Language language = options.language;
  out << Articles(response.total_hits(), language) << " · "
      << Say(language, "révision ", "revision ") << response.revision() << "\n";
  TextPrinter(out, options).Understanding(response.understanding());
  PrintSparkline(response, options, out);
  uint32_t most = 1;
  for (const v1::TimelineBucket& bucket : response.buckets()) {
    most = std::max(most, bucket.articles());
  }
  std::vector<std::string> rows;
  size_t columns = 0;
  for (int i = 0; i < response.buckets_size(); ++i) {
    rows.push_back(BucketText(response, i, language));
    columns = std::max(columns, DisplayWidth(rows.back()));
  }
  for (int i = 0; i < response.buckets_size(); ++i) {
    const v1::TimelineBucket& bucket = response.buckets(i);
    const std::string& row = rows[static_cast<size_t>(i)];
    out << "  " << row;
    if (bucket.articles() > 0) {
      out << std::string(columns - DisplayWidth(row), ' ') << "  "
          << style.Faint(Bar(bucket.articles(), most, kBarColumns));
    }
    if (!bucket.complete()) {
      out << " " << style.Faint(Say(language, "(incomplet)", "(incomplete)"));
    }
    out << "\n";
  }
  const auto line = [&](uint32_t count, Wording what) {
    if (count == 0) return;
    out << "  " << count << "  " << Say(language, what) << "\n";
  };
  line(response.undated(), {"sans date", "undated"});
  line(response.without_hour(), {"sans heure", "without hour"});
  line(response.outside(), {"hors période", "outside"});
}

void PrintRelated(const v1::RelatedResponse& response, const Options& options,
                  std::ostream& out) {
  const Style style(options.color);
  const Language language = options.language;
  out << Articles(response.total_hits(), language)
      << Say(language, " sur ", " of ") << response.total_articles() << " · "
      << Say(language, "révision ", "revision ") << response.revision() << "\n";
  TextPrinter(out, options).Understanding(response.understanding());
  for (const v1::RelatedEntity& entity : response.entities()) {
    out << "\n"
        << style.Strong(entity.label()) << "  "
        << style.Faint(SafeForTerminal(entity.entity_id())) << "\n  "
        << EntityTypeLabel(entity.type(), language) << " · "
        << Articles(entity.articles(), language)
        << Say(language, ", attendus ", ", expected ")
        << Decimal(entity.expected(), 1, language) << " · "
        << Number(language, entity.mentions(), "mention", "mentions") << " · "
        << Decimal(entity.score(), 2, language) << "\n";
    for (const v1::EvidenceSentence& evidence : entity.evidence()) {
      out << "  … "
          << OneLine(style.Highlight(evidence.sentence().text(),
                                     evidence.sentence().range().begin(),
                                     evidence.entity()))
          << "  " << style.Source(evidence.article().id()) << "\n";
    }
  }
}

void PrintComparison(const v1::CompareResponse& response,
                     const Options& options, std::ostream& out) {
  const Style style(options.color);
  const Language language = options.language;
  out << Articles(response.first_hits(), language) << " / "
      << Articles(response.second_hits(), language) << " · " << response.both()
      << Say(language, " en commun", " in both") << " · "
      << Say(language, "révision ", "revision ") << response.revision() << "\n";
  TextPrinter printer(out, options);
  printer.Understanding(response.first_understanding());
  printer.Understanding(response.second_understanding());
  for (const v1::Comparison& comparison : response.comparisons()) {
    out << "\n" << style.Strong(FacetTitle(comparison.key(), language)) << "\n";
    PrintSide(Say(language, "plus souvent dans la première",
                  "more often in the first"),
              comparison.first(), options, out);
    PrintSide(Say(language, "plus souvent dans la seconde",
                  "more often in the second"),
              comparison.second(), options, out);
  }
}

void PrintSimilar(const v1::SimilarResponse& response, const Options& options,
                  std::ostream& out) {
  const Style style(options.color);
  const Language language = options.language;
  std::string terms;
  for (const v1::SalientTerm& term : response.terms()) {
    terms += (terms.empty() ? "" : ", ") + term.term();
  }
  out << style.Faint(SafeForTerminal(terms)) << "\n";
  for (const v1::SimilarArticle& similar : response.articles()) {
    const v1::Article& article = similar.article();
    out << "\n"
        << (article.title().empty()
                ? style.Faint(Say(language, "(sans titre)", "(no title)"))
                : style.Strong(article.title()))
        << "\n  " << style.Source(article.id());
    if (!article.source().empty()) {
      out << " · " << SafeForTerminal(article.source());
    }
    out << " · " << Decimal(similar.score(), 2, language);
    if (similar.near_duplicate()) {
      out << " · "
          << Say(language, "presque le même texte", "nearly the same text")
          << " (" << Decimal(100 * similar.resemblance(), 0, language)
          << Say(language, " %)", "%)");
    }
    out << "\n";
    std::string shared;
    for (const std::string& term : similar.shared()) {
      shared += (shared.empty() ? "" : ", ") + term;
    }
    if (!shared.empty()) out << "  " << SafeForTerminal(shared) << "\n";
  }
}

void PrintSuggestions(const v1::SuggestResponse& response,
                      const Options& options, std::ostream& out) {
  const Style style(options.color);
  const Language language = options.language;
  for (const v1::Suggestion& suggestion : response.suggestions()) {
    out << SafeForTerminal(suggestion.text());
    if (!suggestion.alias().empty()) {
      out << " (" << SafeForTerminal(suggestion.alias()) << ")";
    }
    const bool is_entity = suggestion.kind() == v1::SUGGESTION_KIND_ENTITY;
    out << "  "
        << (is_entity ? EntityTypeLabel(suggestion.type(), language)
            : suggestion.kind() == v1::SUGGESTION_KIND_SOURCE
                ? std::string("source")
                : std::string(Say(language, "mot", "word")))
        << " · " << Articles(suggestion.articles(), language) << "  "
        << style.Faint(SafeForTerminal(suggestion.query())) << "\n";
  }
}

}  // namespace vigie::client
