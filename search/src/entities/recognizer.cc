#include "entities/recognizer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "entities/candidate.h"
#include "entities/concepts.h"
#include "entities/coreference.h"
#include "entities/document_pass.h"
#include "entities/evidence.h"
#include "entities/final_signs.h"
#include "entities/links.h"
#include "entities/model_names.h"
#include "entities/overlap.h"
#include "entities/patterns.h"
#include "entities/rejections.h"
#include "entities/roles.h"
#include "entities/supplied.h"
#include "entities/unlisted.h"

namespace vigie::entities {
namespace {

using Candidates = std::vector<Candidate>;

Lattice MakeLattice(const FieldText& field) {
  return field.analyzed == nullptr ? Lattice()
                                   : Lattice(field.text, *field.analyzed);
}

void Append(const Candidates& more, Candidates* all) {
  all->insert(all->end(), more.begin(), more.end());
}

FoundMention MakeMention(const Candidate& candidate) {
  FoundMention mention;
  mention.entity = candidate.entity;
  mention.field = candidate.place.field;
  mention.range = candidate.place.range;
  mention.position_begin = candidate.place.positions.begin;
  mention.position_end = candidate.place.positions.end;
  mention.sentence = candidate.place.sentence;
  mention.rule = candidate.rule;
  mention.confidence =
      static_cast<float>(candidate.confidence_percent) / 100.0F;
  mention.link_confidence = BaseLink(candidate);
  mention.nested = candidate.nested;
  mention.parent = candidate.parent;
  return mention;
}

// Names and named concepts, each apart.
struct Accepted {
  Candidates names;
  Candidates concepts;
};

Accepted Part(const Patterns& patterns, const Candidates& candidates) {
  Accepted parts;
  for (const Candidate& candidate : candidates) {
    (patterns.is_concept(candidate.entity) ? parts.concepts : parts.names)
        .push_back(candidate);
  }
  return parts;
}

}  // namespace

struct Recognizer::Compiled {
  Patterns patterns;
};

Recognizer::Recognizer(std::shared_ptr<const Dictionary> dictionary,
                       std::shared_ptr<const SequenceModel> names)
    : dictionary_(std::move(dictionary)),
      compiled_(std::make_unique<const Compiled>(
          Compiled{CompilePatterns(*dictionary_)})),
      names_(std::move(names)) {}

Recognizer::~Recognizer() = default;

EntityView ViewEntity(const Dictionary& dictionary, const Recognition& found,
                      uint32_t entity) {
  if (entity < dictionary.size()) {
    return {dictionary.id(entity), dictionary.label(entity),
            dictionary.type(entity)};
  }
  const Entity& unlisted = found.unlisted[entity - dictionary.size()];
  return {unlisted.id, unlisted.label, unlisted.type};
}

std::string Recognizer::names_version() const {
  return names_ == nullptr ? "" : names_->version();
}

std::vector<FoundMention> Recognizer::Recognize(const FieldText& title,
                                                const FieldText& text) const {
  return Conclude(title, text, LabelListed(title, text)).mentions;
}

Recognition Recognizer::RecognizeAll(const FieldText& title,
                                     const FieldText& text) const {
  return Conclude(title, text, LabelAll(title, text));
}

Labelled Recognizer::LabelListed(const FieldText& title,
                                 const FieldText& text) const {
  return {FindListed(title, text), std::nullopt};
}

Labelled Recognizer::LabelAll(const FieldText& title,
                              const FieldText& text) const {
  Labelled labelled = LabelListed(title, text);
  if (names_ != nullptr) {
    labelled.names = TagNames(NameTagger(names_), *dictionary_, {title, text},
                              labelled.listed);
  }
  return labelled;
}

std::vector<FoundMention> Recognizer::FindListed(const FieldText& title,
                                                 const FieldText& text) const {
  const Patterns& patterns = compiled_->patterns;
  const Evidence evidence =
      GatherEvidence(patterns, MakeLattice(title), MakeLattice(text));
  const Scorer scorer(patterns, evidence);

  const Accepted full =
      Part(patterns, AcceptFullAliases(patterns, evidence, scorer));
  Candidates owners = ResolveNames(full.names);
  Append(ResolveConcepts(full.concepts), &owners);
  std::sort(owners.begin(), owners.end(),
            [](const Candidate& a, const Candidate& b) {
              return ComesBefore(a.place, b.place);
            });
  const Article article{patterns, evidence, scorer, owners};
  const Candidates shorts = AcceptShortAliases(article);
  Candidates leaning = AcceptNominalAliases(article, shorts);
  Append(shorts, &leaning);
  Accepted all = Part(patterns, leaning);
  Append(full.names, &all.names);
  Append(full.concepts, &all.concepts);

  Candidates standing = ResolveNames(std::move(all.names));
  ConceptMembers members(*dictionary_, patterns, evidence, scorer, standing);
  Append(FindPhrasedConcepts(*dictionary_, patterns, evidence, scorer,
                             all.concepts, &members),
         &all.concepts);
  DropMasked(patterns, members, &all.concepts);
  Append(ResolveConcepts(std::move(all.concepts)), &standing);
  FindParents(&standing);
  CountRivals(patterns, evidence, &standing);

  std::vector<FoundMention> mentions;
  std::transform(standing.begin(), standing.end(), std::back_inserter(mentions),
                 MakeMention);
  return mentions;
}

Recognition Recognizer::Conclude(const FieldText& title, const FieldText& text,
                                 Labelled labelled) const {
  const bool all = labelled.names.has_value();
  Recognition found;
  if (all) {
    found = AddModelNames(*labelled.names, *dictionary_, {title, text},
                          std::move(labelled.listed));
  } else {
    found.mentions = std::move(labelled.listed);
  }
  const std::array<Lattice, 2> fields = {MakeLattice(title), MakeLattice(text)};
  ReadDocument(fields, *dictionary_,
               all ? NewEntities::kUnlisted : NewEntities::kNone, &found);
  ScoreLinks(*dictionary_, &found);
  AssignRoles(
      fields,
      [&](uint32_t entity) { return TypeIn(*dictionary_, found, entity); },
      &found.mentions);
  TakeFinalSigns(
      title.text, text.text,
      [&](uint32_t entity) { return ViewEntity(*dictionary_, found, entity); },
      &found.mentions);
  return found;
}

void Recognizer::AddSupplied(const vigie::Article& article,
                             const FieldText& title, const FieldText& text,
                             Recognition* found) const {
  if (article.mentions.empty()) return;
  entities::AddSupplied({title, text}, article.mentions, *dictionary_, found);
}

Explained Recognizer::ExplainRejections(
    const FieldText& title, const FieldText& text, uint32_t entity,
    const std::vector<std::string>& names) const {
  Recognition found = RecognizeAll(title, text);
  const Patterns& patterns = compiled_->patterns;
  const Evidence evidence =
      GatherEvidence(patterns, MakeLattice(title), MakeLattice(text));
  const Scorer scorer(patterns, evidence);
  return {FindRejections({patterns, evidence, scorer, found.mentions}, entity,
                         names),
          std::move(found.unlisted)};
}

}  // namespace vigie::entities
