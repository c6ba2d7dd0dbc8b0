#include "entities/name_tagger.h"

#include <algorithm>

#include "entities/context_rows.h"

namespace vigie::entities {
namespace {

// The sums of AppendWordRows of a word, by offset plus two.
struct WordScores {
  std::array<Scores, 5> sums{};
  std::array<bool, 5> known{};
};

struct FieldState {
  FieldWords field;
  std::vector<Island> islands;
  std::vector<Scores> scores;  // by word; zero outside of islands
};

// What a thread keeps from one article to the next.
struct Scratch {
  explicit Scratch(std::shared_ptr<const SequenceModel> for_model)
      : model(std::move(for_model)), book(model->words()) {}
  std::shared_ptr<const SequenceModel> model;
  WordBook book;
  std::vector<WordScores> scores;  // by index in the book
  Rows rows;
};

// Distinct words after which a thread forgets those it has met; a word takes
// about 400 bytes.
constexpr uint32_t kMostWords = 16'384;

Scratch& ScratchOf(const std::shared_ptr<const SequenceModel>& model) {
  thread_local std::unique_ptr<Scratch> scratch;
  if (scratch == nullptr || scratch->model != model) {
    scratch = std::make_unique<Scratch>(model);
  } else if (scratch->book.size() > kMostWords) {
    scratch->book.Clear();
    scratch->scores.clear();
  }
  return *scratch;
}

void Add(const Scores& more, Scores* sum) {
  for (size_t label = 0; label < kLabelStride; ++label) {
    (*sum)[label] = static_cast<int16_t>((*sum)[label] + more[label]);
  }
}

class Tagging {
 public:
  explicit Tagging(Scratch* scratch)
      : scratch_(*scratch), evidence_(scratch->book) {}

  void Read(const TaggedField& given, FieldState* state) {
    if (given.analyzed == nullptr) return;
    state->field.words =
        ReadWords(given.text, *given.analyzed, &scratch_.book);
    MarkListed(given.listed, &state->field.words);
    state->islands = FindIslands(state->field.words);
    state->field.labels.assign(state->field.words.size(), kOutside);
    state->scores.resize(state->field.words.size());
    evidence_.Gather(state->field);
  }

  void FirstPass(FieldState* state) {
    scratch_.scores.resize(scratch_.book.size());
    for (const Island& island : state->islands) {
      for (uint32_t i = island.begin; i < island.end; ++i) {
        ScoreWord(state->field, i, &state->scores[i]);
      }
      Label(island, state);
    }
  }

  void SecondPass(FieldState* state) {
    std::vector<uint8_t> labels = state->field.labels;
    for (const Island& island : state->islands) {
      bool changed = false;
      for (uint32_t i = island.begin; i < island.end; ++i) {
        if (!state->field.words[i].capital) continue;
        scratch_.rows.clear();
        evidence_.AppendLabelRows(state->field, i, &scratch_.rows);
        if (scratch_.rows.empty()) continue;
        scratch_.model->AddRows(scratch_.rows, &state->scores[i]);
        changed = true;
      }
      if (changed) LabelInto(island, *state, &labels);
    }
    state->field.labels = std::move(labels);
  }

  DocumentEvidence& evidence() { return evidence_; }

 private:
  const Scores& WordSum(uint32_t facts, uint32_t place) {
    WordScores& known = scratch_.scores[facts];
    if (!known.known[place]) {
      scratch_.rows.clear();
      AppendWordRows(scratch_.book.facts(facts), static_cast<int>(place) - 2,
                     &scratch_.rows);
      scratch_.model->AddRows(scratch_.rows, &known.sums[place]);
      known.known[place] = true;
    }
    return known.sums[place];
  }

  // Of what stands beyond a sentence's edge.
  const Scores& EdgeSum(uint32_t place) {
    if (!edge_.known[place]) {
      scratch_.rows.clear();
      AppendWordRows(SentenceEdge(), static_cast<int>(place) - 2,
                     &scratch_.rows);
      scratch_.model->AddRows(scratch_.rows, &edge_.sums[place]);
      edge_.known[place] = true;
    }
    return edge_.sums[place];
  }

