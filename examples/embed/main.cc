// Indexes two articles in a temporary folder, searches them and prints what
// was found, with the proof. Exits with 1 when an answer is not as expected,
// so that it also tests an installation.
#include <vigie/vigie.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

namespace {

vigie::Article MakeArticle(const std::string& id, const std::string& title,
                           const std::string& text) {
  vigie::Article article;
  article.id = id;
  article.title = title;
  article.text = text;
  article.source = "Le Quotidien des puces";
  article.published_at = vigie::PublicationTime{1'772'000'000, false};
  return article;
}

vigie::Status WriteIndex(const std::string& directory) {
  auto writer = vigie::IndexWriter::Open(directory, vigie::WriterOptions());
  if (!writer.ok()) return writer.status();
  for (const vigie::Article& article :
       {MakeArticle("accord", "Broadcom signe avec OpenAI",
                    "Le fabricant de semi-conducteurs livrera ses puces dès "
                    "l’automne. L’accord engage OpenAI pour trois ans."),
        MakeArticle("marche", "Un marché aux fleurs à Nice",
                    "Les étals rouvrent samedi sur le cours Saleya.")}) {
    const auto outcome = (*writer)->Add(article);
    if (!outcome.ok()) return outcome.status();
  }
  return (*writer)->Commit().status();
}

// Prints each hit's passages with the marked words in brackets.
void PrintHit(const vigie::Hit& hit) {
  std::cout << hit.article.id << ": " << hit.article.title << '\n';
  for (const vigie::Passage& passage : hit.passages) {
    std::string text = passage.sentence.text;
    for (auto range = passage.highlights.rbegin();
         range != passage.highlights.rend(); ++range) {
      text.insert(range->end - passage.sentence.range.begin, "]");
      text.insert(range->begin - passage.sentence.range.begin, "[");
    }
    std::cout << "  " << text << '\n';
  }
}

vigie::Status Ask(const std::string& directory, uint32_t* hits) {
  const auto snapshot = vigie::Snapshot::Open(directory);
  if (!snapshot.ok()) return snapshot.status();
  vigie::SearchRequest request;
  request.query = "puce ET entity:OpenAI";
  const auto result = (*snapshot)->Search(request);
  if (!result.ok()) return result.status();
  for (const vigie::Hit& hit : result->hits) PrintHit(hit);
  *hits = result->total_hits;

  vigie::MentionRequest mentions;
  mentions.query = "entity:OpenAI";
  const auto rows = (*snapshot)->ListMentions(mentions);
  if (!rows.ok()) return rows.status();
  for (const vigie::MentionRow& row : rows->rows) {
    std::cout << row.mention.entity_id << " at bytes "
              << row.mention.range.begin << '-' << row.mention.range.end << ": "
              << row.mention.sentence.text << '\n';
  }
  return vigie::OkStatus();
}

// An empty directory, removed at the end.
class Workspace {
 public:
  Workspace() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "vigie-embed-XXXXXX")
            .string();
    if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~Workspace() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

int main() {
  const Workspace workspace;
  if (workspace.path().empty()) {
    std::cerr << "embed: no temporary directory\n";
    return 1;
  }
  uint32_t hits = 0;
  vigie::Status status = WriteIndex(workspace.path());
  if (status.ok()) status = Ask(workspace.path(), &hits);
  if (!status.ok()) {
    std::cerr << "embed: " << status.ToString() << '\n';
    return 1;
  }
  if (hits != 1) {
    std::cerr << "embed: expected one hit, found " << hits << '\n';
    return 1;
  }
  return 0;
}
