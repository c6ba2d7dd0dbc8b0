// Running the recogniser on small dictionaries and showing what it found.
#ifndef VIGIE_TESTS_ENTITIES_RECOGNITION_H_
#define VIGIE_TESTS_ENTITIES_RECOGNITION_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analyzer.h"
#include "entities/recognizer.h"

namespace vigie::entities {

// Parses, or fails the test and returns an empty dictionary.
inline std::shared_ptr<const Dictionary> ParseOrFail(std::string_view lines) {
  Result<std::shared_ptr<const Dictionary>> parsed =
      Dictionary::Parse(lines, "test");
  if (parsed.ok()) return *parsed;
  ADD_FAILURE() << parsed.status().ToString();
  return *Dictionary::Parse("", "empty");
}

// "title org/openai: OpenAI < Azure OpenAI (dictionary)", where "<" names the
// parent of a nested mention and "title " is left out for the text.
inline std::string Show(const Dictionary& dictionary,
                        const FoundMention& mention, std::string_view title,
                        std::string_view text) {
  const std::string_view field = mention.field == Field::kTitle ? title : text;
  const auto slice = [&](const ByteRange& range) {
    return std::string(field.substr(range.begin, range.size()));
  };
  std::string shown = mention.field == Field::kTitle ? "title " : "";
  shown += dictionary.entity(mention.entity).id + ": " + slice(mention.range);
  if (mention.nested) shown += " < " + slice(mention.parent);
  return shown + " (" + std::string(MentionRuleName(mention.rule)) + ")";
}

inline std::vector<FoundMention> Recognize(const Recognizer& recognizer,
                                           std::string_view title,
                                           std::string_view text) {
  const analysis::AnalyzedText analyzed_title = analysis::Analyze(title);
  const analysis::AnalyzedText analyzed_text = analysis::Analyze(text);
  return recognizer.Recognize({title, &analyzed_title}, {text, &analyzed_text});
}

inline std::vector<std::string> Find(std::string_view lines,
                                     std::string_view text,
                                     std::string_view title = "") {
  const Recognizer recognizer(ParseOrFail(lines));
  std::vector<std::string> shown;
  for (const FoundMention& mention : Recognize(recognizer, title, text)) {
    shown.push_back(Show(recognizer.dictionary(), mention, title, text));
  }
  return shown;
}

}  // namespace vigie::entities

#endif  // VIGIE_TESTS_ENTITIES_RECOGNITION_H_
