// Words that say that somebody says something.
#ifndef VIGIE_ENTITIES_SPEECH_VERBS_H_
#define VIGIE_ENTITIES_SPEECH_VERBS_H_

#include <string_view>

namespace vigie::entities {

// Whether a folded form is the third person or the participle of a verb of
// saying: « declare », « dit ». O(verbs).
bool IsSpeechVerb(std::string_view form);

// « selon », « (d’)après ».
bool IsAccordingTo(std::string_view form);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_SPEECH_VERBS_H_
