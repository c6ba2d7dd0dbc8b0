#include "open_builder.h"

#include <utility>

#include "entities/dictionary.h"
#include "entities/recognizer.h"
#include "entities/sequence_model.h"
#include "index/file_io.h"
#include "index/write_batch.h"

namespace vigie {
namespace {

constexpr uint64_t kMaxDictionaryBytes = 1U << 30;
constexpr uint64_t kMaxModelBytes = 256U << 20;

struct LoadedDictionary {
  std::string json_lines;
  std::shared_ptr<const entities::Dictionary> dictionary;
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
  Result<std::shared_ptr<const entities::Dictionary>> parsed =
      entities::Dictionary::Parse(loaded.json_lines,
                                  path.empty() ? "shipped dictionary" : path);
  if (!parsed.ok()) return parsed.status();
  loaded.dictionary = *std::move(parsed);
  return loaded;
}

Result<std::shared_ptr<const entities::SequenceModel>> LoadNames(
    const std::string& path) {
  if (path.empty()) return entities::SequenceModel::Shipped();
  Result<std::string> read = index::ReadFile(path, kMaxModelBytes);
  if (!read.ok()) {
    return Status(
        StatusCode::kInvalidArgument,
        "the model of names does not load: " + read.status().message());
  }
  auto model = entities::SequenceModel::Own(*std::move(read));
  if (model.ok()) return model;
  return Status(StatusCode::kInvalidArgument,
                path + ": " + model.status().message());
}

}  // namespace

Result<OpenedBuilder> OpenBuilder(const std::string& directory,
                                  const WriterOptions& options) {
  Result<LoadedDictionary> loaded =
      LoadDictionary(options.dictionary_path, options.overlay_path);
  if (!loaded.ok()) return loaded.status();
  auto names = LoadNames(options.names_model_path);
  if (!names.ok()) return names.status();
  Result<std::unique_ptr<index::RevisionBuilder>> builder =
      index::RevisionBuilder::Open(directory,
                                   std::make_shared<const entities::Recognizer>(
                                       loaded->dictionary, *std::move(names)),
                                   std::move(loaded->json_lines), options);
  if (!builder.ok()) return builder.status();
  Result<uint64_t> torn_bytes = index::ReplayJournal(builder->get());
  if (!torn_bytes.ok()) return torn_bytes.status();
  return OpenedBuilder{*std::move(builder), *torn_bytes};
}

}  // namespace vigie
