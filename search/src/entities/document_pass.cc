#include "entities/document_pass.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/analyzer.h"
#include "entities/acronyms.h"
#include "entities/appositions.h"
#include "entities/article_names.h"
#include "entities/surnames.h"
#include "entities/unlisted.h"

namespace vigie::entities {
namespace {

using analysis::Token;

constexpr float kDefined = .90F;
constexpr float kApposed = .75F;
constexpr uint32_t kShortestPersonAcronym = 3;

class DocumentPass : private ArticleNames {
 public:
  DocumentPass(const std::array<Lattice, 2>& fields,
               const Dictionary& dictionary, NewEntities new_entities,
               Recognition* found)
      : ArticleNames(fields, dictionary, found),
        fields_(fields),
        dictionary_(dictionary),
        may_add_(new_entities == NewEntities::kUnlisted),
        found_(*found) {}

  void Run() {
    const size_t before = found_.mentions.size();
    for (const Field field : {Field::kTitle, Field::kText}) {
      ReadAppositions(field);
    }
    for (const Field field : {Field::kTitle, Field::kText}) {
      ReadDefinitions(field);
    }
    ApplyAcronyms();
    AgreeOnTypes();
    if (changed_ || before != found_.mentions.size()) Restore();
    AddSurnames(fields_, dictionary_, &found_);
  }

 private:
  void ReadAppositions(Field field) {
    for (const Apposition& one : FindAppositions(lattice(field))) {
      FoundMention* const name = NameAt(field, one.name);
      if (name == nullptr) {
        AddPerson(field, one);
      } else if (!IsListed(*name)) {
        // A town has a mayor beside it too.
        if (TypeOf(*name) != EntityType::kPlace) {
          people_.push_back(name->entity);
        }
      } else if (TypeOf(*name) == EntityType::kPerson && !Agrees(*name, one)) {
        Unlink(name, one);
      }
    }
  }

  bool Agrees(const FoundMention& name, const Apposition& one) const {
    return AgreesWith(one.office,
                      OfficeOfSubtype(dictionary_.entity(name.entity).subtype));
  }

  // The namesake whom the dictionary lists is somebody else.
  void Unlink(FoundMention* name, const Apposition& one) {
    const uint32_t namesake = name->entity;
    const std::optional<uint32_t> person =
        NewPerson(Surface(name->field, one.name), one.office);
    for (FoundMention& mention : found_.mentions) {
      if (mention.entity != namesake) continue;
      mention.entity = person.has_value() ? *person : kDropped;
      mention.rule = MentionRule::kModel;
      mention.confidence = kApposed;
    }
    changed_ = true;
  }

  std::optional<uint32_t> NewPerson(std::string_view surface, Office office) {
    if (!may_add_) return std::nullopt;
    std::string id =
        UnlistedId(EntityType::kPerson, analysis::FoldName(surface));
    if (id.empty()) return std::nullopt;
    const std::optional<uint32_t> listed = dictionary_.FindById(id);
    if (listed.has_value()) {
      const Entity entity = dictionary_.entity(*listed);
      if (AgreesWith(office, OfficeOfSubtype(entity.subtype))) return listed;
      id += office == Office::kSport ? ".sport" : ".office";
    }
    return NumberUnlisted(dictionary_, EntityType::kPerson, id, surface,
                          &found_);
  }

  void AddPerson(Field field, const Apposition& one) {
    if (CutsName(field, one.name)) return;
    // A family name may be a town's or a firm's, a first name is none: « Crédit
    // Coop Dupont ».
    for (const FoundMention& mention : found_.mentions) {
      if (IsName(mention) && mention.field == field &&
          one.name.contains({mention.position_begin, mention.position_end}) &&
          (mention.position_end != one.name.end ||
           mention.position_end - mention.position_begin > 1)) {
        return;
      }
    }
    const std::string_view surface = Surface(field, one.name);
    const std::optional<uint32_t> person = NewPerson(surface, one.office);
    const FoundMention whole =
        MakeMention(field, one.name, person.value_or(kDropped),
                    MentionRule::kModel, kApposed);
    Clear(field, whole.range);
    changed_ = true;
    if (!person.has_value()) return;
    found_.mentions.push_back(whole);
    Repeat(field, one.name, *person);
  }

  // The same words elsewhere are the same person.
  void Repeat(Field named, const Positions& name, uint32_t person) {
    const Lattice& from = lattice(named);
    const uint32_t words = name.end - name.begin;
    for (const Field field : {Field::kTitle, Field::kText}) {
      const Lattice& in = lattice(field);
      for (uint32_t p = 0; p + words <= in.positions(); ++p) {
        uint32_t same = 0;
        while (same < words &&
               in.plain(p + same).form == from.plain(name.begin + same).form) {
          ++same;
        }
        const Positions at{p, p + words};
        if (same < words || (field == named && at.begin == name.begin) ||
            (in.plain(p).flags & analysis::kCapitalized) == 0 ||
            in.plain(p).sentence != in.plain(at.end - 1).sentence ||
            CutsName(field, at) || NameAt(field, at) != nullptr) {
          continue;
        }
        const FoundMention again =
            MakeMention(field, at, person, MentionRule::kModel, kApposed);
        Clear(field, again.range);
        changed_ = true;
        found_.mentions.push_back(again);
      }
    }
  }

  class EndsOfNames : public NameEnds {
   public:
    EndsOfNames(const ArticleNames& names, Field field)
        : names_(names), field_(field) {}
    uint32_t BeginOf(uint32_t end) const override {
      return names_.BeginOfNameBefore(field_, end);
    }

   private:
    const ArticleNames& names_;
    const Field field_;
  };

