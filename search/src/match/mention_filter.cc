#include "match/mention_filter.h"

#include <algorithm>

namespace vigie::match {
namespace {

template <typename Value>
bool Lists(const std::vector<Value>& values, Value value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

query::Zone ZoneOf(MentionSection section) {
  switch (section) {
    case MentionSection::kTitle:
      return query::Zone::kTitle;
    case MentionSection::kLead:
      return query::Zone::kLead;
    case MentionSection::kBody:
      return query::Zone::kBody;
    case MentionSection::kQuotation:
      return query::Zone::kQuote;
    case MentionSection::kUnspecified:
      break;
  }
  return query::Zone::kAnywhere;
}

}  // namespace

MentionFilter::MentionFilter(const MentionRequest& request,
                             const Catalog& catalog)
    : request_(request),
      catalog_(catalog),
      keeps_all_(request.scope == MentionRequest::Scope::kMatches &&
                 request.types.empty() && request.roles.empty() &&
                 request.sections.empty() && request.speakers.empty() &&
                 request.least_confidence <= 0) {
  for (const std::string& id : request.speakers) {
    if (const auto entity = catalog.FindEntity(id)) {
      speakers_.push_back(*entity);
    }
  }
  std::sort(speakers_.begin(), speakers_.end());
}

void MentionFilter::MoveTo(DocRef ref) {
  ref_ = ref;
  const index::Segment& segment = catalog_.segment(ref);
  if (!request_.sections.empty()) {
    segment.ReadTokens(ref.doc, &tokens_);
    structure_.Reset(tokens_.title_positions,
                     {tokens_.marks.data(), tokens_.marks.size()});
  }
  quotations_.clear();
  if (speakers_.empty()) return;
  for (const index::StoredMention& mention : segment.mentions(ref.doc)) {
    if (mention.role() == MentionRole::kSpeaker &&
        std::binary_search(speakers_.begin(), speakers_.end(),
                           catalog_.entity(ref.segment, mention.entity))) {
      quotations_.push_back({static_cast<Field>(mention.field),
                             {mention.parent_begin, mention.parent_end}});
    }
  }
}

bool MentionFilter::HasRole(const Match& match) const {
  const MentionRole role =
      match.mention == nullptr ? MentionRole::kContent : match.mention->role();
  if (!request_.roles.empty()) return Lists(request_.roles, role);
  // Facets do not count credits, either.
  return request_.scope == MentionRequest::Scope::kMatches ||
         role != MentionRole::kCredit;
}

bool MentionFilter::IsInSection(const Match& match) {
  return request_.sections.empty() ||
         std::any_of(request_.sections.begin(), request_.sections.end(),
                     [&](MentionSection section) {
                       return structure_.InZone(ZoneOf(section), match);
                     });
}

bool MentionFilter::IsSaidBySpeaker(const Match& match) const {
  return request_.speakers.empty() ||
         std::any_of(quotations_.begin(), quotations_.end(),
                     [&](const Quotation& quotation) {
                       return quotation.field == match.field &&
                              quotation.range.contains(match.range);
                     });
}

bool MentionFilter::Keeps(const Match& match) {
  if (!request_.types.empty() &&
      (match.mention == nullptr ||
       !Lists(request_.types, static_cast<EntityType>(match.mention->type)))) {
    return false;
  }
  if (match.mention != nullptr &&
      match.mention->confidence < request_.least_confidence) {
    return false;
  }
  return HasRole(match) && IsInSection(match) && IsSaidBySpeaker(match);
}

}  // namespace vigie::match
