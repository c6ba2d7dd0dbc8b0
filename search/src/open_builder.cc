#include "open_builder.h"

#include <utility>

#include "entities/dictionary.h"
#include "entities/recognizer.h"
#include "entities/sequence_model.h"
#include "index/file_io.h"
#include "index/write_batch.h"
#include "knowledge.h"

namespace vigie {
namespace {

constexpr uint64_t kMaxDictionaryBytes = 1U << 30;
constexpr uint64_t kMaxModelBytes = 256U << 20;

struct LoadedDictionary {
  std::string json_lines;
  std::shared_ptr<const Knowledge> knowledge;
};

Result<std::string> ReadText(const std::string& path) {
  Result<std::string> read = index::ReadFile(path, kMaxDictionaryBytes);
  if (read.ok()) return read;
  return Status(StatusCode::kInvalidArgument,
                "the dictionary does not load: " + read.status().message());
}

Result<LoadedDictionary> LoadDictionary(const std::string& path,
                                        const std::string& overlay_path) {
  LoadedDictionary loaded;
  if (path.empty()) {
    loaded.json_lines = entities::Dictionary::ShippedJsonLines();
  } else {
    Result<std::string> read = ReadText(path);
    if (!read.ok()) return read.status();
    loaded.json_lines = *std::move(read);
  }
  if (!overlay_path.empty()) {
    Result<std::string> overlay = ReadText(overlay_path);
    if (!overlay.ok()) return overlay.status();
    if (entities::Gazetteer::IsCompiled(loaded.json_lines)) {
      return Status(StatusCode::kInvalidArgument,
                    path + " is compiled; an overlay goes with JSON Lines",
                    "DICTIONARY_COMPILED");
    }
    loaded.json_lines = entities::Dictionary::WithOverlay(
        loaded.json_lines, *overlay, overlay_path);
  }
  Result<std::shared_ptr<const Knowledge>> knowledge = Knowledge::Load(
      loaded.json_lines, path.empty() ? "shipped dictionary" : path);
  if (!knowledge.ok()) return knowledge.status();
  loaded.knowledge = *std::move(knowledge);
  return loaded;
}

// Compiled anew for a model of names of one's own alone.
Result<std::shared_ptr<const entities::Recognizer>> LoadRecognizer(
    const Knowledge& knowledge, const std::string& names_path) {
  if (names_path.empty()) {
    const auto shipped = entities::SequenceModel::Shipped();
    if (!shipped.ok()) return shipped.status();
    return knowledge.share_recognizer();
  }
  Result<std::string> read = index::ReadFile(names_path, kMaxModelBytes);
  if (!read.ok()) {
    return Status(
        StatusCode::kInvalidArgument,
        "the model of names does not load: " + read.status().message());
  }
  auto model = entities::SequenceModel::Own(*std::move(read));
  if (!model.ok()) {
    return Status(StatusCode::kInvalidArgument,
                  names_path + ": " + model.status().message());
  }
  return std::shared_ptr<const entities::Recognizer>(
      std::make_shared<const entities::Recognizer>(knowledge.dictionary(),
                                                   *std::move(model)));
}

}  // namespace

Result<OpenedBuilder> OpenBuilder(const std::string& directory,
                                  const WriterOptions& options) {
  Result<LoadedDictionary> loaded =
      LoadDictionary(options.dictionary_path, options.overlay_path);
  if (!loaded.ok()) return loaded.status();
  auto recognizer =
      LoadRecognizer(*loaded->knowledge, options.names_model_path);
  if (!recognizer.ok()) return recognizer.status();
  Result<std::unique_ptr<index::RevisionBuilder>> builder =
      index::RevisionBuilder::Open(directory, *std::move(recognizer),
                                   std::move(loaded->json_lines), options);
  if (!builder.ok()) return builder.status();
  Result<uint64_t> torn_bytes = index::ReplayJournal(builder->get());
  if (!torn_bytes.ok()) return torn_bytes.status();
  return OpenedBuilder{*std::move(builder), *torn_bytes};
}

}  // namespace vigie
