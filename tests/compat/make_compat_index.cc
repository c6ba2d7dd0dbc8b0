// make_compat_index DICTIONARY DIRECTORY: writes the index that is kept for the
// format of the day, in two segments, one article replaced.
#include <cstdio>
#include <string>

#include "tests/compat/compat_articles.h"
#include "vigie/index_writer.h"

namespace {

vigie::Status Make(const std::string& dictionary,
                   const std::string& directory) {
  vigie::WriterOptions options;
  options.dictionary_path = dictionary;
  options.index = vigie::testing::CompatOptions();
  auto writer = vigie::IndexWriter::Open(directory, options);
  if (!writer.ok()) return writer.status();
  const auto articles = vigie::testing::CompatArticles();
  for (size_t i = 0; i < articles.size(); ++i) {
    vigie::Article article = articles[i];
    if (i == 1) article.text = "Un premier texte, remplacé.";
    vigie::Status added = (*writer)->Add(article).status();
    if (!added.ok()) return added;
  }
  vigie::Status done = (*writer)->Commit().status();
  if (done.ok()) done = (*writer)->Add(articles[1]).status();
  return done.ok() ? (*writer)->Commit().status() : done;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: make_compat_index DICTIONARY DIRECTORY\n");
    return 2;
  }
  const vigie::Status made = Make(argv[1], argv[2]);
  if (!made.ok()) std::fprintf(stderr, "%s\n", made.message().c_str());
  return made.ok() ? 0 : 1;
}