  void ScoreWord(const FieldWords& field, uint32_t i, Scores* sum) {
    const std::vector<NameWord>& words = field.words;
    const bool first = words[i].starts_sentence;
    const bool second = first || words[i - 1].starts_sentence;
    const bool last = i + 1 >= words.size() || words[i + 1].starts_sentence;
    const bool next_to_last =
        last || i + 2 >= words.size() || words[i + 2].starts_sentence;
    Add(second ? EdgeSum(0) : WordSum(words[i - 2].facts, 0), sum);
    Add(first ? EdgeSum(1) : WordSum(words[i - 1].facts, 1), sum);
    Add(WordSum(words[i].facts, 2), sum);
    Add(last ? EdgeSum(3) : WordSum(words[i + 1].facts, 3), sum);
    Add(next_to_last ? EdgeSum(4) : WordSum(words[i + 2].facts, 4), sum);
    scratch_.rows.clear();
    AppendContextRows(scratch_.book, words, i, &scratch_.rows);
    if (words[i].capital) evidence_.AppendRows(field, i, &scratch_.rows);
    scratch_.model->AddRows(scratch_.rows, sum);
  }

  void LabelInto(const Island& island, const FieldState& state,
                 std::vector<uint8_t>* labels) {
    LabelBest(*scratch_.model,
              {&state.scores[island.begin], island.end - island.begin, nullptr},
              labels->data() + island.begin);
  }
  void Label(const Island& island, FieldState* state) {
    LabelInto(island, *state, &state->field.labels);
  }

  Scratch& scratch_;
  DocumentEvidence evidence_;
  WordScores edge_;
};

}  // namespace

void MarkListed(const std::vector<ListedSpan>& listed,
                std::vector<NameWord>* words) {
  for (const ListedSpan& span : listed) {
    const uint32_t end =
        std::min(span.positions.end, static_cast<uint32_t>(words->size()));
    for (uint32_t i = span.positions.begin; i < end; ++i) {
      if (span.type >= kModelTypes) {
        (*words)[i].listed = kListedAsNoName;
        continue;
      }
      const bool first = i == span.positions.begin;
      const bool last = i + 1 == end;
      const SpanPart part = first ? (last ? SpanPart::kSingle : SpanPart::kBegin)
                                  : (last ? SpanPart::kEnd : SpanPart::kInside);
      (*words)[i].listed = LabelOf(span.type, part);
    }
  }
}

std::vector<TaggedName> NamesOf(const std::vector<uint8_t>& labels) {
  std::vector<TaggedName> names;
  uint32_t begin = 0;
  for (uint32_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == kOutside) continue;
    const SpanPart part = PartOf(labels[i]);
    if (part == SpanPart::kBegin || part == SpanPart::kSingle) begin = i;
    if (part == SpanPart::kEnd || part == SpanPart::kSingle) {
      names.push_back(
          {{begin, i + 1}, static_cast<ModelType>(TypeOf(labels[i])), 1.0F});
    }
  }
  return names;
}

std::vector<std::vector<TaggedName>> NameTagger::Tag(
    const std::vector<TaggedField>& fields) const {
  Tagging tagging(&ScratchOf(model_));
  std::vector<FieldState> states(fields.size());
  for (size_t i = 0; i < fields.size(); ++i) {
    tagging.Read(fields[i], &states[i]);
  }
  for (FieldState& state : states) tagging.FirstPass(&state);
  for (const FieldState& state : states) {
    tagging.evidence().GatherLabels(state.field);
  }
  std::vector<std::vector<TaggedName>> names;
  for (FieldState& state : states) {
    tagging.SecondPass(&state);
    names.push_back(NamesOf(state.field.labels));
  }
  return names;
}

}  // namespace vigie::entities
