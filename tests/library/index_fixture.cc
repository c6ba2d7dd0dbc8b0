#include "tests/library/index_fixture.h"

#include <sstream>

#include "entities/dictionary.h"
#include "knowledge.h"

namespace vigie {
namespace {

const char* const kSubjects[] = {"Broadcom",      "OpenAI",    "Microsoft",
                                 "Nvidia",        "Airbus",    "Carrefour",
                                 "Satya Nadella", "Mistral AI"};
const char* const kVerbs[] = {"annonce un accord", "prépare une puce",
                              "signe un contrat", "livre des puces",
                              "renonce à l’accord"};
const char* const kPlaces[] = {"à Paris", "en Californie", "à Toulouse",
                               "sur le marché des semi-conducteurs"};
const char* const kSources[] = {"Le Monde", "L’Équipe", "Les Échos", ""};
const char* const kDates[] = {"2026-01-05", "2026-01-31T23:30:00+01:00",
                              "2026-02-10", "2026-03-01T08:00:00Z", ""};

template <size_t N>
std::string Pick(const char* const (&list)[N], uint32_t number) {
  return list[number % N];
}

std::string SentenceOf(uint32_t number) {
  return Pick(kSubjects, number) + " " + Pick(kVerbs, number / 3) + " avec " +
         Pick(kSubjects, number * 5 + 1) + " " + Pick(kPlaces, number / 2) +
         ".";
}

void PrintRanges(const std::vector<ByteRange>& ranges, std::ostream& out) {
  for (const ByteRange& range : ranges) {
    out << ' ' << range.begin << '-' << range.end;
  }
}

}  // namespace

void KeepShippedDictionary() {
  static const auto kept = Knowledge::Load(
      entities::Dictionary::ShippedJsonLines(), "shipped dictionary");
  ASSERT_TRUE(kept.ok()) << kept.status().ToString();
}

std::vector<Article> PressReview() {
  std::vector<Article> articles;
  for (uint32_t i = 0; i < 60; ++i) {
    articles.push_back(
        MakeArticle("article-" + std::to_string(i), SentenceOf(i),
                    SentenceOf(i * 7) + " L’IA reste un pari pour " +
                        Pick(kSubjects, i / 2) + ".\n" + SentenceOf(i * 11 + 3),
                    Pick(kSources, i), Pick(kDates, i / 2)));
  }
  return articles;
}

void WritePressReview(const std::filesystem::path& directory) {
  const std::vector<Article> articles = PressReview();
  for (size_t begin = 0; begin < articles.size(); begin += 20) {
    WriteArticles(directory,
                  {articles.begin() + begin, articles.begin() + begin + 20});
  }
  Article replaced = articles[3];
  replaced.text += " Broadcom confirme.";
  WriteArticles(directory, {replaced});
}

std::string Print(const SearchResult& result) {
  std::ostringstream out;
  out.precision(17);
  out << result.revision << ' ' << result.total_hits << ' '
      << result.next_page_token << ' ' << result.understanding.normalized
      << '\n';
  for (const Hit& hit : result.hits) {
    out << hit.article.id << ' ' << hit.score << ' ' << hit.mentions;
    PrintRanges(hit.title_highlights, out);
    for (const Passage& passage : hit.passages) {
      out << " | " << passage.sentence.text;
      PrintRanges(passage.highlights, out);
    }
    out << '\n';
  }
  for (const Facet& facet : result.facets) {
    out << facet.distinct << ' ' << facet.missing << ' ' << facet.other;
    for (const FacetValue& value : facet.values) {
      out << ' ' << value.value << '=' << value.articles << '/'
          << value.mentions;
    }
    out << '\n';
  }
  return out.str();
}

std::string Print(const MentionRow& row) {
  std::ostringstream out;
  out << row.article.id << ' ' << row.mention.entity_id << ' '
      << MentionRuleName(row.mention.rule) << ' '
      << static_cast<int>(row.mention.field) << ' ' << row.mention.range.begin
      << '-' << row.mention.range.end << ' ' << row.mention.surface << " | "
      << row.mention.sentence.text;
  return out.str();
}

}  // namespace vigie
