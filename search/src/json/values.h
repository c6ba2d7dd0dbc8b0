// Values that answers hold, as JSON. Each Put writes one object.
#ifndef VIGIE_JSON_VALUES_H_
#define VIGIE_JSON_VALUES_H_

#include "json/writer.h"
#include "vigie/article.h"
#include "vigie/facet.h"
#include "vigie/mention.h"
#include "vigie/search.h"

namespace vigie::json {

void Put(Writer* writer, const ByteRange& range);
void Put(Writer* writer, const Sentence& sentence);
void Put(Writer* writer, const Attribute& attribute);
void Put(Writer* writer, const SuppliedMention& mention);
void Put(Writer* writer, const Article& article);
void Put(Writer* writer, const ArticleSummary& article);
void Put(Writer* writer, const Mention& mention);
void Put(Writer* writer, const MentionRow& row);
void Put(Writer* writer, const FacetKey& key);
void Put(Writer* writer, const FacetSurface& surface);
void Put(Writer* writer, const FacetValue& value);
void Put(Writer* writer, const Facet& facet);
void Put(Writer* writer, const QueryWarning& warning);
void Put(Writer* writer, const QueryExpansion& expansion);
void Put(Writer* writer, const QueryUnderstanding& understanding);

}  // namespace vigie::json

#endif  // VIGIE_JSON_VALUES_H_
