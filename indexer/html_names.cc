#include "indexer/html_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "indexer/ascii_text.h"

namespace vigie::indexer {
namespace {

template <size_t N>
bool Has(const std::array<std::string_view, N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

constexpr std::array<std::string_view, 43> kBlockTags = {
    "address",    "amp-carousel", "article",  "aside",
    "blockquote", "body",         "caption",  "center",
    "dd",         "details",      "dialog",   "div",
    "dl",         "dt",           "fieldset", "figcaption",
    "figure",     "footer",       "form",     "h1",
    "h2",         "h3",           "h4",       "h5",
    "h6",         "header",       "hr",       "li",
    "main",       "nav",          "ol",       "p",
    "pre",        "section",      "summary",  "table",
    "tbody",      "td",           "tfoot",    "th",
    "thead",      "tr",           "ul"};

constexpr std::array<std::string_view, 34> kNeverContentTags = {
    "amp-ad",   "amp-carousel", "amp-list", "amp-sidebar", "amp-social-share",
    "applet",   "area",         "audio",    "button",      "canvas",
    "datalist", "dialog",       "embed",    "fieldset",    "footer",
    "form",     "frame",        "head",     "iframe",      "input",
    "label",    "map",          "meta",     "nav",         "noscript",
    "object",   "option",       "script",   "select",      "style",
    "svg",      "template",     "textarea", "video"};

constexpr std::array<std::string_view, 8> kForeignRoles = {
    "banner", "complementary", "contentinfo", "dialog",
    "menu",   "navigation",    "search",      "toolbar"};

// Words of class and id that name what is never the article.
constexpr std::array<std::string_view, 29> kForeignWords = {
    "ariane",       "breadcrumb",   "breadcrumbs",  "cmp",
    "comment",      "commentaire",  "commentaires", "comments",
    "consent",      "consentement", "cookie",       "cookies",
    "didomi",       "disqus",       "footer",       "gdpr",
    "menu",         "nav",          "navbar",       "navigation",
    "newsletter",   "newsletters",  "pied",         "reaction",
    "reactions",    "related",      "rgpd",         "sidebar",
    "tarteaucitron"};

// Those that sites also give to what is around the article: "post-paywall",
// "widget".
constexpr std::array<std::string_view, 68> kOftenForeignWords = {
    "abo",         "abonnement",  "ad",
    "ads",         "advert",      "advertisement",
    "affiliate",   "affiliation", "auteurs",
    "banner",      "barre",       "bio",
    "byline",      "caption",     "carousel",
    "connexion",   "contact",     "copyright",
    "credit",      "credits",     "dfp",
    "exergue",     "gpt",         "inscription",
    "instagram",   "keywords",    "legal",
    "legend",      "legende",     "links",
    "login",       "masthead",    "modal",
    "outbrain",    "overlay",     "pager",
    "pagination",  "partage",     "partager",
    "paywall",     "player",      "playlist",
    "popin",       "popup",       "promo",
    "promotion",   "pub",         "publicite",
    "pullquote",   "reco",        "recommandation",
    "recommended", "share",       "sharedaddy",
    "sharing",     "signature",   "social",
    "sommaire",    "sponsor",     "sponsored",
    "sponsors",    "subscribe",   "subscription",
    "taboola",     "tags",        "toolbar",
    "twitter",     "widget"};

// Two words in a row.
constexpr std::array<std::string_view, 14> kForeignPairs = {
    "a-lire",     "aller-plus", "author-box", "entry-footer", "entry-meta",
    "lire-aussi", "meme-sujet", "meme-theme", "more-news",    "most-popular",
    "most-read",  "plus-lus",   "read-more",  "voir-aussi"};

constexpr std::array<std::string_view, 36> kForeignHeadings = {
    "a decouvrir",
    "a la une",
    "a lire",
    "a ne pas manquer",
    "a suivre",
    "a voir aussi",
    "abonnez-vous",
    "articles lies",
    "articles similaires",
    "aussi sur",
    "autres articles",
    "commentaire",
    "comments",
    "contenus sponsoris",
    "d'autres diaporamas",
    "dans l'actualite",
    "dans la meme",
    "derniers articles",
    "inscrivez-vous",
    "laisser un comment",
    "le fil",
    "les plus lus",
    "les plus partag",
    "lire aussi",
    "lire la suite",
    "most read",
    "newsletter",
    "nos abonnes lisent",
    "partage",
    "plus d'articles",
    "pour aller plus",
    "read more",
    "recommande",
    "related",
    "sur le meme",
    "vos reactions"};

// Whatever follows.
constexpr std::array<std::string_view, 19> kForeignLines = {
    "a lire aussi",
    "abonnez-vous",
    "article reserve",
    "cet article est reserve",
    "cliquez ici",
    "contenu propose par",
    "deja abonne",
    "en savoir plus",
    "il vous reste",
    "inscrivez-vous",
    "je m'abonne",
    "la suite apres cette",
    "la suite est reserve",
    "lire aussi",
    "lire egalement",
    "lire la suite",
    "read also",
    "reserve aux abonnes",
    "voir aussi"};

// Unless a sentence follows ("Par défaut, la règle ne vaut pas.").
constexpr std::array<std::string_view, 13> kShortForeignLines = {
    "credit photo",   "lecture ",  "mis a jour",
    "mise a jour le", "par ",      "partager",
    "photo :",        "photos :",  "propos recueillis",
    "publicite",      "publie le", "temps de lecture",
    "texte :"};

// Lower case without the accents of French and with straight apostrophes: what
// the lists are written in. Only the first bytes matter.
std::string Folded(std::string_view text) {
  constexpr size_t kEnoughBytes = 64;
  struct Letter {
    std::string_view from;
    char to;
  };
  static constexpr std::array<Letter, 18> kLetters = {{
      {"À", 'a'},
      {"à", 'a'},
      {"Â", 'a'},
      {"â", 'a'},
      {"É", 'e'},
      {"é", 'e'},
      {"È", 'e'},
      {"è", 'e'},
      {"Ê", 'e'},
      {"ê", 'e'},
      {"î", 'i'},
      {"ô", 'o'},
      {"ç", 'c'},
      {"û", 'u'},
      {"ù", 'u'},
      {"’", '\''},
      {"\u00a0", ' '},
      {"\u202f", ' '},
  }};
  std::string folded;
  while (!text.empty() && folded.size() < kEnoughBytes) {
    const auto letter =
        std::find_if(kLetters.begin(), kLetters.end(),
                     [&](const Letter& l) { return StartsWith(text, l.from); });
    folded += letter == kLetters.end() ? text.front() : letter->to;
    text.remove_prefix(letter == kLetters.end() ? 1 : letter->from.size());
  }
  return LowerAscii(folded);
}

template <size_t N>
bool BeginsWithAny(std::string_view text,
                   const std::array<std::string_view, N>& prefixes) {
  return std::any_of(
      prefixes.begin(), prefixes.end(),
      [&](std::string_view prefix) { return StartsWith(text, prefix); });
}

// "postBody article-main" -> post body article main.
template <typename Visit>
bool AnyWord(std::string_view names, const Visit& visit) {
  std::string word;
  std::string before;
  for (size_t i = 0; i <= names.size(); ++i) {
    const char c = i < names.size() ? names[i] : ' ';
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z');
    const bool after_lower = !word.empty() && i > 0 && names[i - 1] >= 'a';
    if ((!letter || (upper && after_lower)) && !word.empty()) {
      if (visit(word, before)) return true;
      before = std::exchange(word, "");
    }
    if (kAsciiBlank.find(c) != std::string_view::npos) before.clear();
    if (letter) word += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return false;
}

bool IsHidden(const xmlNode* element) {
  if (HasAttribute(element, "hidden")) return true;
  if (AttributeOf(element, "aria-hidden") == "true") return true;
  std::string style = LowerAscii(AttributeOf(element, "style"));
  style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

}  // namespace

bool IsBlockElement(std::string_view tag) { return Has(kBlockTags, tag); }

bool IsNeverContent(const xmlNode* element) {
  return Has(kNeverContentTags, NameOf(element)) || IsHidden(element) ||
         Has(kForeignRoles, AttributeOf(element, "role"));
}

NameVerdict JudgeName(const xmlNode* element) {
  const std::string names = AttributeOf(element, "class") + " " +
                            AttributeOf(element, "id") + " " +
                            AttributeOf(element, "data-component");
  NameVerdict verdict = NameVerdict::kNothing;
  AnyWord(names, [&](const std::string& word, const std::string& before) {
    const bool pair =
        !before.empty() && Has(kForeignPairs, before + "-" + word);
    if (pair || Has(kForeignWords, word)) {
      verdict = NameVerdict::kForeign;
    } else if (Has(kOftenForeignWords, word)) {
      verdict = NameVerdict::kOftenForeign;
    }
    return verdict == NameVerdict::kForeign;
  });
  return verdict;
}

bool IsNamedHeading(const xmlNode* element) {
  return AnyWord(AttributeOf(element, "class"),
                 [](const std::string& word, const std::string& /*before*/) {
                   return word == "title" || word == "titre" ||
                          word == "intertitre" || word == "heading" ||
                          word == "subtitle" || word == "subhead";
                 });
}

bool IsForeignHeading(std::string_view text) {
  return BeginsWithAny(Folded(text), kForeignHeadings);
}

bool IsForeignLine(std::string_view text) {
  const std::string folded = Folded(text);
  return BeginsWithAny(folded, kForeignLines) ||
         (!EndsWith(text, ".") && BeginsWithAny(folded, kShortForeignLines));
}

}  // namespace vigie::indexer
