// Joins what the dictionary found in an article with what the sequence model
// finds in the rest of it.
#ifndef VIGIE_ENTITIES_MODEL_NAMES_H_
#define VIGIE_ENTITIES_MODEL_NAMES_H_

#include <string_view>
#include <vector>

#include "entities/name_tagger.h"
#include "entities/recognizer.h"

namespace vigie::entities {

// The names that the model finds in each field, knowing what the dictionary
// found there.
std::vector<std::vector<TaggedName>> TagNames(
    const NameTagger& tagger, const Dictionary& dictionary,
    const std::vector<FieldText>& fields,
    const std::vector<FoundMention>& listed);

// `listed`: the mentions that the dictionary found, which all stand. A name of
// the model that equals, cuts or lies in one is left out, and one of which the
// model is not sure; one around others becomes their parent, unless all that it
// adds is a title or a legal form or it is of the same entity. A name whose
// folded form and type are those of exactly one listed entity is that entity's;
// a person's surname alone is that of the last person named with it before,
// else of the first after. Other names make an entity each, its id of type and
// folded form. Ordered as Recognizer::Recognize says.
// `tagged`: as TagNames gives them.
Recognition AddModelNames(const std::vector<std::vector<TaggedName>>& tagged,
                          const Dictionary& dictionary,
                          const std::vector<FieldText>& fields,
                          std::vector<FoundMention> listed);

// Whether a mention describes its entity and does not name it: « le président
// français ».
bool IsDescription(const FoundMention& mention, std::string_view text);

// What is settled before the model has its say: the outermost mentions of
// names in a field, those that the model may not tag (ner_block), and numbers
// of roads.
std::vector<ListedSpan> ListedSpans(const Dictionary& dictionary,
                                    const std::vector<FoundMention>& mentions,
                                    Field field, const FieldText& given);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_MODEL_NAMES_H_
