// Values that several answers share, as JSON.
#ifndef VIGIE_JSON_VALUES_H_
#define VIGIE_JSON_VALUES_H_

#include <nlohmann/json.hpp>
#include <vector>

#include "vigie/article.h"
#include "vigie/facet.h"
#include "vigie/mention.h"
#include "vigie/search.h"

namespace vigie::json {

using nlohmann::ordered_json;

ordered_json ToJson(const ByteRange& range);
ordered_json ToJson(const Sentence& sentence);
ordered_json ToJson(const Article& article);
ordered_json ToJson(const Mention& mention);
ordered_json ToJson(const MentionRow& row);
ordered_json ToJson(const Facet& facet);
ordered_json ToJson(const QueryUnderstanding& understanding);

template <typename Value>
ordered_json ToArray(const std::vector<Value>& values) {
  ordered_json array = ordered_json::array();
  for (const Value& value : values) array.push_back(ToJson(value));
  return array;
}

}  // namespace vigie::json

#endif  // VIGIE_JSON_VALUES_H_
