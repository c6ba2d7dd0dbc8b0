// Layout of a recogniser model: written by train-recogniser, mapped with the
// library. In the byte order of the machine.
//
//   ModelHeader
//   int16_t[kLabels * kLabelStride]  transition scores, row = the label before
//   WordSlot[word_slots]             open addressing, linear probing
//   uint16_t[clusters * kCoarse]     the coarser clusters of each fine one
//   uint16_t[buckets * kBucketRows]  fingerprints of features; 0: none
//   int8_t[buckets * kBucketRows * kLabels + kLabelStride - kLabels]
//                                    emission scores, one row per feature
//
// Scores are fixed point: the real score is the stored one times `unit`. A
// feature is a hash of 31 bits: its high bits choose the bucket, its low 16
// are the fingerprint; a feature that training has not kept scores nothing.
#ifndef VIGIE_ENTITIES_MODEL_FORMAT_H_
#define VIGIE_ENTITIES_MODEL_FORMAT_H_

#include <cstddef>
#include <cstdint>

namespace vigie::entities {

inline constexpr uint32_t kModelMagic = 0x4D474956;  // "VIGM"
// Part of every model: raised whenever a feature changes its meaning.
inline constexpr uint32_t kModelVersion = 2;

// Label 0 is "no name"; of type t, from 0, the labels 1 + 4t to 4 + 4t are
// begin, inside, end and single. Do not renumber.
enum class ModelType : uint8_t {
  kPerson,
  kOrganization,
  kPlace,
  kProduct,
  kEvent
};
constexpr const char* ModelTypeName(ModelType type) {
  constexpr const char* kNames[] = {"person", "organization", "place",
                                    "product", "event"};
  return kNames[static_cast<size_t>(type)];
}
enum class SpanPart : uint8_t { kBegin, kInside, kEnd, kSingle };
inline constexpr size_t kModelTypes = 5;
inline constexpr size_t kLabels = 1 + 4 * kModelTypes;
inline constexpr size_t kLabelStride = 24;  // padded for vector instructions
inline constexpr size_t kCoarse = 3;
inline constexpr uint32_t kBucketRows = 8;

inline constexpr uint8_t kOutside = 0;
constexpr uint8_t LabelOf(size_t type, SpanPart part) {
  return static_cast<uint8_t>(1 + 4 * type + static_cast<size_t>(part));
}
constexpr size_t TypeOf(uint8_t label) { return (label - 1U) / 4; }
constexpr SpanPart PartOf(uint8_t label) {
  return static_cast<SpanPart>((label - 1U) % 4);
}
// Whether `right` may follow `left`.
constexpr bool MayFollow(uint8_t left, uint8_t right) {
  const bool open = left != kOutside && (PartOf(left) == SpanPart::kBegin ||
                                         PartOf(left) == SpanPart::kInside);
  const bool goes_on =
      right != kOutside &&
      (PartOf(right) == SpanPart::kInside || PartOf(right) == SpanPart::kEnd);
  if (!open || !goes_on) return open == goes_on;
  return TypeOf(left) == TypeOf(right);
}

struct RowKey {
  uint32_t bucket;
  uint16_t fingerprint;
};
// `feature`: its bit 31 is ignored. REQUIRES buckets > 0.
inline RowKey KeyOfRow(uint32_t feature, uint32_t buckets) {
  const uint64_t high = feature & 0x7FFFFFFFU;
  const auto low = static_cast<uint16_t>(feature);
  return {static_cast<uint32_t>(high * buckets >> 31),
          low == 0 ? uint16_t{1} : low};
}

// What lists of names say of a word. Bit flags of WordSlot::lists.
enum NameList : uint16_t {
  kListFirstName = 1U << 0,
  kListSurname = 1U << 1,
  kListPlace = 1U << 2,             // a whole name of a place
  kListPlacePart = 1U << 3,         // a word of a longer one
  kListOrganization = 1U << 4,      // in no model yet
  kListOrganizationPart = 1U << 5,  // in no model yet
  kListProduct = 1U << 6,
  kListEventPart = 1U << 7,
  kListLowerCase = 1U << 8,  // begins names without a capital: gilets jaunes
};

struct ModelHeader {
  uint32_t magic = kModelMagic;
  uint32_t version = kModelVersion;
  uint64_t content_hash = 0;  // of everything after the header
  float unit = 1.0F;
  uint32_t buckets = 0;
  uint32_t word_slots = 0;
  uint32_t clusters = 0;
};
static_assert(sizeof(ModelHeader) == 32);

// Key: a word as it is written.
struct WordSlot {
  uint32_t fingerprint = 0;
  uint16_t cluster = 0;  // plus one; 0: in no cluster
  uint16_t lists = 0;    // NameList bits
};
static_assert(sizeof(WordSlot) == 8);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_MODEL_FORMAT_H_