  void ReadDefinitions(Field field) {
    const Lattice& in = lattice(field);
    for (const Definition& one :
         FindDefinitions(in, EndsOfNames(*this, field))) {
      const Token& acronym = in.plain(one.acronym.begin);
      const FoundMention* const name = NameAt(field, one.long_form);
      std::optional<uint32_t> entity;
      if (name != nullptr) {
        if (TypeOf(*name) == EntityType::kPerson &&
            acronym.form.size() < kShortestPersonAcronym) {
          continue;
        }
        entity = name->entity;
      } else if (!CutsName(field, one.long_form)) {
        entity = NewBody(field, one.long_form);
      } else {
        continue;
      }
      acronyms_.emplace(std::string(in.slice(acronym.range)),
                        entity.value_or(kDropped));
    }
  }

  std::optional<uint32_t> NewBody(Field field, const Positions& at) {
    if (!may_add_) return std::nullopt;
    const EntityType type = IsEventNoun(lattice(field).plain(at.begin).form)
                                ? EntityType::kEvent
                                : EntityType::kOrganization;
    const std::string_view surface = Surface(field, at);
    const std::string id = UnlistedId(type, analysis::FoldName(surface));
    if (id.empty()) return std::nullopt;
    const std::optional<uint32_t> listed = dictionary_.FindById(id);
    const uint32_t entity =
        listed.has_value()
            ? *listed
            : NumberUnlisted(dictionary_, type, id, surface, &found_);
    const FoundMention whole =
        MakeMention(field, at, entity, MentionRule::kModel, kApposed);
    // Names inside stay: France in Association des maires de France.
    for (FoundMention& mention : found_.mentions) {
      if (mention.entity != kDropped && mention.field == field &&
          whole.range.contains(mention.range)) {
        mention.nested = true;
        mention.parent = whole.range;
      }
    }
    found_.mentions.push_back(whole);
    changed_ = true;
    return entity;
  }

  // Each acronym that the article defines is that entity wherever it stands
  // alone.
  void ApplyAcronyms() {
    if (acronyms_.empty()) return;
    for (const Field field : {Field::kTitle, Field::kText}) {
      const Lattice& in = lattice(field);
      for (uint32_t p = 0; p < in.positions(); ++p) {
        const auto defined =
            acronyms_.find(std::string(in.slice(in.plain(p).range)));
        if (defined == acronyms_.end() || in.inside_compound(p) ||
            in.inside_compound(p + 1)) {
          continue;
        }
        Define(field, p, defined->second);
      }
    }
  }

  void Define(Field field, uint32_t position, uint32_t entity) {
    const Positions at{position, position + 1};
    if (CutsName(field, at)) return;
    if (const FoundMention* const known = NameAt(field, at)) {
      if (known->entity == entity) return;
    }
    const FoundMention made =
        MakeMention(field, at, entity, MentionRule::kCoreference, kDefined);
    for (FoundMention& mention : found_.mentions) {
      if (mention.entity != kDropped && mention.field == field &&
          mention.range == made.range) {
        mention.entity = kDropped;
      }
    }
    changed_ = true;
    if (entity != kDropped) found_.mentions.push_back(made);
  }

  // One name of the article that the dictionary does not list has one type: a
  // person's where an office says so, else the most frequent.
  void AgreeOnTypes() {
    struct Reading {
      uint32_t entity = 0;
      uint32_t mentions = 0;
    };
    std::map<std::string_view, std::vector<Reading>> by_name;
    std::vector<uint32_t> count(found_.unlisted.size(), 0);
    for (const FoundMention& mention : found_.mentions) {
      if (mention.entity != kDropped && !IsListed(mention)) {
        ++count[mention.entity - dictionary_.size()];
      }
    }
    for (uint32_t i = 0; i < count.size(); ++i) {
      const std::string_view id = found_.unlisted[i].id;
      by_name[id.substr(id.find('/') + 1)].push_back(
          {dictionary_.size() + i, count[i]});
    }
    std::map<uint32_t, uint32_t> instead;
    for (const auto& [name, readings] : by_name) {
      Reading best = readings.front();
      for (const Reading& one : readings) {
        if (one.mentions > best.mentions) best = one;
      }
      uint32_t chosen = best.entity;
      for (const Reading& one : readings) {
        if (std::find(people_.begin(), people_.end(), one.entity) !=
            people_.end()) {
          chosen = AsPerson(one.entity);
        }
      }
      for (const Reading& one : readings) {
        if (one.entity != chosen) instead[one.entity] = chosen;
      }
    }
    if (instead.empty()) return;
    for (FoundMention& mention : found_.mentions) {
      const auto other = instead.find(mention.entity);
      if (other != instead.end()) mention.entity = other->second;
    }
    changed_ = true;
  }

  uint32_t AsPerson(uint32_t entity) {
    const Entity& known = found_.unlisted[entity - dictionary_.size()];
    if (known.type == EntityType::kPerson) return entity;
    const std::string label = known.label;
    return NewPerson(label, Office::kAny).value_or(entity);
  }

  const std::array<Lattice, 2>& fields_;
  const Dictionary& dictionary_;
  const bool may_add_;
  Recognition& found_;
  std::map<std::string, uint32_t> acronyms_;  // as written -> entity
  std::vector<uint32_t> people_;  // unlisted entities that hold an office
  bool changed_ = false;
};

}  // namespace

void ReadDocument(const std::array<Lattice, 2>& fields,
                  const Dictionary& dictionary, NewEntities new_entities,
                  Recognition* found) {
  DocumentPass(fields, dictionary, new_entities, found).Run();
}

}  // namespace vigie::entities
