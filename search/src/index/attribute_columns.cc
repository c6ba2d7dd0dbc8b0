#include "index/attribute_columns.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "index/section_bytes.h"

namespace vigie::index {
namespace {

void AddDistinct(const AttributeValue& value,
                 std::vector<AttributeValue>* listed) {
  const auto is_it = [&](const AttributeValue& other) {
    return other.name == value.name && other.value == value.value;
  };
  if (std::none_of(listed->begin(), listed->end(), is_it)) {
    listed->push_back(value);
  }
}

}  // namespace

std::vector<AttributeValue> ArticleFields(const Article& article) {
  std::vector<AttributeValue> fields;
  for (const std::string& author : article.authors) {
    if (!author.empty()) AddDistinct({kFieldAuthor, author}, &fields);
  }
  if (!article.section.empty()) {
    fields.push_back({kFieldSection, article.section});
  }
  fields.push_back({kFieldLanguage, article.language.empty()
                                        ? std::string_view("fr")
                                        : std::string_view(article.language)});
  return fields;
}

std::vector<AttributeValue> AttributeColumns::Add(const Article& article) {
  std::vector<AttributeValue> listed;
  for (const Attribute& attribute : article.attributes) {
    if (!std::binary_search(declared_.begin(), declared_.end(),
                            attribute.name)) {
      continue;
    }
    for (const std::string& value : attribute.values) {
      AddDistinct({attribute.name, value}, &listed);
    }
  }
  for (const AttributeValue& field : ArticleFields(article)) {
    listed.push_back(field);
  }
  std::vector<uint32_t> numbers;
  numbers.reserve(listed.size());
  for (const AttributeValue& value : listed) numbers.push_back(Number(value));
  AddNumbers(numbers);
  return listed;
}

void AttributeColumns::AddNumbers(const std::vector<uint32_t>& numbers) {
  for (const uint32_t number : numbers) {
    listed_.push_back(number);
    ++values_[number].articles;
  }
  EndDocument();
}

uint32_t AttributeColumns::Number(const AttributeValue& value) {
  std::string key;
  key.append(value.name).append("=").append(value.value);
  const auto next = static_cast<uint32_t>(values_.size());
  const auto [at, is_new] = numbers_.emplace(std::move(key), next);
  if (is_new) {
    values_.push_back({std::string(value.name), std::string(value.value), 0});
  }
  return at->second;
}

void AttributeColumns::EndDocument() {
  begin_.push_back(static_cast<uint32_t>(listed_.size()));
}

void AttributeColumns::Append(const AttributeColumns& other) {
  std::vector<uint32_t> number_of;
  number_of.reserve(other.values_.size());
  for (const Value& value : other.values_) {
    number_of.push_back(Number({value.name, value.value}));
    values_[number_of.back()].articles += value.articles;
  }
  for (size_t doc = 1; doc < other.begin_.size(); ++doc) {
    for (uint32_t i = other.begin_[doc - 1]; i < other.begin_[doc]; ++i) {
      listed_.push_back(number_of[other.listed_[i]]);
    }
    EndDocument();
  }
}

AttributeColumns::Encoded AttributeColumns::Encode() const {
  std::vector<uint32_t> order(values_.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [this](uint32_t a, uint32_t b) {
    const Value& value_a = values_[a];
    const Value& value_b = values_[b];
    if (value_a.articles != value_b.articles) {
      return value_a.articles > value_b.articles;
    }
    return std::tie(value_a.name, value_a.value) <
           std::tie(value_b.name, value_b.value);
  });
  Encoded encoded;
  std::vector<uint32_t> ordinal_of(values_.size());
  for (uint32_t ordinal = 0; ordinal < order.size(); ++ordinal) {
    const Value& value = values_[order[ordinal]];
    ordinal_of[order[ordinal]] = ordinal;
    AppendNumber(Bytes32(value.name), &encoded.values);
    encoded.values.append(value.name);
    AppendNumber(Bytes32(value.value), &encoded.values);
    encoded.values.append(value.value);
  }
  encoded.begin = begin_;
  encoded.ordinals.reserve(listed_.size());
  for (const uint32_t number : listed_) {
    encoded.ordinals.push_back(ordinal_of[number]);
  }
  return encoded;
}

}  // namespace vigie::index
