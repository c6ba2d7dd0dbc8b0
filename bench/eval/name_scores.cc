#include "bench/eval/name_scores.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <utility>

namespace vigie::eval {
namespace {

double Ratio(uint32_t part, uint32_t whole) {
  return whole == 0 ? 0.0
                    : static_cast<double>(part) / static_cast<double>(whole);
}

std::string Surface(const GoldArticle& gold, const ByteRange& range) {
  return gold.text.substr(range.begin, range.size());
}

}  // namespace

void NameScores::Add(const GoldArticle& gold,
                     const std::vector<GoldName>& found) {
  std::map<std::pair<uint32_t, uint32_t>, size_t> by_range;
  for (const GoldName& name : found) {
    const auto type = static_cast<size_t>(name.type);
    ++types_[type].found;
    ++untyped_.found;
    by_range[{name.range.begin, name.range.end}] = type;
  }
  for (const GoldName& name : gold.names) {
    const auto type = static_cast<size_t>(name.type);
    const auto match = by_range.find({name.range.begin, name.range.end});
    const bool spans = match != by_range.end();
    const bool right = spans && match->second == type;
    const bool unseen =
        !seen_.empty() && seen_.count(Surface(gold, name.range)) == 0;
    ++types_[type].gold;
    ++untyped_.gold;
    if (spans) ++untyped_.right;
    if (right) ++types_[type].right;
    if (unseen) {
      ++unseen_.gold;
      if (right) ++unseen_.right;
    }
  }
}

void NameScores::Merge(const NameScores& other) {
  const auto add = [](const Counts& more, Counts* sum) {
    sum->gold += more.gold;
    sum->found += more.found;
    sum->right += more.right;
  };
  for (size_t type = 0; type < types_.size(); ++type) {
    add(other.types_[type], &types_[type]);
  }
  add(other.unseen_, &unseen_);
  add(other.untyped_, &untyped_);
}

nlohmann::ordered_json NameScores::Ratios(const Counts& counts) {
  return {{"names", counts.gold},
          {"precision", Ratio(counts.right, counts.found)},
          {"recall", Ratio(counts.right, counts.gold)},
          {"f1", Ratio(2 * counts.right, counts.gold + counts.found)}};
}

double NameScores::f1() const { return ToJson()["f1"].get<double>(); }

nlohmann::ordered_json NameScores::ToJson() const {
  Counts all;
  nlohmann::ordered_json types;
  for (size_t type = 0; type < types_.size(); ++type) {
    all.gold += types_[type].gold;
    all.found += types_[type].found;
    all.right += types_[type].right;
    types[entities::ModelTypeName(static_cast<entities::ModelType>(type))] =
        Ratios(types_[type]);
  }
  nlohmann::ordered_json json = Ratios(all);
  json["f1_without_types"] =
      Ratio(2 * untyped_.right, untyped_.gold + untyped_.found);
  json["unseen_names"] = unseen_.gold;
  json["unseen_recall"] = Ratio(unseen_.right, unseen_.gold);
  json["types"] = std::move(types);
  return json;
}

void WriteErrors(const GoldArticle& gold, const std::vector<GoldName>& found,
                 std::ostream* out) {
  const auto write = [&](const char* kind, const GoldName& name,
                         const std::vector<GoldName>& others) {
    const bool shared =
        std::any_of(others.begin(), others.end(), [&](const GoldName& other) {
          return other.range == name.range && other.type == name.type;
        });
    if (shared) return;
    *out << kind << '\t' << entities::ModelTypeName(name.type) << '\t'
         << gold.text.substr(name.range.begin, name.range.size()) << '\t'
         << gold.id << '\t' << name.range.begin << '\t' << name.range.end
         << '\n';
  };
  for (const GoldName& name : gold.names) write("missed", name, found);
  for (const GoldName& name : found) write("wrong", name, gold.names);
}

std::set<std::string> SurfacesOf(const std::vector<GoldArticle>& articles) {
  std::set<std::string> surfaces;
  for (const GoldArticle& article : articles) {
    for (const GoldName& name : article.names) {
      surfaces.insert(Surface(article, name.range));
    }
  }
  return surfaces;
}

}  // namespace vigie::eval
