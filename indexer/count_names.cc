#include "indexer/count_names.h"

#include <array>
#include <string_view>

namespace vigie::indexer {
namespace {

struct Name {
  std::string_view english;
  std::string_view french;
};

constexpr std::array<Name, 10> kPassedOver = {{
    {"WARC continuation", "suites d’enregistrements WARC"},
    {"WARC metadata", "métadonnées WARC"},
    {"WARC other record", "autres enregistrements WARC"},
    {"WARC record of more than 9 MiB", "enregistrements WARC de plus de 9 Mio"},
    {"WARC record that is no page",
     "enregistrements WARC qui ne sont pas des pages"},
    {"WARC request", "requêtes WARC"},
    {"WARC response other than 200", "réponses WARC autres que 200"},
    {"WARC revisit", "revisites WARC"},
    {"WARC warcinfo", "en-têtes WARC"},
    {"archive member of another format", "membres d’archive d’un autre format"},
}};

constexpr std::array<Name, 6> kEvidence = {{
    {"assumed", "supposé"},
    {"broken", "abîmé"},
    {"byte order mark", "marque d’ordre des octets"},
    {"declared", "déclaré"},
    {"detected", "détecté"},
    {"valid", "valide"},
}};

}  // namespace

std::string CountName(Language language, const std::string& kind) {
  const bool french = language == Language::kFrench;
  for (const Name& name : kPassedOver) {
    if (name.english == kind) return french ? std::string(name.french) : kind;
  }
  const size_t bracket = kind.find(" (");
  if (bracket == std::string::npos) return kind;
  const std::string set = kind.substr(0, bracket);
  const std::string evidence =
      kind.substr(bracket + 2, kind.size() - bracket - 3);
  for (const Name& name : kEvidence) {
    if (name.english == evidence) {
      return set + ", " + std::string(french ? name.french : name.english);
    }
  }
  return kind;
}

}  // namespace vigie::indexer
