#include "match/doctor_words.h"

#include <string>

namespace vigie::match {
namespace {

using Cause = ClauseDiagnosis::Cause;

struct Words {
  const char* french;
  const char* english;
};

Words Describe(const ClauseDiagnosis& diagnosis) {
  const bool alone = diagnosis.hits_alone > 0;
  switch (diagnosis.cause) {
    case Cause::kUnspecified:
      break;
    case Cause::kUnknownWord:
      return {"aucun article n’en parle", "no article has it"};
    case Cause::kAccent:
      return {"aucun article ne l’écrit avec ces accents",
              "no article writes it with these accents"};
    case Cause::kElision:
      return {"l’apostrophe de l’élision manque",
              "the apostrophe of the elision is missing"};
    case Cause::kPlural:
      return {"les articles n’en ont que d’autres formes",
              "articles only have other forms of it"};
    case Cause::kHyphen:
      return {"les articles l’écrivent avec un autre trait d’union",
              "articles hyphenate it otherwise"};
    case Cause::kTypo:
      return {"aucun article ne l’a ; un mot proche existe",
              "no article has it; a word near it exists"};
    case Cause::kDate:
      return alone ? Words{"rien de ce qui est demandé n’a paru à ces dates",
                           "nothing asked for was published on these dates"}
                   : Words{"rien n’a paru à ces dates",
                           "nothing was published on these dates"};
    case Cause::kCombination:
      return alone ? Words{"trouvée seule, mais jamais avec le reste",
                           "found alone, but never with the rest"}
                   : Words{"ses mots ne se rencontrent jamais ainsi",
                           "its words never meet in this way"};
    case Cause::kUnknownEntity:
      return {"ce nom n’est pas connu, ou aucun article ne le cite",
              "the name is not known, or no article mentions it"};
  }
  return {"n’est pas en cause", "is not the cause"};
}

}  // namespace

void PutInWords(ClauseDiagnosis* diagnosis) {
  const Words words = Describe(*diagnosis);
  const std::string alone = std::to_string(diagnosis->hits_alone);
  std::string french = "« " + diagnosis->clause + " » : " + words.french;
  std::string english = "“" + diagnosis->clause + "”: " + words.english;
  if (diagnosis->hits_alone > 0) {
    french += " (seule : " + alone + ")";
    english += " (alone: " + alone + ")";
  }
  if (diagnosis->repaired_hits > 0) {
    const std::string hits = std::to_string(diagnosis->repaired_hits);
    french += ". Essayez : " + diagnosis->repaired_query + " (" + hits + ")";
    english += ". Try: " + diagnosis->repaired_query + " (" + hits + ")";
  }
  diagnosis->message = french + ".";
  diagnosis->message_en = english + ".";
}

}  // namespace vigie::match
