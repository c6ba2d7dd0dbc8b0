#include "match/text_analysis.h"

#include <string>
#include <utility>

#include "analysis/analyzer.h"
#include "match/article_text.h"

namespace vigie::match {
namespace {

AnalyzedToken Shown(const analysis::Token& token) {
  return {token.form,     token.stem,      token.exact,
          token.range,    token.position,  token.length,
          token.sentence, token.paragraph, analysis::RuleNames(token.rules)};
}

Mention Shown(const entities::FoundMention& found,
              const entities::EntityView& entity,
              const analysis::AnalyzedText& analyzed, std::string_view text) {
  Mention mention;
  mention.entity_id = std::string(entity.id);
  mention.type = entity.type;
  mention.label = std::string(entity.label);
  mention.field = found.field;
  mention.range = found.range;
  mention.surface =
      std::string(text.substr(found.range.begin, found.range.size()));
  mention.sentence = ShownSentence(
      text, analyzed.sentences[found.sentence].range, found.range);
  mention.rule = found.rule;
  mention.confidence = found.confidence;
  mention.link_confidence = found.link_confidence;
  mention.nested = found.nested;
  mention.parent = found.parent;
  mention.role = found.role;
  mention.quotation = found.quotation;
  return mention;
}

// As the index recognises what is added to it.
entities::Recognition Recognized(const Corpus& corpus,
                                 const entities::Recognizer& recognizer,
                                 const entities::FieldText& title,
                                 const entities::FieldText& text) {
  if (corpus.unlisted_names) return recognizer.RecognizeAll(title, text);
  return {recognizer.Recognize(title, text), {}};
}

}  // namespace

Result<AnalyzeResult> AnalyzeText(const Corpus& corpus,
                                  const entities::Recognizer& recognizer,
                                  std::string_view text) {
  if (text.size() > kMaxAnalyzedBytes) {
    return Status(StatusCode::kInvalidArgument,
                  "the text has " + std::to_string(text.size()) +
                      " bytes; at most " + std::to_string(kMaxAnalyzedBytes) +
                      " are analysed",
                  "TEXT_TOO_LONG");
  }
  const analysis::AnalyzedText title;
  const analysis::AnalyzedText analyzed = analysis::Analyze(text);
  AnalyzeResult result;
  for (const analysis::Token& token : analyzed.tokens) {
    result.tokens.push_back(Shown(token));
  }
  for (const analysis::SentenceSpan& sentence : analyzed.sentences) {
    result.sentences.push_back(sentence.range);
  }
  const entities::Recognition recognition =
      Recognized(corpus, recognizer, {"", &title}, {text, &analyzed});
  for (const entities::FoundMention& found : recognition.mentions) {
    result.mentions.push_back(
        Shown(found,
              entities::ViewEntity(recognizer.dictionary(), recognition,
                                   found.entity),
              analyzed, text));
    result.mentions.back().unlisted =
        found.entity >= recognizer.dictionary().size();
  }
  result.analyzer_version = analysis::AnalyzerVersion();
  result.dictionary_version = corpus.dictionary->version();
  return result;
}

}  // namespace vigie::match
