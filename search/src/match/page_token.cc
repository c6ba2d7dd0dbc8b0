#include "match/page_token.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <utility>
#include <vector>

#include "index/checksum.h"
#include "vigie/time.h"

namespace vigie::match {
namespace {

constexpr unsigned char kTokenVersion = 3;
constexpr size_t kNumberBytes = 1 + 3 * 8 + 4;
constexpr size_t kKeyBytes = 8 + 4;  // and the id
constexpr size_t kCrcBytes = 4;
constexpr size_t kMostBytes =
    kNumberBytes + kKeyBytes + ArticleLimits::kIdBytes + kCrcBytes;
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string ToBase64(std::string_view bytes) {
  std::string text;
  uint32_t buffer = 0;
  int bits = 0;
  for (const char byte : bytes) {
    buffer = buffer << 8 | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 6; bits -= 6) {
      text += kAlphabet[buffer >> (bits - 6) & 63];
    }
  }
  if (bits > 0) text += kAlphabet[buffer << (6 - bits) & 63];
  return text;
}

// Empty when `text` has other characters.
std::string FromBase64(std::string_view text) {
  std::string bytes;
  uint32_t buffer = 0;
  int bits = 0;
  for (const char character : text) {
    const size_t value = kAlphabet.find(character);
    if (value == std::string_view::npos) return "";
    buffer = buffer << 6 | static_cast<uint32_t>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>(buffer >> bits & 255);
    }
  }
  return bytes;
}

void PutNumber(uint64_t number, int bytes, std::string* out) {
  for (int i = 0; i < bytes; ++i) {
    *out += static_cast<char>(number >> (8 * i) & 255);
  }
}

uint64_t GetNumber(std::string_view bytes) {
  uint64_t number = 0;
  for (size_t i = bytes.size(); i > 0; --i) {
    number = number << 8 | static_cast<unsigned char>(bytes[i - 1]);
  }
  return number;
}

uint64_t BitsOf(double number) {
  uint64_t bits = 0;
  static_assert(sizeof(bits) == sizeof(number));
  std::memcpy(&bits, &number, sizeof(bits));
  return bits;
}

double FromBits(uint64_t bits) {
  double number = 0;
  std::memcpy(&number, &bits, sizeof(bits));
  return number;
}

Status Mismatch(const std::string& message) {
  return Status(StatusCode::kInvalidArgument, message, "PAGE_TOKEN_MISMATCH");
}

// A request as bytes: its fields in order, texts after their length.
class KeyWriter {
 public:
  KeyWriter& Add(std::string_view text) {
    Add(text.size());
    key_ += text;
    return *this;
  }
  KeyWriter& Add(uint64_t number) {
    PutNumber(number, 8, &key_);
    return *this;
  }
  KeyWriter& Add(double number) { return Add(BitsOf(number)); }
  KeyWriter& Add(const std::vector<std::string>& texts) {
    Add(texts.size());
    for (const std::string& text : texts) Add(std::string_view(text));
    return *this;
  }
  KeyWriter& Add(const FacetKey& key) {
    return Add(static_cast<uint64_t>(key.dimension))
        .Add(static_cast<uint64_t>(key.entity_type))
        .Add(std::string_view(key.attribute));
  }
  KeyWriter& Add(const QueryOptions& options) {
    return Add(static_cast<uint64_t>(options.default_operator))
        .Add(static_cast<uint64_t>(options.strict))
        .Add(static_cast<uint64_t>(options.typo_tolerance))
        .Add(static_cast<uint64_t>(options.expand));
  }
  KeyWriter& Add(const std::vector<FacetSelection>& selections) {
    Add(selections.size());
    for (const FacetSelection& selection : selections) {
      Add(selection.key)
          .Add(static_cast<uint64_t>(selection.mode))
          .Add(selection.include)
          .Add(selection.exclude);
    }
    return *this;
  }
  KeyWriter& Add(const std::vector<FacetRequest>& facets) {
    Add(facets.size());
    for (const FacetRequest& facet : facets) {
      Add(facet.key)
          .Add(uint64_t{facet.limit})
          .Add(std::string_view(facet.matching))
          .Add(uint64_t{facet.surfaces});
    }
    return *this;
  }
  KeyWriter& Add(const std::optional<FacetKey>& key) {
    return Add(uint64_t{key.has_value()}).Add(key.value_or(FacetKey()));
  }
  std::string Take() { return std::move(key_); }

 private:
  std::string key_;
};

template <typename Request>
std::string FacetsKeyOf(std::string_view method, const Request& request,
                        int32_t day) {
  return KeyWriter()
      .Add(method)
      .Add(std::string_view(request.query))
      .Add(request.options)
      .Add(request.selections)
      .Add(request.facets)
      .Add(uint64_t{static_cast<uint32_t>(day)})
      .Take();
}

}  // namespace

int32_t Today() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return ParisDay(
      std::chrono::duration_cast<std::chrono::seconds>(now).count());
}

std::string EncodePageToken(const PageToken& token) {
  std::string bytes(1, static_cast<char>(kTokenVersion));
  PutNumber(token.revision, 8, &bytes);
  PutNumber(token.request_hash, 8, &bytes);
  PutNumber(token.offset, 8, &bytes);
  PutNumber(static_cast<uint32_t>(token.day), 4, &bytes);
  if (token.after) {
    PutNumber(BitsOf(token.after->value), 8, &bytes);
    PutNumber(token.after->row, 4, &bytes);
    bytes += token.after->id;
  }
  PutNumber(index::Crc32c(0, bytes.data(), bytes.size()), 4, &bytes);
  return ToBase64(bytes);
}

