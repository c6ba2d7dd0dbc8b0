// What a process knows of entities: shared by all snapshots and writers that
// have the same dictionary.
#ifndef VIGIE_KNOWLEDGE_H_
#define VIGIE_KNOWLEDGE_H_

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "entities/dictionary.h"
#include "entities/recognizer.h"
#include "entities/sequence_model.h"
#include "vigie/status.h"

namespace vigie {

// Thread-safe.
class Knowledge : public std::enable_shared_from_this<Knowledge> {
 public:
  // Parses `json_lines`, which `path` names in errors, unless what somebody
  // still holds was made of the same bytes. Errors of Dictionary::Parse.
  static Result<std::shared_ptr<const Knowledge>> Load(
      std::string_view json_lines, const std::string& path);

  explicit Knowledge(std::shared_ptr<const entities::Dictionary> dictionary)
      : dictionary_(std::move(dictionary)) {}

  const std::shared_ptr<const entities::Dictionary>& dictionary() const {
    return dictionary_;
  }

  // With the shipped model of names. Compiled for the first text that is
  // analysed; few processes need it.
  const entities::Recognizer& recognizer() const {
    std::call_once(recognizer_made_, [this] {
      auto names = entities::SequenceModel::Shipped();
      recognizer_ = std::make_unique<const entities::Recognizer>(
          dictionary_, names.ok() ? *std::move(names) : nullptr);
    });
    return *recognizer_;
  }
  std::shared_ptr<const entities::Recognizer> share_recognizer() const {
    return {shared_from_this(), &recognizer()};
  }

 private:
  std::shared_ptr<const entities::Dictionary> dictionary_;
  mutable std::once_flag recognizer_made_;
  mutable std::unique_ptr<const entities::Recognizer> recognizer_;
};

}  // namespace vigie

#endif  // VIGIE_KNOWLEDGE_H_
