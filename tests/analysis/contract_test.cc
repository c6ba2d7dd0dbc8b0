// The tokeniser contract, row by row: what each spelling becomes.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "analysis/analyzer.h"

namespace vigie::analysis {
namespace {

// Forms in order; "+" marks a join, "~" a further reading.
std::string Forms(std::string_view text) {
  std::string forms;
  for (const Token& token : Analyze(text).tokens) {
    if (!forms.empty()) forms += ' ';
    if ((token.flags & kJoin) != 0) forms += '+';
    if ((token.flags & kVariant) != 0) forms += '~';
    forms += token.form;
  }
  return forms;
}

std::string Surfaces(std::string_view text) {
  std::string surfaces;
  for (const Token& token : Analyze(text).tokens) {
    if (!surfaces.empty()) surfaces += '|';
    surfaces += text.substr(token.range.begin, token.range.size());
  }
  return surfaces;
}

// Stem of the first token.
// Of a compound, that of the whole.
std::string Stem(std::string_view text) {
  const AnalyzedText analyzed = Analyze(text);
  if (analyzed.tokens.empty()) return "";
  return analyzed.tokens[analyzed.tokens.size() > 1 ? 1 : 0].stem;
}

struct Row {
  std::string_view input;
  std::string_view want;
};

class Contract : public testing::TestWithParam<Row> {};

TEST_P(Contract, GivesTheseForms) {
  EXPECT_EQ(Forms(GetParam().input), GetParam().want) << GetParam().input;
}

INSTANTIATE_TEST_SUITE_P(
    Elision, Contract,
    testing::ValuesIn(std::vector<Row>{
        {"l'IA l’IA L’IA", "ia ia ia"},
        {"d’OpenAI", "openai"},
        {"d'Orange", "orange"},
        {"l’industrie, l’accord", "industrie accord"},
        {"jusqu'en jusqu'à qu’en n’importe", "en a en importe"},
        {"lorsqu’il", "il"},
        {"puisqu'on", "on"},
        {"qu’une", "une"},
        {"quelqu'un", "quelqu'un"},
        {"aujourd'hui aujourd’hui", "aujourd'hui aujourd'hui"},
        {"d’aujourd’hui", "aujourd'hui"},
        {"presqu'île", "presqu'ile"},
        {"la presqu’île", "la presqu'ile"},
        {"prud'hommes", "prud'hommes"},
        {"entr'ouvert", "entr'ouvert"},
        {"O'Connor", "o'connor"},
        {"N'Djamena", "n'djamena"},
        {"N'Guyen M'Bappé N’Golo", "n'guyen m'bappe n'golo"},
        {"L'Oréal", "oreal"},
        {"McDonald's", "mcdonald's ~mcdonald"},
        {"d'Alembert", "alembert ~d'alembert"},
        {"D'Artagnan", "artagnan ~d'artagnan"},
        {"d’Europe d’Hélène", "europe helene"},
        {"l’Élysée", "elysee"},
        {"l'hôpital, l’y, d’œuvre", "hopital y oeuvre"},
        {"l'Xbox", "xbox"},
        {"L’", "l"},
        {"’l", "l"},
        {"l''IA", "l ia"}}));

INSTANTIATE_TEST_SUITE_P(QuotesAndAccents, Contract,
                         testing::ValuesIn(std::vector<Row>{
                             {"« petit »", "petit"},
                             {"“x”", "x"},
                             {"'petit' ‘petit’", "petit petit"},
                             {"œuvre oeuvre ŒUVRE", "oeuvre oeuvre oeuvre"},
                             {"ex æquo", "ex aequo"},
                             {"ÉTAT État Etat état", "etat etat etat etat"},
                             {"e\u0301te\u0301", "ete"},
                             {"anti\u00ADtrust", "antitrust"},
                             {"Orléans orléans", "orleans orleans"},
                             {"pêche péché", "peche peche"}}));

INSTANTIATE_TEST_SUITE_P(
    HyphensAndClitics, Contract,
    testing::ValuesIn(std::vector<Row>{
        {"sous-traitant", "sous +sous-traitant traitant"},
        {"semi-conducteurs", "semi +semi-conducteurs conducteurs"},
        {"semi\u2011conducteurs", "semi +semi-conducteurs conducteurs"},
        {"semi conducteurs", "semi +semi-conducteurs conducteurs"},
        {"semiconducteur", "semi-conducteur"},
        {"semiconducteurs", "semi-conducteurs"},
        {"Semi-conducteurs", "semi +semi-conducteurs conducteurs"},
        {"celui-ci ceux-là", "celui ceux"},
        {"a-t-il", "a il"},
        {"donne-le", "donne"},
        {"dit-elle", "dit elle"},
        {"est-ce", "est ce"},
        {"va-t-on", "va on"},
        {"Auvergne-Rhône-Alpes", "auvergne +auvergne-rhone-alpes rhone alpes"},
        {"MAI-1-preview", "mai +mai-1-preview 1 preview"},
        {"Côtes-d’Armor", "cotes +cotes-d'armor armor"},
        {"Noisy-le-Grand", "noisy +noisy-le-grand le grand"},
        {"l’après-midi", "apres +apres-midi midi"},
        {"- tiret -- double", "tiret double"},
        {"peut être, en cas, sous forme", "peut etre en cas sous forme"},
        {"sous traitants", "sous +sous-traitants traitants"},
        {"c’est-à-dire", "est +c'est-a-dire a dire"}}));

INSTANTIATE_TEST_SUITE_P(Inclusive, Contract,
                         testing::ValuesIn(std::vector<Row>{
                             {"salarié·e·s", "salarie"},
                             {"salarié•e•s", "salarie"},
                             {"salarié.e.s", "salarie"},
                             {"salarié(e)s", "salarie"},
                             {"étudiant-e-s", "etudiant"},
                             {"un(e) ami(e)", "un e ami"},
                             {"les articles(s) (e)", "les articles e"},
                             {"La fin.Elle part.", "la fin elle part"},
                             {"SALARIÉ·E·S Salarié·e·s", "salarie salarie"},
                             {"salarié⋅e⋅s salarié‧e‧s", "salarie salarie"},
                             {"salarié/e/s directeur/trice",
                              "salarie directeur"},
                             {"directeur(trice) ami(e)(s)", "directeur ami"},
                             {"auteur·rice·s auteur.rice.s", "auteur auteur"},
                             {"acteur-rice-s employé-es", "acteur employe"},
                             {"lecteurs·rices chef·fe·s", "lecteurs chef"},
                             {"un·e élu·e, né·e", "un elu ne"},
                             {"tou·te·s tou.te.s tou·s·tes", "tous tous tous"},
                             {"professionnel(le)s", "professionnel"},
                             {"celles et ceux", "celles et ceux"},
                             {"celles·eux il·elle", "celles eux il elle"},
                             {"Paris·Lyon, et/ou", "paris lyon et ou"}}));

INSTANTIATE_TEST_SUITE_P(Emphatic, Contract,
                         testing::ValuesIn(std::vector<Row>{
                             {"ouiiii Ouiiiii", "oui oui"},
                             {"trèèès nooooon", "tres non"},
                             {"bravoooo allooo", "bravo allo"},
                             {"créée réelle coopérer", "creee reelle cooperer"},
                             {"AAA xxx www", "aaa xxx www"},
                             {"brrrrxt", "brrrrxt"}}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, Contract,
    testing::ValuesIn(std::vector<Row>{
        {"15 000", "15000"},
        {"15\u202F000", "15000"},
        {"15\u00A0000", "15000"},
        {"15.000", "15000"},
        {"1 500 000,5", "1500000,5"},
        {"3,5 %", "3,5 %"},
        {"3,5%", "3,5 %"},
        {"1 500 €", "1500 eur"},
        {"1 500 euros", "1500 eur"},
        {"1 500 €, 1 500 euros", "1500 eur 1500 eur"},
        {"des euros", "des euros"},
        {"24e 1er 2ᵉ", "24 1 2"},
        {"LE 24E, LA 1ÈRE", "le 24e ~24 la 1ere ~1"},
        {"2D 3D 2ND 320E 5Er", "2d 3d 2nd 320e ~320 5er"},
        {"XXIe", "xxie ~21"},
        {"XIXᵉ", "xixe ~19"},
        {"Ier", "ier ~1"},
        {"Le De Ce Me Vers Ver Id", "le de ce me vers ver id"},
        {"2nd 2nde 3d 1ers", "2 2 3d 1"},
        {"en 2025 300 personnes", "en 2025 300 personnes"},
        {"2019-2020", "2019 +2019-2020 2020"},
        {"1.4.22", "1.4.22"},
        {"le 007", "le 007"},
        {"IIIe XVIIIème XVIIIe", "iiie ~3 xviiie ~18 xviiie ~18"},
        {"1re 2nde 21ème 1ères", "1 2 21 1"},
        {"Louis XIV, Henri IV", "louis xiv ~14 henri iv ~4"},
        {"XXI xxi CD LCI XIIX", "xxi ~21 xxi cd lci xiix"}}));

INSTANTIATE_TEST_SUITE_P(
    Money, Contract,
    testing::ValuesIn(std::vector<Row>{
        {"3,5 Md€", "3,5 milliards eur"},
        {"3,5Mds€ 3 Mds d'euros", "3,5 milliards eur 3 milliards euros"},
        {"12 M$ 12M€ 12 M €",
         "12 millions usd 12 millions eur 12 millions eur"},
        {"15 k€ 15k€ 1,5 k€", "15000 eur 15000 eur 1500 eur"},
        {"15k 12 M 5 m", "15k 12 m 5 m"},
        {"1,2 million d'euros", "1,2 million euros"},
        {"5 % 5% +3,2 %", "5 % 5 % 3,2 %"},
        {"5 pts", "5 pts"},
        {"€15 $12", "eur 15 usd 12"},
        {"12 £ puis 13 $", "12 gbp puis 13 usd"},
        {"500 000 €", "500000 eur"}}));

INSTANTIATE_TEST_SUITE_P(
    NamesAndCodes, Contract,
    testing::ValuesIn(std::vector<Row>{
        {"U.S.A., USA", "usa usa"},
        {"S.A., SA", "sa sa"},
        {"M. Macron", "m. macron"},
        {"H100, 5G", "h100 5g"},
        {"GPT-4o", "gpt +gpt-4o 4o"},
        {"C++, C#, .NET", "c++ c# .net"},
        {"F# C++17", "f# c++ 17"},
        {"Node.js, Vue.js.", "node.js ~node vue.js ~vue"},
        {"H&M B&You", "h&m b&you"},
        {"#JO2024 @Le_Monde", "jo2024 le monde"},
        {"www.lemonde.fr", "www.lemonde.fr ~lemonde.fr"},
        {"AT&T, R&D", "at&t r&d"},
        {"at&t, r&d, b&you", "at&t r&d b&you"},
        {"vins&mets, a & b", "vins mets a b"},
        {"#IntelligenceArtificielle",
         "intelligence +intelligenceartificielle artificielle"},
        {"#IA", "ia"},
        {"@OpenAI", "openai"},
        {"https://x.fr/a", "https://x.fr/a ~x.fr"},
        {"(https://www.x.fr/a?b=c).", "https://www.x.fr/a?b=c ~x.fr"},
        {"a@b.fr", "a@b.fr ~b.fr"},
        {"prenom.nom@x-y.fr,", "prenom.nom@x-y.fr ~x-y.fr"},
        {"Booking.com", "booking.com ~booking"},
        {"a @ b", "a b"},
        {"ASP.NET", "asp net"},
        {"https:// www.", "https www"},
        {"x.x i.e.", "x x ie"},
        {"puces IA, puces AI, AI chips", "puces ia puces ai ai chips"}}));

TEST(ContractRange, IsTheCoreWord) {
  const std::vector<Row> rows = {
      {"l’accord d’OpenAI", "accord|OpenAI"},
      {"« l’IA »", "IA"},
      {"aujourd’hui", "aujourd’hui"},
      {"salarié·e·s, ami(e)", "salarié·e·s|ami(e)"},
      {"15 000 puces, 3 %", "15 000|puces|3|%"},
      {"e\u0301te\u0301.", "e\u0301te\u0301"},
      {"MAI-1-preview", "MAI|MAI-1-preview|1|preview"},
      {"donne-le", "donne"},
      {"U.S.A.", "U.S.A."},
      {"d'Alembert", "Alembert|d'Alembert"},
  };
  for (const Row& row : rows) EXPECT_EQ(Surfaces(row.input), row.want);
}

TEST(ContractStem, IsOneForEveryFormOfAWord) {
  const std::vector<std::vector<std::string_view>> families = {
      {"puce", "puces", "Puce", "Puces", "PUCES"},
      {"semi-conducteurs", "Semi-conducteur"},
      {"accord", "accords", "ACCORDS"},
      {"français", "française", "françaises", "Français", "francais"},
      {"développement", "développements", "developpement", "Développement"},
      {"état", "ETAT", "États", "etats"},
      {"conçu", "conçue", "concevoir", "conçoit"},
      {"cheval", "chevaux", "CHEVAUX"},
      {"bijou", "bijoux"},
      {"était", "est", "sont", "seraient"},
      {"prud'hommes", "prud’homme"},
      {"Paris", "paris", "PARIS"},
      {"euro", "euros"},
      {"événement", "évènement", "evenement", "événements"},
      {"entraîné", "entrainé", "entraîner"},
      {"oignon", "ognons"},
      {"week-end", "weekend", "week-ends"},
      {"porte-monnaie", "portemonnaie"},
      {"PDG", "PDGère"},
      {"auteur", "autrices", "auteures", "auteur·rice·s"},
      {"américain", "américaine", "Américains", "américain·e·s"},
      {"ukrainien", "Ukrainiennes"},
      {"milliard", "Milliards"},
      {"oui", "ouiiii"},
  };
  for (const auto& family : families) {
    for (const std::string_view word : family) {
      EXPECT_EQ(Stem(word), Stem(family[0])) << word;
    }
  }
}

TEST(ContractStem, KeepsWordsApartThatOnlyLookAlike) {
  EXPECT_NE(Stem("français"), Stem("franc"));
  EXPECT_NE(Stem("mauvais"), Stem("mauve"));
  EXPECT_NE(Stem("sous"), Stem("sou"));
  EXPECT_NE(Stem("passer"), Stem("pas"));
  EXPECT_NE(Stem("ukrainien"), Stem("Ukraine"));
  EXPECT_NE(Stem("français"), Stem("France"));
}

TEST(ContractStem, OfACompoundIsItsLemma) {
  for (const std::string_view text :
       {"semi-conducteurs", "semi conducteurs", "Semi-conducteur"}) {
    const AnalyzedText analyzed = Analyze(text);
    ASSERT_EQ(analyzed.tokens.size(), 3U);
    EXPECT_EQ(analyzed.tokens[1].stem, "semi-conducteur") << text;
    EXPECT_EQ(analyzed.tokens[1].length, 2U);
  }
  EXPECT_EQ(Stem("semiconducteurs"), "semi-conducteur");
}

TEST(ContractStem, IsTheFormForNamesAcronymsAndCodes) {
  for (const std::string_view name :
       {"OpenAI", "Copilot", "Nvidia", "AI", "SA", "H100", "GPT", "C++",
        "Suleyman", "Orléans", "xAI", "LMArena"}) {
    const AnalyzedText analyzed = Analyze(name);
    for (const Token& token : analyzed.tokens) {
      EXPECT_EQ(token.stem, token.form) << name;
      EXPECT_NE(token.flags & kNeverStemmed, 0) << name;
    }
  }
}

TEST(ContractStem, StemsUnknownWordsOnlyInLowerCase) {
  EXPECT_EQ(Stem("tokenizers"), Stem("tokenizer"));
  EXPECT_EQ(Stem("Tokenizers"), "tokenizers");
}

TEST(ContractFlags, TellStopWordsQuotesAndSentenceStarts) {
  const AnalyzedText analyzed = Analyze("Le groupe « avance » vite.");
  ASSERT_EQ(analyzed.tokens.size(), 4U);
  EXPECT_NE(analyzed.tokens[0].flags & kStopWord, 0);
  EXPECT_NE(analyzed.tokens[0].flags & kSentenceInitial, 0);
  EXPECT_EQ(analyzed.tokens[1].flags & (kQuoted | kStopWord), 0);
  EXPECT_NE(analyzed.tokens[2].flags & kQuoted, 0);
  EXPECT_EQ(analyzed.tokens[3].flags & kQuoted, 0);
}

TEST(ContractFlags, ReadHeadlinesInCapitalsLikeAnyOther) {
  const AnalyzedText analyzed = Analyze("LES PUCES DE LA SOCIÉTÉ");
  ASSERT_EQ(analyzed.tokens.size(), 5U);
  EXPECT_EQ(analyzed.tokens[1].stem, Stem("puce"));
  EXPECT_NE(analyzed.tokens[2].flags & kStopWord, 0);
  EXPECT_EQ(analyzed.tokens[4].stem, Stem("société"));
}

TEST(RuleNames, ListTheRulesThatMadeTheToken) {
  const AnalyzedText analyzed = Analyze("l’œuvre");
  ASSERT_EQ(analyzed.tokens.size(), 1U);
  EXPECT_EQ(RuleNames(analyzed.tokens[0].rules),
            (std::vector<std::string>{"elision", "ligature", "stem"}));
  EXPECT_TRUE(RuleNames(0).empty());
  EXPECT_EQ(RuleNames(0xFFFF).size(), 16U);
}

TEST(FoldName, IgnoresCaseAccentsTypographyAndElision) {
  EXPECT_EQ(FoldName("L’Équipe"), "equipe");
  EXPECT_EQ(FoldName("l'equipe"), "equipe");
  EXPECT_EQ(FoldName("  Le   Monde "), "le monde");
  EXPECT_EQ(FoldName("Ouest-France"), FoldName("ouest‑france"));
  EXPECT_EQ(FoldName(""), "");
  EXPECT_EQ(FoldName("…"), "");
}

TEST(AnalyzerVersion, IsAHashOfFixedWidth) {
  EXPECT_EQ(AnalyzerVersion().substr(0, 4), "fr1-");
  EXPECT_EQ(AnalyzerVersion().size(), 20U);
  EXPECT_EQ(AnalyzerVersion(), AnalyzerVersion());
}

}  // namespace
}  // namespace vigie::analysis
