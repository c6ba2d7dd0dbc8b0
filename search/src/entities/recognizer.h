// Tokens -> mentions: dictionary names, short names, concepts.
#ifndef VIGIE_ENTITIES_RECOGNIZER_H_
#define VIGIE_ENTITIES_RECOGNIZER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/token.h"
#include "entities/dictionary.h"
#include "entities/tagged_name.h"
#include "vigie/mention.h"

namespace vigie::entities {

// One field of an article with its analysis.
struct FieldText {
  std::string_view text;
  const analysis::AnalyzedText* analyzed = nullptr;
};

struct Explained;  // rejections.h

struct FoundMention {
  uint32_t entity = 0;  // index into the dictionary, then Recognition::unlisted
  Field field = Field::kText;
  ByteRange range;
  uint32_t position_begin = 0;  // half-open token positions
  uint32_t position_end = 0;
  uint32_t sentence = 0;  // index into the field's sentences
  MentionRule rule = MentionRule::kUnspecified;
  float confidence = 1.0F;
  bool nested = false;
  ByteRange parent;  // same field; {0, 0} unless nested
  MentionRole role = MentionRole::kContent;
  ByteRange quotation;  // what a speaker says, same field; else {0, 0}
  // That it is of this entity and of no namesake, in [0, 1] (links.h).
  float link_confidence = 0.0F;
};

class SequenceModel;  // sequence_model.h

// What an article speaks of. The entity of a mention is the dictionary's, or,
// from dictionary().size() up, one of `unlisted`.
struct Recognition {
  std::vector<FoundMention> mentions;
  std::vector<Entity> unlisted;  // of id, type and label alone
};

// What looking at each of its words says of an article, on the way to a
// Recognition.
struct Labelled {
  std::vector<FoundMention> listed;  // mentions of the dictionary
  // By field; absent when the model was not asked.
  std::optional<std::vector<std::vector<TaggedName>>> names;
};

// Who a mention is of; views of the dictionary or of the recognition.
struct EntityView {
  std::string_view id;
  std::string_view label;
  EntityType type = EntityType::kUnspecified;
};
EntityView ViewEntity(const Dictionary& dictionary, const Recognition& found,
                      uint32_t entity);

// Thread-safe.
class Recognizer {
 public:
  // `names` finds names that the dictionary does not list; null: none.
  explicit Recognizer(std::shared_ptr<const Dictionary> dictionary,
                      std::shared_ptr<const SequenceModel> names = nullptr);
  ~Recognizer();

  // Every mention that the dictionary accounts for in an article, ordered by
  // field, begin, longer first, then entity. Deterministic. O(tokens +
  // matches).
  std::vector<FoundMention> Recognize(const FieldText& title,
                                      const FieldText& text) const;

  // Those and the names of the model, in the same order.
  Recognition RecognizeAll(const FieldText& title, const FieldText& text) const;

  // RecognizeAll, or Recognize, in two steps, of which the second is much the
  // shorter: another thread may take it. Conclude needs the fields of Label.
  Labelled LabelListed(const FieldText& title, const FieldText& text) const;
  Labelled LabelAll(const FieldText& title, const FieldText& text) const;
  Recognition Conclude(const FieldText& title, const FieldText& text,
                       Labelled labelled) const;

  // Puts the mentions that came with an article, none of them faulty, into what
  // was recognised in it. As entities::AddSupplied.
  void AddSupplied(const vigie::Article& article, const FieldText& title,
                   const FieldText& text, Recognition* found) const;

  // Why `names`, names of a listed entity, are no mentions of it where they
  // stand in an article, which is recognised anew. As FindRejections.
  Explained ExplainRejections(const FieldText& title, const FieldText& text,
                              uint32_t entity,
                              const std::vector<std::string>& names) const;

  const Dictionary& dictionary() const { return *dictionary_; }
  // Of the model; empty when there is none.
  std::string names_version() const;

 private:
  struct Compiled;  // the token trie
  // Mentions of the dictionary, all content.
  std::vector<FoundMention> FindListed(const FieldText& title,
                                       const FieldText& text) const;
  std::shared_ptr<const Dictionary> dictionary_;
  std::unique_ptr<const Compiled> compiled_;
  std::shared_ptr<const SequenceModel> names_;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_RECOGNIZER_H_
