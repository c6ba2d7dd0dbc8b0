// The articles of the indexes in tests/compat. What a released index was made
// of never changes.
#ifndef VIGIE_TESTS_COMPAT_COMPAT_ARTICLES_H_
#define VIGIE_TESTS_COMPAT_COMPAT_ARTICLES_H_

#include <string>
#include <vector>

#include "vigie/article.h"
#include "vigie/index_options.h"

namespace vigie::testing {

inline IndexOptions CompatOptions() {
  IndexOptions options;
  options.facet_attributes = {"rubrique"};
  return options;
}

inline std::vector<Article> CompatArticles() {
  std::vector<Article> articles;
  for (int number = 0; number < 40; ++number) {
    const std::string count = std::to_string(number);
    Article article;
    article.id = "article-" + count;
    article.title = "L'usine de Broadcom, épisode " + count;
    article.text =
        "Broadcom ouvre une usine à Grenoble. Les élèves de la ville"
        " visitent l'atelier n° " +
        count +
        ".\nLe porte-parole a"
        " dit « bienvenue » aux visiteurs.";
    article.published_at =
        PublicationTime{1'767'225'600 + number * 86'400, true};
    article.source = number % 2 == 0 ? "Le Quotidien" : "La Dépêche";
    article.authors = {"Anne Martin"};
    article.url = "https://exemple.fr/" + count;
    article.language = "fr";
    article.section = "Économie";
    article.attributes = {{"rubrique", {number % 4 == 0 ? "Puces" : "Ville"}},
                          {"note", {"libre"}}};
    articles.push_back(article);
  }
  articles[3].updated_at = PublicationTime{1'767'300'000, false};
  articles[5].version = 9;
  return articles;
}

}  // namespace vigie::testing

#endif  // VIGIE_TESTS_COMPAT_COMPAT_ARTICLES_H_
