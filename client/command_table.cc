#include "client/option_groups.h"
#include "client/option_table.h"

namespace vigie::client {
namespace {

OptionGroup SearchOptions() {
  return Join({Query(),
               Reading(),
               Selections(),
               Freshness(),
               Sorting(),
               FacetsBy({"facettes à compter aussi, par virgules",
                         "facets to count as well, comma-separated"}),
               FacetTop(),
               Limit({"résultats par page ; défaut 10, au plus 200",
                      "hits per page; default 10, at most 200"},
                     200),
               {Value("collapse", {"CLÉ", "KEY"},
                      {"un seul résultat par valeur de cette facette",
                       "one hit for each value of this facet"},
                      &Options::collapse)
                    .Completed(Completion::kFacetKey),
                Value("receipt", {"FICHIER", "FILE"},
                      {"écrit un reçu de la réponse dans ce fichier",
                       "writes a receipt of the answer to this file"},
                      &Options::receipt)
                    .Completed(Completion::kFile),
                Value("page-token", {"JETON", "TOKEN"},
                      {"jeton de la page suivante", "next page’s token"},
                      &Options::page_token),
                Value("passages", {"N", "N"},
                      {"extraits par article, 0 à 10 ; défaut 2",
                       "passages per article, 0 to 10; default 2"},
                      &Options::passages)
                    .Between(0, 10)}});
}

OptionGroup MentionOptions() {
  return Join({Query(),
               Reading(),
               Selections(),
               Limit({"au plus N mentions ; défaut toutes",
                      "at most N mentions; default all"},
                     100'000'000),
               Types(),
               MentionFilters(),
               Resume(),
               {Flag("entities-in-hits",
                     {"toutes les entités des articles trouvés",
                      "every entity of the matching articles"},
                     &Options::entities_in_hits),
                Flag("kwic",
                     {"une ligne par mention, alignées, dans leur contexte",
                      "one line for each mention, aligned, in context"},
                     &Options::kwic)}});
}

OptionGroup FacetOptions() {
  return Join(
      {Query(),
       Reading(),
       Selections(),
       FacetsBy({"clés par virgules ; défaut organization,person,product,"
                 "place,concept,source,month",
                 "comma-separated keys; default organization,person,product,"
                 "place,concept,source,month"}),
       FacetTop(),
       {Value("matching", {"TEXTE", "TEXT"},
              {"seulement les valeurs dont un mot commence ainsi",
               "only values with a word that begins so"},
              &Options::matching),
        Value("surfaces", {"N", "N"},
              {"graphies par entité, 0 à 50 ; défaut 0",
               "ways of writing per entity, 0 to 50; default 0"},
              &Options::surfaces)
            .Between(0, 50)}});
}

OptionGroup TimelineOptions() {
  return Join(
      {Query(),
       Reading(),
       Selections(),
       {Value("step", {"PAS", "STEP"},
              {"hour, day, week, month ou year ; défaut day",
               "hour, day, week, month or year; default day"},
              &Options::step)
            .OneOf({"hour", "day", "week", "month", "year"}),
        Value("since", {"DATE", "DATE"},
              {"premier jour, AAAA-MM-JJ", "first day, YYYY-MM-DD"},
              &Options::since),
        Value("until", {"DATE", "DATE"},
              {"dernier jour, AAAA-MM-JJ", "last day, YYYY-MM-DD"},
              &Options::until),
        Value("series", {"ENTITÉ", "ENTITY"},
              {"ENTITÉ ou ENTITÉ=GRAPHIE ; répétable",
               "ENTITY or ENTITY=SURFACE; repeatable"},
              &Options::series)
            .Completed(Completion::kEntity),
        Flag("mentions", {"compte aussi les mentions", "counts mentions too"},
             &Options::count_mentions)}});
}

OptionGroup RelatedOptions() {
  return Join({Query(),
               Reading(),
               Selections(),
               Types(),
               Limit({"au plus N entités", "at most N entities"}, 100),
               {Flag("npmi",
                     {"mesure NPMI au lieu de la vraisemblance",
                      "measures NPMI instead of log-likelihood"},
                     &Options::npmi),
                Value("evidence", {"N", "N"},
                      {"phrases par entité, 0 à 3 ; défaut 1",
                       "sentences per entity, 0 to 3; default 1"},
                      &Options::evidence)
                    .Between(0, 3)}});
}

OptionSpec ArticleArgument() {
  return Argument({"ID", "ID"},
                  {"identifiant de l’article", "id of the article"},
                  &Options::article_id)
      .Required();
}

std::vector<CommandSpec> Searching() {
  return {
      {"search",
       Verb::kSearch,
       {"cherche des articles", "searches articles"},
       SearchOptions(),
       {"search 'Broadcom OU concept:\"chip IP\"'",
        "search OpenAI --filter mois=2025-11 --sort newest"}},
      {"mentions",
       Verb::kMentions,
       {"liste toutes les mentions", "lists every mention"},
       MentionOptions(),
       {"mentions OpenAI --kwic",
        "mentions 'entity:\"Broadcom\"' --csv excel-fr -o broadcom.csv"}},
      {"facets",
       Verb::kFacets,
       {"compte par entité, source, mois", "counts by entity, source, month"},
       FacetOptions(),
       {"facets Microsoft --by organization,month"}},
      {"timeline",
       Verb::kTimeline,
       {"compte les articles dans le temps", "counts articles over time"},
       TimelineOptions(),
       {"timeline OpenAI --step month"}},
      {"related",
       Verb::kRelated,
       {"entités liées à une requête, avec des phrases",
        "entities related to a query, with sentences"},
       RelatedOptions(),
       {"related 'entity:\"OpenAI\"' --type personne"}},
      {"compare",
       Verb::kCompare,
       {"ce qui distingue deux requêtes", "what sets two queries apart"},
       Join({NeededQuery(),
             {Argument({"AUTRE", "OTHER"}, {"autre requête", "other query"},
                       &Options::second_query)
                  .Completed(Completion::kQuery)
                  .Required()},
             Reading(),
             Selections(),
             Limit({"au plus N valeurs", "at most N values"}, 100),
             FacetsBy({"clés par virgules ; défaut entity",
                       "comma-separated keys; default entity"})}),
       {"compare Microsoft OpenAI --by organization"}},
      {"similar",
       Verb::kSimilar,
       {"articles proches d’un article", "articles similar to one"},
       Join({{ArticleArgument()},
             Selections(),
             Completeness(),
             Limit({"au plus N articles", "at most N articles"}, 100)}),
       {"similar broadcom-accelerateurs"}},
      {"suggest",
       Verb::kSuggest,
       {"complète un nom, une source ou un mot",
        "completes a name, a source or a word"},
       Join({{Argument({"TEXTE", "TEXT"},
                       {"début de ce qui est cherché",
                        "beginning of what is sought"},
                       &Options::query)
                  .Required()},
             Types(),
             Limit({"au plus N de chaque sorte", "at most N of each kind"},
                   100)}),
       {"suggest broad"}},
      {"explain",
       Verb::kExplain,
       {"dit pourquoi un article est trouvé, ou non",
        "tells why an article is found, or not"},
       Join({NeededQuery(),
             {Value("article", {"ID", "ID"},
                    {"identifiant de l’article", "id of the article"},
                    &Options::article_id)
                  .Required()},
             Reading(),
             Freshness()}),
       {"explain 'semi-conducteurs' --article broadcom-accelerateurs"}},
      {"entity",
       Verb::kEntity,
       {"entités d’un nom, et comment les articles les écrivent",
        "entities of a name, and how articles write them"},
       Join({{Argument({"NOM", "NAME"},
                       {"début d’un nom ou d’un alias",
                        "beginning of a name or alias"},
                       &Options::query)
                  .Required()},
             Limit({"au plus N entités ; défaut 10",
                    "at most N entities; default 10"},
                   100)}),
       {"entity altman"}},
      {"completeness",
       Verb::kCompleteness,
       {"ce qui est, et a failli être, une mention",
        "what is, and what nearly is, a mention"},
       Join({{Argument({"ENTITÉ", "ENTITY"},
                       {"identifiant ou nom", "id or name"}, &Options::entity)
                  .Completed(Completion::kEntity)
                  .Required()},
             Query(),
             Reading(),
             Limit({"au plus N de chaque liste", "at most N of each list"},
                   100)}),
       {"completeness org/orange"}},
  };
}

std::vector<CommandSpec> Keeping() {
  return {
      {"show",
       Verb::kShow,
       {"affiche des articles", "shows articles"},
       {Argument({"ID", "ID"}, {"identifiants d’articles", "article ids"},
                 &Options::ids)
            .Required(),
        Flag("mentions", {"avec leurs mentions", "with their mentions"},
             &Options::with_mentions)},
       {"show broadcom-accelerateurs --mentions"}},
      {"export",
       Verb::kExport,
       {"tous les articles trouvés, en entier",
        "every matching article, whole"},
       Join({Query(), Reading(), Selections(), Sorting(), Resume()}),
       {"export Microsoft --format html -o revue.html",
        "export 'depuis:2026-01' --format ris -o articles.ris"}},
      {"receipt",
       Verb::kReceipt,
       {"reçu d’une recherche : de quoi la rejouer",
        "receipt of a search: what it takes to replay it"},
       SearchOptions(),
       {"receipt Broadcom -o broadcom.recu"}},
      {"replay",
       Verb::kReplay,
       {"rejoue un reçu et compare les réponses",
        "replays a receipt and compares the answers"},
       {Argument({"REÇU", "RECEIPT"},
                 {"fichier de receipt ou de --receipt",
                  "file of receipt or of --receipt"},
                 &Options::receipt)
            .Completed(Completion::kFile)
            .Required(),
        Flag("at-head",
             {"sur la révision actuelle si l’autre n’est plus là",
              "on the present revision if the other one is gone"},
             &Options::at_head)},
       {"replay broadcom.recu"}},
      {"analyze",
       Verb::kAnalyze,
       {"montre l’analyse d’un texte", "shows how a text is analysed"},
       {Argument({"TEXTE", "TEXT"}, {"texte à analyser", "text to analyse"},
                 &Options::query)
            .Required()},
       {"analyze semi-conducteurs"}},
      {"status",
       Verb::kStatus,
       {"état de l’index et du serveur", "state of the index and the server"},
       {},
       {"status"}},
      {"watch-index",
       Verb::kWatchIndex,
       {"une ligne à chaque nouvelle révision de l’index",
        "one line for each new revision of the index"},
       {Value("count", {"N", "N"},
              {"s’arrête après N révisions ; défaut jamais",
               "ends after N revisions; default never"},
              &Options::count)
            .Letter('n')
            .Between(1, 1e9)},
       {"watch-index --format ndjson"}},
  };
}

std::vector<CommandSpec> Interactive() {
  return {
      {"shell",
       Verb::kShell,
       {"commandes à la suite, avec historique",
        "one command after the other, with history"},
       {},
       {"shell --index mon-index"}},
      {"help",
       Verb::kHelp,
       {"aide d’une commande", "help of a command"},
       {Argument(
            {"COMMANDE", "COMMAND"},
            {"commande ; sans elle, la liste", "command; without it, the list"},
            &Options::query)
            .Completed(Completion::kCommand)},
       {"help search"}},
      {"completion",
       Verb::kCompletion,
       {"script de complétion pour bash, zsh ou fish",
        "completion script for bash, zsh or fish"},
       {Argument({"SHELL", "SHELL"}, {"bash, zsh ou fish", "bash, zsh or fish"},
                 &Options::query)
            .OneOf({"bash", "zsh", "fish"})
            .Required()},
       {"completion bash"}},
      {"__complete",
       Verb::kComplete,
       {"", ""},
       {Argument({"MOTS", "WORDS"}, {"", ""}, &Options::words)},
       {},
       true},
      {"__man", Verb::kManual, {"", ""}, {}, {}, true},
  };
}

}  // namespace

const std::vector<CommandSpec>& Commands() {
  static const std::vector<CommandSpec> kCommands = [] {
    std::vector<CommandSpec> all = Searching();
    for (const auto& more : {Keeping(), Interactive()}) {
      all.insert(all.end(), more.begin(), more.end());
    }
    return all;
  }();
  return kCommands;
}

}  // namespace vigie::client
