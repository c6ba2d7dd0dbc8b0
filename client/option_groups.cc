#include "client/option_groups.h"

namespace vigie::client {

OptionGroup Join(std::initializer_list<OptionGroup> groups) {
  OptionGroup all;
  for (const OptionGroup& group : groups) {
    all.insert(all.end(), group.begin(), group.end());
  }
  return all;
}

OptionGroup Query() {
  return {Argument({"REQUÊTE", "QUERY"},
                   {"requête ; vide : tous les articles",
                    "query; empty: all articles"},
                   &Options::query)
              .Completed(Completion::kQuery)};
}

OptionGroup NeededQuery() {
  return {Argument({"REQUÊTE", "QUERY"}, {"requête", "query"}, &Options::query)
              .Completed(Completion::kQuery)
              .Required()};
}

OptionGroup Completeness() {
  return {Flag("require-complete",
               {"refuse une réponse que le temps ou le coût a coupée",
                "refuses an answer that time or cost has cut"},
               &Options::require_complete)};
}

OptionGroup Reading() {
  const OptionGroup before = {
      Flag("any-word",
           {"un mot suffit (OU entre les mots)",
            "any word is enough (OR between words)"},
           &Options::any_word),
      Flag("strict",
           {"refuse une requête mal formée", "refuses a malformed query"},
           &Options::strict),
  };
  const OptionGroup after = {
      Flag("no-typos",
           {"sans les mots proches d’un mot absent",
            "without near words of an absent one"},
           Off{&Options::typos}),
      Flag("no-expand",
           {"sans les équivalents des sigles et graphies",
            "without equivalents of acronyms and spellings"},
           Off{&Options::expand}),
  };
  return Join({before, Completeness(), after});
}

OptionGroup Selections() {
  return {
      Value("filter", {"CLÉ=VALEUR", "KEY=VALUE"},
            {"valeur de facette exigée ; répétable",
             "facet value that is wanted; repeatable"},
            &Options::filters)
          .Completed(Completion::kFacetValue),
      Value("exclude", {"CLÉ=VALEUR", "KEY=VALUE"},
            {"valeur de facette à écarter ; répétable",
             "facet value to leave out; repeatable"},
            &Options::excluded)
          .Completed(Completion::kFacetValue),
      Flag("all-of",
           {"toutes les valeurs d’une même clé, pas une seule",
            "all values of a key instead of any"},
           &Options::all_of),
  };
}

OptionGroup Sorting() {
  return {Value("sort", {"ORDRE", "ORDER"},
                {"relevance, newest, oldest, mentions, salience ou bm25",
                 "relevance, newest, oldest, mentions, salience or bm25"},
                &Options::sort)
              .OneOf({"relevance", "newest", "oldest", "mentions", "salience",
                      "bm25"})};
}

OptionGroup Freshness() {
  return {Value("freshness", {"JOURS", "DAYS"},
                {"un article de cet âge en jours garde la moitié de son "
                 "score ; défaut : l’âge ne compte pas",
                 "an article of that age in days keeps half of its score; "
                 "default: age does not count"},
                &Options::freshness_days)
              .Between(0, 1e6)};
}

OptionGroup Types() {
  return {Value("type", {"TYPE", "TYPE"},
                {"type d’entité ; répétable", "entity type; repeatable"},
                &Options::types)
              .Completed(Completion::kFacetKey)};
}

OptionGroup MentionFilters() {
  return {
      Value("role", {"RÔLE", "ROLE"},
            {"content, credit ou speaker ; répétable",
             "content, credit or speaker; repeatable"},
            &Options::roles)
          .OneOf({"content", "credit", "speaker"}),
      Value("section", {"PARTIE", "PART"},
            {"title, lead, body ou quotation ; répétable",
             "title, lead, body or quotation; repeatable"},
            &Options::sections)
          .OneOf({"title", "lead", "body", "quotation"}),
      Value("speaker", {"ENTITÉ", "ENTITY"},
            {"dans une citation de cette entité ; répétable",
             "in a quotation of this entity; repeatable"},
            &Options::speakers)
          .Completed(Completion::kEntity),
      Value("confidence", {"X", "X"},
            {"confiance minimale, 0 à 1", "least confidence, 0 to 1"},
            &Options::least_confidence)
          .Between(0, 1),
      Value("window", {"N", "N"},
            {"contexte en caractères de chaque côté, au plus 240",
             "characters of context on each side, at most 240"},
            &Options::window)
          .Between(0, 240),
  };
}

OptionGroup Resume() {
  return {Value("resume", {"JETON", "TOKEN"},
                {"reprend après ce jeton", "goes on after this token"},
                &Options::resume_token)};
}

OptionGroup Limit(Wording help, double most) {
  return {Value("limit", {"N", "N"}, help, &Options::limit)
              .Letter('n')
              .Between(1, most)};
}

OptionGroup FacetsBy(Wording help) {
  return {Value("by", {"CLÉS", "KEYS"}, help, &Options::by)
              .Completed(Completion::kFacetKeys)};
}

OptionGroup FacetTop() {
  return {
      Value("top", {"N", "N"},
            {"valeurs par facette ; défaut 10", "values per facet; default 10"},
            &Options::top)};
}

}  // namespace vigie::client
