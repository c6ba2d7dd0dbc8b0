#include "wire/convert_entities.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "wire/answer_fields.h"
#include "wire/convert_exploration.h"
#include "wire/convert_mention.h"

namespace vigie::wire {
namespace {

std::vector<EntityType> Types(
    const google::protobuf::RepeatedField<int>& from) {
  std::vector<EntityType> types;
  for (const int type : from) {
    types.push_back(FromProto(static_cast<v1::EntityType>(type)));
  }
  return types;
}

template <typename Cards, typename Response>
void AddCards(const Cards& from, Response* to) {
  for (const EntityCard& card : from) ToProto(card, to->add_entities());
}

}  // namespace

EntitySearchRequest FromProto(const v1::SearchEntitiesRequest& from) {
  EntitySearchRequest request;
  request.text = from.text();
  request.types = Types(from.types());
  request.limit = from.limit();
  return request;
}

EntityListRequest FromProto(const v1::ListEntitiesRequest& from) {
  EntityListRequest request;
  request.types = Types(from.types());
  request.page_size = from.page_size();
  request.page_token = from.page_token();
  return request;
}

RelatedRequest FromProto(const v1::ListRelatedEntitiesRequest& from) {
  v1::RelatedRequest related;
  std::string id = from.id();
  id.erase(std::remove(id.begin(), id.end(), '"'), id.end());
  related.set_query("entity:\"" + id + "\"");
  *related.mutable_types() = from.types();
  related.set_measure(from.measure());
  related.set_limit(from.limit());
  related.set_min_articles(from.min_articles());
  if (from.has_evidence()) related.set_evidence(from.evidence());
  return FromProto(related);
}

void ToProto(const EntityCard& from, v1::Entity* to) {
  to->set_id(from.entity.id);
  to->set_type(ToProto(from.entity.type));
  to->set_subtype(from.entity.subtype);
  to->set_label(from.entity.label);
  to->set_label_en(from.entity.label_en);
  to->set_wikidata_id(from.entity.wikidata_id);
  for (const std::string& alias : from.entity.aliases) to->add_aliases(alias);
  to->set_unlisted(from.unlisted);
  to->set_articles(from.articles);
}

void ToProto(const EntitySearchResult& from, v1::SearchEntitiesResponse* to) {
  to->set_revision(from.revision);
  AddCards(from.entities, to);
  FillElapsed(from.elapsed, to->mutable_elapsed());
}

void ToProto(const EntityListResult& from, v1::ListEntitiesResponse* to) {
  to->set_revision(from.revision);
  to->set_total_entities(from.total_entities);
  AddCards(from.entities, to);
  to->set_next_page_token(from.next_page_token);
  FillElapsed(from.elapsed, to->mutable_elapsed());
}

void ToProto(const RelatedResult& from, v1::ListRelatedEntitiesResponse* to) {
  v1::RelatedResponse related;
  ToProto(from, &related);
  to->set_revision(related.revision());
  to->set_articles(related.total_hits());
  to->mutable_entities()->Swap(related.mutable_entities());
  to->mutable_elapsed()->Swap(related.mutable_elapsed());
}

}  // namespace vigie::wire
