#include "index/document_terms.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "analysis/analyzer.h"
#include "index/schema.h"
#include "vigie/time.h"

namespace vigie::index {
namespace {

// The prefixes and weight under which a field's tokens are indexed.
struct TokenPrefixes {
  std::string_view form;
  std::string_view stem;
  std::string_view exact;
  uint32_t wdf = 0;
};

constexpr TokenPrefixes kInText = {kPrefixForm, kPrefixStem, kPrefixExact,
                                   kTextWdf};
constexpr TokenPrefixes kOfTitle = {kPrefixForm, kPrefixStem, kPrefixExact,
                                    kTitleWdf};
constexpr TokenPrefixes kTitleOnly = {kPrefixTitleForm, kPrefixTitleStem,
                                      kPrefixTitleExact, kTitleWdf};

// Exact forms weigh nothing, so that lengths count forms and stems only.
void AddTokens(const analysis::AnalyzedText& analyzed, uint32_t first_position,
               const TokenPrefixes& prefixes, Xapian::Document* document) {
  for (const analysis::Token& token : analyzed.tokens) {
    const uint32_t position = first_position + token.position;
    document->add_posting(Term(prefixes.form, token.form), position,
                          prefixes.wdf);
    document->add_posting(Term(prefixes.stem, token.stem), position,
                          prefixes.wdf);
    document->add_posting(Term(prefixes.exact, token.exact), position, 0);
  }
}

void AddAttributes(const Article& article, const IndexOptions& options,
                   Xapian::Document* document) {
  for (const Attribute& attribute : article.attributes) {
    if (!std::binary_search(options.facet_attributes.begin(),
                            options.facet_attributes.end(), attribute.name)) {
      continue;
    }
    for (const std::string& value : attribute.values) {
      document->add_boolean_term(AttributeTerm(attribute.name, value));
    }
  }
}

void AddFilters(const AnalyzedArticle& article,
                const entities::Dictionary& dictionary,
                Xapian::Document* document) {
  document->add_boolean_term(Term(kPrefixId, article.article->id));
  const std::string source = analysis::FoldName(article.article->source);
  if (!source.empty()) document->add_boolean_term(Term(kPrefixSource, source));
  for (const std::string& name : article.article->authors) {
    const std::string author = analysis::FoldName(name);
    if (!author.empty()) {
      document->add_boolean_term(Term(kPrefixAuthor, author));
    }
  }
  std::set<uint32_t> entities;
  for (const entities::FoundMention& mention : *article.mentions) {
    if (!entities.insert(mention.entity).second) continue;
    const Entity& entity = dictionary.entity(mention.entity);
    document->add_boolean_term(Term(kPrefixEntity, entity.id));
    document->add_boolean_term(
        Term(kPrefixEntityType, EntityTypeName(entity.type)));
  }
}

}  // namespace

Xapian::Document MakeDocument(const AnalyzedArticle& article,
                              const entities::Dictionary& dictionary,
                              const IndexOptions& options) {
  Xapian::Document document;
  AddTokens(*article.title, kTitlePosition, kOfTitle, &document);
  AddTokens(*article.title, kTitlePosition, kTitleOnly, &document);
  AddTokens(*article.text, TextPosition(article.title->positions), kInText,
            &document);
  AddFilters(article, dictionary, &document);
  AddAttributes(*article.article, options, &document);
  if (article.article->published_at.has_value()) {
    const int32_t day = ParisDay(article.article->published_at->unix_seconds);
    document.add_value(kSlotDay, Xapian::sortable_serialise(day));
  }
  return document;
}

}  // namespace vigie::index