Result<PageToken> DecodePageToken(std::string_view text) {
  const std::string bytes =
      text.size() <= 2 * kMostBytes ? FromBase64(text) : "";
  const bool has_key = bytes.size() > kNumberBytes + kKeyBytes + kCrcBytes;
  const size_t payload = bytes.size() - kCrcBytes;
  if ((!has_key && bytes.size() != kNumberBytes + kCrcBytes) ||
      static_cast<unsigned char>(bytes[0]) != kTokenVersion ||
      GetNumber(std::string_view(bytes).substr(payload)) !=
          index::Crc32c(0, bytes.data(), payload) ||
      ToBase64(bytes) != text) {
    return Mismatch("the page token was not issued by this index");
  }
  const std::string_view numbers = std::string_view(bytes).substr(1);
  PageToken token{
      GetNumber(numbers.substr(0, 8)), GetNumber(numbers.substr(8, 8)),
      GetNumber(numbers.substr(16, 8)),
      static_cast<int32_t>(GetNumber(numbers.substr(24, 4))), std::nullopt};
  if (has_key) {
    const std::string_view key =
        std::string_view(bytes).substr(kNumberBytes, payload - kNumberBytes);
    token.after = RowKey{FromBits(GetNumber(key.substr(0, 8))),
                         std::string(key.substr(kKeyBytes)),
                         static_cast<uint32_t>(GetNumber(key.substr(8, 4)))};
  }
  if (token.revision == kAnyRevision && !token.after) {
    return Mismatch("the page token was not issued by this index");
  }
  return token;
}

Result<std::string> ResumeTokenOf(std::string_view page_token) {
  Result<PageToken> token = DecodePageToken(page_token);
  if (!token.ok()) return token.status();
  if (!token->after) {
    return Mismatch("the page token does not say after which row it goes on");
  }
  token->revision = kAnyRevision;
  return EncodePageToken(*token);
}

Result<PageStart> FindPage(std::string_view text, uint64_t revision,
                           uint64_t request_hash) {
  if (text.empty()) return PageStart{0, Today(), std::nullopt};
  const Result<PageToken> token = DecodePageToken(text);
  if (!token.ok()) return token.status();
  if (token->request_hash != request_hash) {
    return Mismatch(
        "the page token belongs to another request; repeat every field of the "
        "request that returned it");
  }
  if (token->revision == kAnyRevision) {
    return PageStart{token->offset, token->day, token->after};
  }
  if (token->revision != revision) {
    return Status(StatusCode::kFailedPrecondition,
                  "the page token pins revision " +
                      std::to_string(token->revision) + ", and revision " +
                      std::to_string(revision) +
                      " answers; go on with its resume token, or start again",
                  "REVISION_EXPIRED");
  }
  return PageStart{token->offset, token->day, std::nullopt};
}

std::string RequestKey(const SearchRequest& request) {
  return KeyWriter()
      .Add(std::string_view("search"))
      .Add(std::string_view(request.query))
      .Add(request.options)
      .Add(request.selections)
      .Add(request.facets)
      .Add(static_cast<uint64_t>(request.sort))
      .Add(request.freshness_half_life_days)
      .Add(uint64_t{PageSize(request)})
      .Add(uint64_t{request.passages_per_hit})
      .Add(request.collapse)
      .Take();
}

std::string HitsKey(const SearchRequest& request, int32_t day) {
  const bool relevance = request.sort == SortOrder::kUnspecified;
  return KeyWriter()
      .Add(std::string_view(request.query))
      .Add(request.options)
      .Add(request.selections)
      .Add(static_cast<uint64_t>(relevance ? SortOrder::kRelevance
                                           : request.sort))
      .Add(request.freshness_half_life_days)
      .Add(request.collapse)
      .Add(uint64_t{static_cast<uint32_t>(day)})
      .Take();
}

std::string FacetsKey(const SearchRequest& request, int32_t day) {
  return FacetsKeyOf("search", request, day);
}

std::string FacetsKey(const FacetsRequest& request, int32_t day) {
  return FacetsKeyOf("facets", request, day);
}

std::string RequestKey(const MentionRequest& request) {
  KeyWriter writer;
  writer.Add(std::string_view("mentions"))
      .Add(std::string_view(request.query))
      .Add(request.options)
      .Add(request.selections)
      .Add(static_cast<uint64_t>(request.scope))
      .Add(request.types.size());
  for (const EntityType type : request.types) {
    writer.Add(static_cast<uint64_t>(type));
  }
  writer.Add(request.roles.size());
  for (const MentionRole role : request.roles) {
    writer.Add(static_cast<uint64_t>(role));
  }
  writer.Add(request.sections.size());
  for (const MentionSection section : request.sections) {
    writer.Add(static_cast<uint64_t>(section));
  }
  return writer.Add(request.speakers)
      .Add(static_cast<double>(request.least_confidence))
      .Add(uint64_t{PageSize(request)})
      .Take();
}

std::string RequestKey(const ArticlesRequest& request) {
  return KeyWriter()
      .Add(std::string_view("articles"))
      .Add(std::string_view(request.query))
      .Add(request.options)
      .Add(request.selections)
      .Add(static_cast<uint64_t>(request.sort))
      .Take();
}

// FNV-1a.
uint64_t KeyHash(std::string_view key) {
  uint64_t hash = 0xCBF29CE484222325U;
  for (const char byte : key) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
  }
  return hash;
}

uint32_t PageSize(const SearchRequest& request) {
  return request.page_size == 0 ? 20 : std::min(request.page_size, 200U);
}

uint32_t PageSize(const MentionRequest& request) {
  return request.page_size == 0 ? 100 : std::min(request.page_size, 1'000U);
}

}  // namespace vigie::match
