#include "entities/name_tagger.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

#include "entities/context_rows.h"
#include "entities/propagation.h"

namespace vigie::entities {
namespace {

// The sums of AppendWordRows of a word, by offset plus two.
struct alignas(64) WordScores {
  std::array<Scores, 5> sums{};
  std::array<bool, 5> known{};
};

struct FieldState {
  FieldWords field;
  std::vector<Island> islands;
  std::vector<Scores> scores;  // by word; zero outside of islands
};

// Distinct words after which a thread forgets the rare ones among those it has
// met; a word takes about 370 bytes.
constexpr uint32_t kMostWords = 40'960;

// What a thread keeps from one article to the next.
struct Scratch {
  explicit Scratch(std::shared_ptr<const SequenceModel> for_model)
      : model(std::move(for_model)), book(model->words()), evidence(book) {
    // At once: growing would hold twice as much for a while.
    scores.reserve(kMostWords + kMostWords / 4);
  }
  std::shared_ptr<const SequenceModel> model;
  WordBook book;
  DocumentEvidence evidence;
  std::vector<WordScores> scores;  // by index in the book
  Rows rows;
  Rows batch;                  // of an island's words
  std::vector<uint32_t> ends;  // in `batch`, by word
};

Scratch& ScratchOf(const std::shared_ptr<const SequenceModel>& model) {
  thread_local std::optional<Scratch> scratch;
  if (!scratch.has_value() || scratch->model != model) {
    scratch.emplace(model);
  }
  scratch->evidence.Clear();
  if (scratch->book.size() > kMostWords) {
    scratch->scores.resize(scratch->book.size());
    KeepOnly(scratch->book.ForgetRare(kMostWords / 3 * 2), &scratch->scores);
  }
  return *scratch;
}

// Islands ahead: about as long as memory takes to answer.
constexpr size_t kPrefetched = 4;

// More than any sum of rows.
constexpr int16_t kForbidden = 12'000;

// Bars the labels that carry a name on.
void Part(Scores* sum) {
  for (size_t type = 0; type < kModelTypes; ++type) {
    for (const SpanPart part : {SpanPart::kInside, SpanPart::kEnd}) {
      int16_t& score = (*sum)[LabelOf(type, part)];
      score = static_cast<int16_t>(score - kForbidden);
    }
  }
}

// Words beside a name that its confidence looks at.
constexpr uint32_t kReach = 3;
// Of a name that only propagation finds.
constexpr float kPropagated = 0.6F;
// At least, of a name that was settled before the model read it.
constexpr float kSettled = 0.6F;

bool IsListed(const std::vector<ListedSpan>& listed, const Positions& name) {
  const auto span = std::lower_bound(listed.begin(), listed.end(), name.begin,
                                     [](const ListedSpan& one, uint32_t at) {
                                       return one.positions.begin < at;
                                     });
  return span != listed.end() && span->positions.begin == name.begin &&
         span->positions.end == name.end;
}

void Add(const Scores& more, Scores* sum) {
  // As the machine adds them at once.
  using Eight [[gnu::vector_size(16)]] = int16_t;
  using Sums = std::array<Eight, sizeof(Scores) / sizeof(Eight)>;
  Sums a;
  Sums b;
  std::memcpy(&a, sum, sizeof(a));
  std::memcpy(&b, &more, sizeof(b));
  for (size_t part = 0; part < a.size(); ++part) a[part] += b[part];
  std::memcpy(sum, &a, sizeof(a));
}

bool Holds(const Island& island, const Positions& at) {
  return island.begin <= at.begin && at.end <= island.end;
}

// Whether a name holds the whole span, or, for no name, none touches it.
bool Respects(const std::vector<uint8_t>& labels, const ListedSpan& span) {
  const auto begin = labels.begin() + span.positions.begin;
  const auto end = labels.begin() + span.positions.end;
  if (span.type >= kModelTypes) {
    return std::all_of(begin, end,
                       [](uint8_t label) { return label == kOutside; });
  }
  // One name from the first word to the last: no end before the last, no
  // beginning after the first.
  for (auto label = begin; label != end; ++label) {
    if (*label == kOutside) return false;
    const SpanPart part = PartOf(*label);
    const bool begins = part == SpanPart::kBegin || part == SpanPart::kSingle;
    const bool ends = part == SpanPart::kEnd || part == SpanPart::kSingle;
    if (begins && label != begin) return false;
    if (ends && label + 1 != end) return false;
  }
  return true;
}

void Force(const std::vector<NameWord>& words, const Positions& at,
           std::vector<LabelSet>* allowed) {
  for (uint32_t i = at.begin; i < at.end; ++i) {
    const uint8_t listed = words[i].listed;
    (*allowed)[i] =
        1U << (listed == kListedAsNoName ? uint8_t{kOutside} : listed);
  }
}

// Gives a name that is just the span the span's type.
void Retype(const ListedSpan& span, std::vector<uint8_t>* labels) {
  if (span.type >= kModelTypes) return;
  const uint8_t first = (*labels)[span.positions.begin];
  const uint8_t last = (*labels)[span.positions.end - 1];
  if (first == kOutside || last == kOutside) return;
  const bool begins =
      PartOf(first) == SpanPart::kBegin || PartOf(first) == SpanPart::kSingle;
  const bool ends =
      PartOf(last) == SpanPart::kEnd || PartOf(last) == SpanPart::kSingle;
  if (!begins || !ends) return;
  for (uint32_t i = span.positions.begin; i < span.positions.end; ++i) {
    (*labels)[i] = LabelOf(span.type, PartOf((*labels)[i]));
  }
}

class Tagging {
 public:
  explicit Tagging(Scratch* scratch)
      : scratch_(*scratch), evidence_(scratch->evidence) {}

