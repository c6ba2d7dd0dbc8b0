// Compiles a Hunspell dictionary and the project's own lists into the table
// that the library embeds. Run by the build:
//
//   compile_lexicon FR.AFF FR.DIC LEMMAS.TXT NAMES.TXT PHRASES.TXT
//       STOP_WORDS.TXT REFORM.TSV TITLES.TSV OUT
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "tools/affixes.h"
#include "tools/lexicon_builder.h"

namespace {

using vigie::tools::AffixRules;
using vigie::tools::LexiconBuilder;
using vigie::tools::WordForm;

int Fail(const std::string& message) {
  std::cerr << "compile_lexicon: " << message << "\n";
  return 1;
}

// Calls `use` with the words of each line; # begins a comment.
template <typename Use>
bool ReadList(const char* path, Use use) {
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string first;
    if (!(words >> first)) continue;
    std::string second;
    words >> second;
    use(first, second);
  }
  return in.eof();
}

// Each line: a spelling, then the one that it counts as.
bool ReadSpellings(const char* path, LexiconBuilder* builder) {
  return ReadList(path,
                  [builder](const std::string& form, const std::string& same) {
                    builder->AddSpelling(form, same.empty() ? form : same);
                  });
}

bool ReadDictionary(const char* path, const AffixRules& rules,
                    LexiconBuilder* builder) {
  std::ifstream in(path);
  std::string line;
  if (!std::getline(in, line)) return false;  // the number of words
  while (std::getline(in, line)) {
    rules.Expand(line,
                 [builder](const WordForm& form) { builder->AddForm(form); });
  }
  return in.eof();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 10) return Fail("9 arguments wanted; see compile_lexicon.cc");
  AffixRules rules;
  std::string error;
  std::ifstream affixes(argv[1]);
  if (!rules.Read(affixes, &error)) {
    return Fail(std::string(argv[1]) + ": " + error);
  }
  LexiconBuilder builder;
  if (!ReadDictionary(argv[2], rules, &builder)) {
    return Fail(std::string(argv[2]) + ": not readable");
  }
  const bool lists_read =
      ReadList(argv[3],
               [&](const std::string& form, const std::string& lemma) {
                 builder.AddException(form, lemma.empty() ? form : lemma);
               }) &&
      ReadList(argv[4], [&](const std::string& form,
                            const std::string&) { builder.AddName(form); }) &&
      ReadList(argv[5],
               [&](const std::string& form, const std::string&) {
                 builder.RemoveCompound(form);
               }) &&
      ReadList(argv[6],
               [&](const std::string& form, const std::string&) {
                 builder.AddStopWord(form);
               }) &&
      ReadSpellings(argv[7], &builder) && ReadSpellings(argv[8], &builder);
  if (!lists_read) return Fail("a word list is not readable");
  const std::string table = builder.Build(&error);
  if (table.empty()) return Fail(error);
  std::ofstream out(argv[9], std::ios::binary);
  out.write(table.data(), static_cast<std::streamsize>(table.size()));
  out.close();
  if (!out) return Fail(std::string(argv[9]) + ": not written");
  return 0;
}
