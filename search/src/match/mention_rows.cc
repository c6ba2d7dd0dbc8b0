#include "match/mention_rows.h"

#include <algorithm>
#include <string>
#include <utility>

#include "match/overlap.h"

namespace vigie::match {
namespace {

Status CheckRange(const Catalog& catalog, DocRef ref, ByteRange range,
                  std::string_view text) {
  if (range.begin <= range.end && range.end <= text.size()) return OkStatus();
  return Status(StatusCode::kDataLoss,
                "segment " + catalog.segment(ref).record().name + ": article " +
                    std::string(catalog.article_id(ref)) +
                    " has a mention outside its text; rebuild the index");
}

void FillFromStored(const Catalog& catalog, DocRef ref,
                    const index::StoredMention& stored, Mention* mention) {
  const CatalogEntity& entity =
      catalog.entities()[catalog.entity(ref.segment, stored.entity)];
  mention->entity_id = entity.id;
  mention->label = entity.label;
  mention->unlisted = entity.unlisted;
  mention->type = static_cast<EntityType>(stored.type);
  mention->rule = static_cast<MentionRule>(stored.rule);
  mention->confidence = stored.confidence;
  mention->link_confidence = stored.link_confidence();
  mention->wikidata_id = catalog.WikidataId(entity);
  mention->nested = stored.nested();
  mention->role = stored.role();
  const ByteRange other = {stored.parent_begin, stored.parent_end};
  (stored.nested() ? mention->parent : mention->quotation) = other;
}

}  // namespace

std::vector<Match> StoredRows(const Catalog& catalog, DocRef ref) {
  std::vector<Match> rows;
  for (const index::StoredMention& mention :
       catalog.segment(ref).mentions(ref.doc)) {
    rows.push_back({static_cast<Field>(mention.field),
                    {mention.begin, mention.end},
                    &mention,
                    0,
                    {mention.position_begin, mention.position_end}});
  }
  return rows;
}

std::vector<Match> RowLister::Wanted(DocRef ref, std::vector<Match> rows) {
  if (filter_.keeps_all()) return rows;
  filter_.MoveTo(ref);
  const auto unwanted = [this](const Match& match) {
    return !filter_.Keeps(match);
  };
  rows.erase(std::remove_if(rows.begin(), rows.end(), unwanted), rows.end());
  return rows;
}

Result<std::vector<Match>> RowLister::List(DocRef ref, ArticleText* text) {
  if (request_.scope == MentionRequest::Scope::kEntitiesInHits) {
    return Wanted(ref, StoredRows(catalog_, ref));
  }
  Result<Evidence> evidence =
      finder_.reads_words() ? finder_.Find(ref, text) : column_.Find(ref, text);
  if (!evidence.ok()) return evidence.status();
  return Wanted(ref, std::move(evidence->found));
}

Result<uint32_t> RowLister::Count(DocRef ref, ArticleText* text) {
  if (request_.scope == MentionRequest::Scope::kEntitiesInHits) {
    return static_cast<uint32_t>(Wanted(ref, StoredRows(catalog_, ref)).size());
  }
  Result<Evidence> evidence = column_.FindUnordered(ref, text);
  if (!evidence.ok()) return evidence.status();
  return CountMatches(Wanted(ref, std::move(evidence->found)));
}

Result<Mention> ReadMention(const Catalog& catalog, DocRef ref,
                            const Match& match, ArticleText* text) {
  if (Status status = text->Read(); !status.ok()) return status;
  const std::string_view field = text->field(match.field);
  Mention mention;
  mention.field = match.field;
  mention.range = match.range;
  ByteRange sentence;
  if (match.mention != nullptr) {
    FillFromStored(catalog, ref, *match.mention, &mention);
    sentence = {match.mention->sentence_begin, match.mention->sentence_end};
  } else {
    mention.rule = MentionRule::kText;
    sentence = SentenceAt(text->analyzed(match.field), match.range.begin);
  }
  for (const ByteRange range : {match.range, sentence, mention.parent}) {
    if (Status status = CheckRange(catalog, ref, range, field); !status.ok()) {
      return status;
    }
  }
  mention.surface =
      std::string(field.substr(match.range.begin, match.range.size()));
  mention.sentence = ShownSentence(field, sentence, match.range);
  return mention;
}

Result<std::string> ReadSurface(const Catalog& catalog, DocRef ref,
                                const Match& match, ArticleText* text) {
  if (Status status = text->Read(); !status.ok()) return status;
  const std::string_view field = text->field(match.field);
  Status lies_inside = CheckRange(catalog, ref, match.range, field);
  if (!lies_inside.ok()) return lies_inside;
  return std::string(field.substr(match.range.begin, match.range.size()));
}

ArticleSummary Summarize(const Article& article) {
  return {article.id, article.title, article.source, article.published_at,
          article.url};
}

}  // namespace vigie::match
