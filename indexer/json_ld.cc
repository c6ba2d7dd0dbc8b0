// JSON-LD of schema.org, as news sites embed it: one object, an array of them
// or an @graph, with references by @id inside the script.
#include <map>
#include <nlohmann/json.hpp>

#include "indexer/ascii_text.h"
#include "indexer/page_metadata.h"

namespace vigie::indexer {
namespace {

using nlohmann::json;

constexpr int kMaxDepth = 12;

const json& Member(const json& object, const char* key) {
  static const json kNull;
  if (!object.is_object()) return kNull;
  const auto found = object.find(key);
  return found == object.end() ? kNull : *found;
}

std::string TextOf(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array() && !value.empty()) return TextOf(value.front());
  return "";
}

// 2: an article; 1: what pages are about otherwise; 0: neither.
int RankOfType(const json& type) {
  if (type.is_array()) {
    int best = 0;
    for (const json& element : type) {
      best = std::max(best, element.is_array() ? 0 : RankOfType(element));
    }
    return best;
  }
  if (!type.is_string()) return 0;
  const std::string name = type.get<std::string>();
  for (const std::string_view end : {"Article", "Posting", "Report"}) {
    if (EndsWith(name, end)) return 2;
  }
  for (const std::string_view other :
       {"Review", "ClaimReview", "VideoObject", "AudioObject", "WebPage",
        "NewsItem", "CreativeWork", "ImageGallery"}) {
    if (name == other) return 1;
  }
  return 0;
}

class Script {
 public:
  explicit Script(const json& root) { Collect(root, 0); }

  void Read(PageMetadata* metadata) const {
    if (article_ == nullptr) return;
    Take(Member(*article_, "headline"), &metadata->title);
    if (rank_ < 2) Take(Member(*article_, "name"), &metadata->title);
    Take(Member(*article_, "datePublished"), &metadata->published);
    Take(Member(*article_, "dateModified"), &metadata->updated);
    Take(Member(*article_, "articleSection"), &metadata->section);
    Take(Member(*article_, "inLanguage"), &metadata->language);
    Take(Name(Member(*article_, "publisher")), &metadata->source);
    const json& page = Member(*article_, "mainEntityOfPage");
    Take(page.is_object() ? Member(page, "@id") : page, &metadata->url);
    Take(Member(*article_, "url"), &metadata->url);
    if (metadata->authors.empty()) {
      AddAuthors(Member(*article_, "author"), metadata);
    }
  }

 private:
  static void Take(const json& value, std::string* field) {
    if (field->empty()) *field = TextOf(value);
  }

  void Collect(const json& value, int depth) {
    if (depth > kMaxDepth) return;
    if (value.is_array()) {
      for (const json& element : value) Collect(element, depth + 1);
      return;
    }
    if (!value.is_object()) return;
    const int rank = RankOfType(Member(value, "@type"));
    if (rank > rank_) {
      rank_ = rank;
      article_ = &value;
    }
    const json& id = Member(value, "@id");
    if (id.is_string() && value.size() > 1) {
      by_id_.emplace(id.get<std::string>(), &value);
    }
    for (const char* key : {"@graph", "mainEntity"}) {
      Collect(Member(value, key), depth + 1);
    }
  }

  // Of a string, a thing or a reference to one.
  const json& Name(const json& value) const {
    if (value.is_array() && !value.empty()) return Name(value.front());
    if (!value.is_object()) return value;
    const json& name = Member(value, "name");
    if (!name.is_null()) return name;
    const auto found = by_id_.find(TextOf(Member(value, "@id")));
    return found == by_id_.end() ? name : Member(*found->second, "name");
  }

  void AddAuthors(const json& value, PageMetadata* metadata) const {
    if (value.is_array()) {
      for (const json& element : value) {
        if (!element.is_array()) AddAuthors(element, metadata);
      }
      return;
    }
    std::string name = TextOf(Name(value));
    if (!name.empty()) metadata->authors.push_back(std::move(name));
  }

  const json* article_ = nullptr;
  int rank_ = 0;
  std::map<std::string, const json*> by_id_;
};

}  // namespace

void ReadJsonLd(std::string_view script, PageMetadata* metadata) {
  const json root = json::parse(script.begin(), script.end(), nullptr,
                                /*allow_exceptions=*/false);
  if (!root.is_discarded()) Script(root).Read(metadata);
}

}  // namespace vigie::indexer