  void Read(const TaggedField& given, FieldState* state) {
    if (given.analyzed == nullptr) return;
    state->field.words = ReadWords(given.text, *given.analyzed, &scratch_.book);
    MarkListed(given.listed, &state->field.words);
    state->islands = FindIslands(state->field.words);
    state->field.labels.assign(state->field.words.size(), kOutside);
    state->scores.resize(state->field.words.size());
    evidence_.Gather(state->field);
  }

  void FirstPass(FieldState* state) {
    scratch_.scores.resize(scratch_.book.size());
    const std::vector<Island>& islands = state->islands;
    for (size_t next = 0; next < islands.size() + kPrefetched; ++next) {
      if (next < islands.size()) Prefetch(state->field, islands[next]);
      if (next < kPrefetched) continue;
      const Island& island = islands[next - kPrefetched];
      scratch_.batch.clear();
      scratch_.ends.clear();
      for (uint32_t i = island.begin; i < island.end; ++i) {
        ScoreWords(state->field, i, &state->scores[i]);
        AppendPlaceRows(state->field, i, &scratch_.batch);
        scratch_.ends.push_back(static_cast<uint32_t>(scratch_.batch.size()));
      }
      scratch_.model->AddRows(scratch_.batch, scratch_.ends,
                              &state->scores[island.begin]);
      LabelInto(island, *state, &state->field.labels);
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

  // Labels again the islands in which a name cuts or misses what the
  // dictionary has decided, which is then forced.
  void Enforce(const TaggedField& given, FieldState* state) {
    if (given.listed.empty()) return;
    std::vector<LabelSet> allowed;
    for (const Island& island : state->islands) {
      bool wrong = false;
      for (const ListedSpan& span : given.listed) {
        if (!Holds(island, span.positions) ||
            Respects(state->field.labels, span)) {
          continue;
        }
        if (allowed.empty()) {
          allowed.assign(state->field.words.size(), kAnyLabel);
        }
        Force(state->field.words, span.positions, &allowed);
        wrong = true;
      }
      if (!wrong) continue;
      LabelBest(*scratch_.model,
                {&state->scores[island.begin], island.end - island.begin,
                 &allowed[island.begin]},
                state->field.labels.data() + island.begin);
    }
    for (const ListedSpan& span : given.listed) {
      Retype(span, &state->field.labels);
    }
  }

  // How sure the model is of `name`, in (0, 1]: its best labels against the
  // best among which the first word of the name has another one. It ranks
  // names; as a probability it is too high.
  float ConfidenceOf(const FieldState& state, const Positions& name) const {
    const auto island = std::upper_bound(
        state.islands.begin(), state.islands.end(), name.begin,
        [](uint32_t at, const Island& one) { return at < one.end; });
    if (island == state.islands.end() || !Holds(*island, name)) {
      return kPropagated;
    }
    const uint32_t begin =
        std::max(island->begin, name.begin - std::min(name.begin, kReach));
    const uint32_t end = std::min(island->end, name.end + kReach);
    const float margin =
        MarginOf(*scratch_.model, {&state.scores[begin], end - begin, nullptr},
                 name.begin - begin, state.field.labels[name.begin]) *
        scratch_.model->unit();
    return 1.0F / (1.0F + std::exp(-margin));
  }

  DocumentEvidence& evidence() { return evidence_; }
  const WordBook& book() const { return scratch_.book; }

 private:
  // What ScoreWords will read of the words in and beside `island`.
  void Prefetch(const FieldWords& field, const Island& island) const {
    constexpr size_t kLine = 64;
    const auto size = static_cast<uint32_t>(field.words.size());
    const uint32_t begin = island.begin - std::min(island.begin, 2U);
    const uint32_t end = island.end + std::min(size - island.end, 2U);
    for (uint32_t i = begin; i < end; ++i) {
      const uint32_t facts = field.words[i].facts;
      const auto* scores =
          reinterpret_cast<const char*>(&scratch_.scores[facts]);
      for (size_t at = 0; at < sizeof(WordScores); at += kLine) {
        __builtin_prefetch(scores + at);
      }
      __builtin_prefetch(&scratch_.book.facts(facts));
    }
  }

  const Scores& WordSum(uint32_t facts, uint32_t place) {
    return SumOf(scratch_.book.facts(facts), place, &scratch_.scores[facts]);
  }

  // Of what stands beyond a sentence's edge.
  const Scores& EdgeSum(uint32_t place) {
    static const WordFacts kEdge = SentenceEdge();
    return SumOf(kEdge, place, &edge_);
  }

  const Scores& SumOf(const WordFacts& facts, uint32_t place,
                      WordScores* known) {
    if (!known->known[place]) {
      scratch_.rows.clear();
      AppendWordRows(facts, static_cast<int>(place) - 2, &scratch_.rows);
      scratch_.model->AddRows(scratch_.rows, &known->sums[place]);
      known->known[place] = true;
    }
    return known->sums[place];
  }

  // What the words at and around `i` say, wherever they stand.
  void ScoreWords(const FieldWords& field, uint32_t i, Scores* sum) {
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
    if (!words[i].joins) Part(sum);
  }

  // The rows that depend on where a word stands.
  void AppendPlaceRows(const FieldWords& field, uint32_t i, Rows* rows) const {
    AppendContextRows(scratch_.book, field.words, i, rows);
    if (field.words[i].capital) evidence_.AppendRows(field, i, rows);
  }

  void LabelInto(const Island& island, const FieldState& state,
                 std::vector<uint8_t>* labels) {
    LabelBest(*scratch_.model,
              {&state.scores[island.begin], island.end - island.begin, nullptr},
              labels->data() + island.begin);
  }

  Scratch& scratch_;
  DocumentEvidence& evidence_;
  WordScores edge_;
};

}  // namespace

void MarkListed(const std::vector<ListedSpan>& listed,
                std::vector<NameWord>* words) {
  for (const ListedSpan& span : listed) {
    const uint32_t end =
        std::min(span.positions.end, static_cast<uint32_t>(words->size()));
    for (uint32_t i = span.positions.begin; i < end; ++i) {
      (*words)[i].hot = true;
      (*words)[i].weak = false;
      if (span.type >= kModelTypes) {
        (*words)[i].listed = kListedAsNoName;
        continue;
      }
      const bool first = i == span.positions.begin;
      const bool last = i + 1 == end;
      const SpanPart part = first
                                ? (last ? SpanPart::kSingle : SpanPart::kBegin)
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
  std::vector<FieldWords*> labelled;
  for (size_t i = 0; i < fields.size(); ++i) {
    tagging.SecondPass(&states[i]);
    tagging.Enforce(fields[i], &states[i]);
    labelled.push_back(&states[i].field);
  }
  PropagateNames(tagging.book(), labelled);
  std::vector<std::vector<TaggedName>> names;
  for (size_t i = 0; i < fields.size(); ++i) {
    names.push_back(NamesOf(states[i].field.labels));
    for (TaggedName& name : names.back()) {
      name.confidence = tagging.ConfidenceOf(states[i], name.positions);
      if (IsListed(fields[i].listed, name.positions)) {
        name.confidence = std::max(name.confidence, kSettled);
      }
    }
  }
  return names;
}

}  // namespace vigie::entities
