#include "tests/index/segment_text.h"

#include <algorithm>
#include <sstream>

#include "index/schema.h"
#include "index/structure.h"

namespace vigie::testing {
namespace {

void PrintTime(const char* name, const std::optional<PublicationTime>& time,
               std::ostream& out) {
  if (!time.has_value()) return;
  out << ' ' << name << '=' << time->unix_seconds
      << (time->date_only ? 'd' : 's');
}

void PrintArticle(const index::Segment& segment, uint32_t doc,
                  std::ostream& out) {
  const Result<Article> article = segment.ReadArticle(doc);
  if (!article.ok()) {
    out << article.status().message() << '\n';
    return;
  }
  out << article->id << '|' << article->title << '|' << article->text << '|'
      << article->source << '|' << article->url << '|' << article->language
      << '|' << article->section << '|' << article->version;
  for (const std::string& author : article->authors) out << " by " << author;
  for (const Attribute& attribute : article->attributes) {
    out << ' ' << attribute.name << ':';
    for (const std::string& value : attribute.values) out << value << ',';
  }
  PrintTime("published", article->published_at, out);
  PrintTime("updated", article->updated_at, out);
  out << " hash " << segment.content_hash(doc) << " day " << segment.day(doc)
      << " length " << segment.lengths()[doc] << " live "
      << segment.validity(doc).first << ' ' << segment.validity(doc).end
      << '\n';
}

void PrintTokens(const index::Segment& segment, uint32_t doc,
                 std::ostream& out) {
  index::DocumentTokens tokens;
  segment.ReadTokens(doc, &tokens);
  const index::Vocabulary& words = segment.vocabulary();
  const auto print = [&](uint32_t code) {
    out << words.exact(code) << '/' << words.form(code) << '/'
        << words.stem(code);
  };
  out << tokens.title_positions << ':';
  for (size_t i = 0; i < tokens.codes.size(); ++i) {
    out << ' ';
    print(tokens.codes[i]);
    out << '#' << int{tokens.marks[i]};
  }
  for (const index::OverlaidToken& token : tokens.overlaid) {
    out << " over " << token.position << '+' << token.length << ' ';
    print(token.code);
  }
  out << '\n';
}

void PrintMentions(const index::Segment& segment, uint32_t doc,
                   std::ostream& out) {
  for (const index::StoredMention& mention : segment.mentions(doc)) {
    const index::StoredEntity& entity = segment.entities()[mention.entity];
    out << entity.id << ' ' << entity.label << ' ' << int{mention.field} << ' '
        << mention.begin << '-' << mention.end << ' ' << mention.position_begin
        << '-' << mention.position_end << ' ' << mention.sentence_begin << '-'
        << mention.sentence_end << ' ' << mention.parent_begin << '-'
        << mention.parent_end << ' ' << mention.confidence << ' '
        << int{mention.type} << int{mention.rule} << int{mention.flags} << '\n';
  }
  std::vector<std::string> counts;
  for (const index::EntityCount& count : segment.entity_counts(doc)) {
    counts.push_back(std::string(segment.entities()[count.entity].id) + ' ' +
                     std::to_string(count.mentions));
  }
  std::sort(counts.begin(), counts.end());
  for (const std::string& count : counts) out << count << ';';
  for (const uint32_t ordinal : segment.attributes(doc)) {
    const index::AttributeValue& value = segment.attribute_values()[ordinal];
    out << ' ' << value.name << '=' << value.value;
  }
  out << '\n';
}

}  // namespace

std::string TextOfDocuments(const index::Segment& segment) {
  std::ostringstream out;
  for (uint32_t doc = 0; doc < segment.size(); ++doc) {
    PrintArticle(segment, doc, out);
    PrintTokens(segment, doc, out);
    PrintMentions(segment, doc, out);
    if (segment.FindArticle(segment.article_id(doc)) != doc) out << "hidden\n";
  }
  return out.str();
}

std::string TextOfPostings(const index::Segment& segment) {
  std::ostringstream out;
  const Xapian::Database database = segment.OpenDatabase();
  for (uint32_t doc = 1; doc <= database.get_doccount(); ++doc) {
    out << database.get_doclength(doc) << '\n';
  }
  out << database.get_total_length() << '\n';
  for (auto term = database.allterms_begin(); term != database.allterms_end();
       ++term) {
    out << *term;
    for (auto at = database.postlist_begin(*term);
         at != database.postlist_end(*term); ++at) {
      out << ' ' << *at << ':' << at.get_wdf();
    }
    out << '\n';
  }
  for (auto value = database.valuestream_begin(index::kSlotDay);
       value != database.valuestream_end(index::kSlotDay); ++value) {
    out << value.get_docid() << '=' << Xapian::sortable_unserialise(*value)
        << '\n';
  }
  return out.str();
}

}  // namespace vigie::testing
