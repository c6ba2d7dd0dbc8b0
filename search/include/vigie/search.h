// Requests and answers of Snapshot: search, facets, mentions, analysis.
// Long because each question stands beside its answer.
// All requests are structs with usable defaults. All results own their memory.
// Counts are exact unless a field says otherwise.
#ifndef VIGIE_SEARCH_H_
#define VIGIE_SEARCH_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "vigie/article.h"
#include "vigie/export.h"
#include "vigie/facet.h"
#include "vigie/mention.h"
#include "vigie/status.h"

namespace vigie {

// How a query string is read (docs/query-language.md).
struct QueryOptions {
  enum class Operator { kAnd, kOr };
  // Joins clauses that no operator joins.
  Operator default_operator = Operator::kAnd;
  // true: a query that does not parse is INVALID_ARGUMENT (reason
  // QUERY_SYNTAX). false: best effort, with a QueryWarning per repair.
  bool strict = false;
  // Words that the index does not hold are also searched as the words of the
  // index that are nearest to them, which weigh less. Never names, words with
  // digits, words under five letters, quoted or exact ones.
  bool typo_tolerance = true;
  // Acronyms and spellings are also searched as what they are equal to.
  bool expand = true;
  // true: what time or cost would cut is an error. false: it is a partial
  // answer (PartialReason), of every method that has the field.
  bool require_complete = false;
};

// What cut an answer: its hits are right, its counts are of the articles that
// were searched, so at least so many, and its lists may lack rows anywhere.
// Pages after the first and streams that go on after a row are refused instead:
// they would lose rows unseen. Values equal the wire's enum: do not renumber.
enum class PartialReason : uint8_t {
  kComplete = 0,
  kTime = 1,  // three quarters of the time to the deadline
  kCost = 2,  // what one query may read of articles' words
};

// A repair, a cut or an interpretation that the caller should see.
struct QueryWarning {
  std::string code;        // UPPER_SNAKE_CASE, e.g. "UNBALANCED_PARENTHESIS"
  ByteRange range;         // of the query string
  std::string message;     // French
  std::string message_en;  // English
};

// One thing that the query was understood to ask beyond its literal words.
struct QueryExpansion {
  // Values equal the wire's enum: do not renumber.
  enum class Kind : uint8_t {
    kEntity = 1,
    kPrefix = 2,
    kAcronym = 3,   // an acronym and what it stands for, either way
    kSpelling = 4,  // another accepted spelling
    kTypo = 5,      // near words, for a word that the index does not hold
  };
  Kind kind = Kind::kEntity;
  ByteRange range;                   // of the query string
  std::string source;                // what was typed, e.g. "chip IP"
  std::vector<std::string> targets;  // entity ids, or expanded words
};

struct QueryUnderstanding {
  std::string normalized;  // the query printed back from its syntax tree
  std::vector<QueryWarning> warnings;
  std::vector<QueryExpansion> expansions;
};

enum class SortOrder : uint8_t {
  kUnspecified = 0,  // kRelevance
  kRelevance = 1,    // falling score, ties by article id
  kNewest = 2,       // falling publication time, undated last, ties by id
  kOldest = 3,       // rising publication time, undated last, ties by id
  kMentions = 4,     // falling Hit::matches, ties by id
  kSalience = 5,     // how much the article is about it, docs/exploration.md
  kBm25 = 6,         // falling score of ranking's first stage alone, ties by id
};

// Stops work that nobody waits for any more.
struct CallControl {
  // Absolute; exceeded: DEADLINE_EXCEEDED, or a partial answer in time.
  std::optional<std::chrono::steady_clock::time_point> deadline;
  // Polled from the calling thread; true: CANCELLED.
  std::function<bool()> cancelled;
};

struct SearchRequest {
  std::string query;  // at most 16,384 bytes; empty matches every article
  QueryOptions options;
  std::vector<FacetSelection> selections;
  std::vector<FacetRequest> facets;
  SortOrder sort = SortOrder::kRelevance;
  // An article this many days old keeps half of its score, one twice as old a
  // quarter; age counts in Paris days from today, and undated articles are not
  // aged. 0: age does not count. Negative or not finite: INVALID_ARGUMENT.
  double freshness_half_life_days = 0;
  uint32_t page_size = 20;  // 0 means 20; above 200 is cut to 200
  // From the previous page's next_page_token, with every other field equal;
  // else INVALID_ARGUMENT (reason PAGE_TOKEN_MISMATCH), or
  // FAILED_PRECONDITION (reason REVISION_EXPIRED) when this snapshot is not
  // the revision that the token pins: then Snapshot::ResumeToken gives one that
  // goes on after the last row in any revision, exactly so in the orders by
  // time, and by the last row's key in the others.
  std::string page_token;
  uint32_t passages_per_hit = 2;  // 0 to 10; above is cut to 10
  // Of the hits with one value (the first that they have), only the best is
  // shown; hits without a value all are. Counts are of all hits.
  std::optional<FacetKey> collapse;
  bool receipt = false;  // wanted with the answer
  CallControl control;
};

// What shows why a hit matched: a sentence, or all of those of one quotation.
struct Passage {
  Field field = Field::kText;
  Sentence sentence;
  // What matched, inside sentence.range: ordered, disjoint, core words only
  // (« OpenAI », not « d’OpenAI »).
  std::vector<ByteRange> highlights;
};

struct Hit {
  Article article;        // `text` left empty: fetch with GetArticles
  double score = 0;       // comparable within one answer only
  uint32_t mentions = 0;  // mentions of any entity in the article
  uint32_t matches = 0;   // places that satisfy the query: ListMentions' rows
  std::string group;      // with SearchRequest::collapse: its value
  uint32_t more_in_group = 0;  // other hits of that value
  // Of the title's matched words; empty when the title did not match.
  std::vector<ByteRange> title_highlights;
  // In text order. When no sentence matched, the lead sentence without
  // highlights.
  std::vector<Passage> passages;
};

// Another query that finds more.
struct QuerySuggestion {
  std::string query;
  uint32_t total_hits = 0;  // of that query, with the same selections
};

// What one clause has to do with an answer without hits.
struct ClauseDiagnosis {
  // Values equal the wire's enum: do not renumber.
  enum class Cause : uint8_t {
    kUnspecified = 0,    // the clause finds articles; it is not the cause
    kUnknownWord = 1,    // no article holds the word, nor one near it
    kAccent = 2,         // exact accents exclude what is there
    kElision = 3,        // an elided article stuck to the word
    kPlural = 4,         // only other forms of the word are there
    kHyphen = 5,         // written with or without a hyphen
    kTypo = 6,           // a word near it is there
    kDate = 7,           // nothing was published then
    kCombination = 8,    // found alone, but never with the other clauses
    kUnknownEntity = 9,  // the dictionary has no such name
  };
  ByteRange range;     // of the query string
  std::string clause;  // what stands there
  uint32_t hits_alone = 0;
  Cause cause = Cause::kUnspecified;
  // The whole query with this clause repaired, and what it finds; empty and 0
  // when no repair finds anything.
  std::string repaired_query;
  uint32_t repaired_hits = 0;
  std::string message;     // French
  std::string message_en;  // English
};

// What was asked of which index, and what came out: enough to ask it again.
struct Receipt {
  uint64_t revision = 0;
  std::string analyzer_version;
  std::string dictionary_version;
  std::string query;    // as it was understood
  std::string request;  // canonical: equal requests have equal ones
  uint32_t total_hits = 0;
  std::string digest;  // SHA-256 of the answer in canonical form, hexadecimal
};

struct SearchResult {
  uint64_t revision = 0;  // of the index
  uint32_t total_hits = 0;
  uint32_t total_groups = 0;  // with SearchRequest::collapse; else 0
  // Cut: without receipt, suggestions and further pages.
  PartialReason partial = PartialReason::kComplete;
  uint64_t articles_searched = 0;  // of a partial answer; else 0
  std::optional<Receipt> receipt;  // when asked for
  std::vector<Hit> hits;
  std::string next_page_token;  // empty on the last page
  std::vector<Facet> facets;    // in the order asked
  QueryUnderstanding understanding;
  // Of the first page, when there are at most two hits: queries that find
  // more, the best first.
  std::vector<QuerySuggestion> suggestions;
  // When there is no hit: why, by clause, in the order of the query.
  std::vector<ClauseDiagnosis> diagnosis;
  std::string analyzer_version;
  std::string dictionary_version;  // the oldest in use
  std::chrono::microseconds elapsed{0};
};

struct ReplayRequest {
  Receipt receipt;
  // Ask another revision than the receipt's, too; else FAILED_PRECONDITION.
  bool at_head = false;
  CallControl control;
};

struct ReplayResult {
  SearchResult result;     // with its own receipt
  bool identical = false;  // the digests are equal
  // "total_hits: 12 then, 14 now"; empty when nothing differs.
  std::vector<std::string> differences;
};

// Asks why an article is a hit of a query, or why not.
struct ExplainRequest {
  std::string query;
  QueryOptions options;
  double freshness_half_life_days = 0;  // as in SearchRequest
  std::string article_id;
  CallControl control;
};

// One place in the article that a clause found.
struct ExplainMatch {
  Field field = Field::kText;
  ByteRange range;      // of that field
  std::string surface;  // what stands there
};

struct ExplainClause {
  ByteRange range;     // of the query string
  std::string clause;  // what stands there
  bool matches = false;
  double weight = 0;    // what it adds to the score
  std::string reading;  // e.g. "stem puce", "entity org/broadcom via AVGO"
  std::vector<ExplainMatch> found;  // in order of the article
  std::string message;              // French
  std::string message_en;           // English
};

// What ranking adds to the clauses: coverage, lead, freshness, ...
struct ExplainPart {
  std::string name;        // stable, e.g. "coverage"
  double weight = 0;       // what it adds to the score; below 0: takes away
  std::string message;     // French
  std::string message_en;  // English
};

struct ExplainResult {
  uint64_t revision = 0;
  bool matches = false;
  // As Search gives it to that hit: the weights of clauses and parts, summed.
  // 0 when the article does not match.
  double score = 0;
  std::vector<ExplainClause> clauses;  // in the order of the query
  std::vector<ExplainPart> parts;
  QueryUnderstanding understanding;
  std::string analyzer_version;
  std::string dictionary_version;
};

// Parts of an article. Values equal the wire's enum: do not renumber.
enum class MentionSection : uint8_t {
  kUnspecified = 0,  // anywhere
  kTitle = 1,
  kLead = 2,       // the first paragraph of the text, to its 60th word at most
  kBody = 3,       // the text after it
  kQuotation = 4,  // between quotation marks, in title or text
};

struct MentionRequest {
  std::string query;
  QueryOptions options;
  std::vector<FacetSelection> selections;
  // kMatches: what satisfies the query's positive leaves. kEntitiesInHits:
  // every entity mention of the matching articles (what facets count).
  enum class Scope : uint8_t { kMatches = 1, kEntitiesInHits = 2 };
  Scope scope = Scope::kMatches;
  std::vector<EntityType> types;  // empty: all; text matches have no type
  // Empty: all, but no credits among kEntitiesInHits. Text matches are content.
  std::vector<MentionRole> roles;
  std::vector<MentionSection> sections;  // in one of them; empty: anywhere
  // Entity ids: only what lies in a quotation that one of them says.
  std::vector<std::string> speakers;
  float least_confidence = 0;  // of text matches it is 1
  uint32_t window = 0;       // characters on each side, above 240 is cut to 240
  uint32_t page_size = 100;  // 0 means 100; above 1,000 is cut to 1,000
  std::string page_token;    // as in SearchRequest; of a stream a resume token
  CallControl control;
};

// What mention rows show of their article.
struct ArticleSummary {
  std::string id;
  std::string title;
  std::string source;
  std::optional<PublicationTime> published_at;
  std::string url;
};

// What stands around a mention in its paragraph: whole words.
struct MentionWindow {
  ByteRange range;  // of the field, the mention included
  std::string left;
  std::string right;
};

struct MentionRow {
  ArticleSummary article;
  Mention mention;
  MentionWindow window;  // empty unless asked for
  // With every 1,000th row of a stream: goes on after it, as
  // MentionRequest::page_token. Else empty, and in a partial stream.
  std::string resume_token;
};

// Rows are ordered by publication time (newest first, undated last), article
// id, field, begin, then longer first.
struct MentionResult {
  uint64_t revision = 0;
  uint32_t total_mentions = 0;
  uint32_t total_articles = 0;  // articles with at least one row
  std::vector<MentionRow> rows;
  // Of a partial answer only when no article was left out before its last row:
  // the totals alone were cut.
  std::string next_page_token;
  PartialReason partial = PartialReason::kComplete;  // then totals are least
  uint64_t articles_searched = 0;  // of a partial answer; else 0
  QueryUnderstanding understanding;
  std::string analyzer_version;
  std::string dictionary_version;
  std::chrono::microseconds elapsed{0};
};

// Every matching article, whole.
struct ArticlesRequest {
  std::string query;
  QueryOptions options;
  std::vector<FacetSelection> selections;
  SortOrder sort = SortOrder::kNewest;  // kUnspecified: kNewest
  // Of an ArticleRow, every other field being equal: goes on after it. Errors
  // as of SearchRequest::page_token.
  std::string resume_token;
  CallControl control;
};

struct ArticleRow {
  Article article;
  double score = 0;          // of kRelevance and kBm25; else 0
  std::string resume_token;  // empty in a partial stream
};

struct ArticlesResult {
  uint64_t revision = 0;
  uint32_t total_hits = 0;
  uint32_t articles = 0;  // handed over
  PartialReason partial = PartialReason::kComplete;
  uint64_t articles_searched = 0;  // of a partial answer; else 0
  QueryUnderstanding understanding;
  std::string analyzer_version;
  std::string dictionary_version;
  std::chrono::microseconds elapsed{0};
};

struct FacetsRequest {
  std::string query;
  QueryOptions options;
  std::vector<FacetSelection> selections;
  std::vector<FacetRequest> facets;  // none: total_hits alone
  CallControl control;
};

struct FacetsResult {
  uint64_t revision = 0;
  uint32_t total_hits = 0;
  PartialReason partial = PartialReason::kComplete;  // then counts are least
  uint64_t articles_searched = 0;  // of a partial answer; else 0
  std::vector<Facet> facets;
  QueryUnderstanding understanding;
  std::string analyzer_version;
  std::string dictionary_version;
  std::chrono::microseconds elapsed{0};
};

// One token of the French chain, as indexed, queried and highlighted.
struct AnalyzedToken {
  std::string form;  // folded: lower case, no accents, ligatures split
  std::string stem;  // folded light stem of the lemma; equals `form` for names,
                     // acronyms and codes
  std::string exact;      // lower case, accents kept
  ByteRange range;        // the core word in the given text, without elision
  uint32_t position = 0;  // counts words; parts of a compound are consecutive
  uint32_t length = 1;    // positions covered; above 1 for a compound's join
  uint32_t sentence = 0;
  uint32_t paragraph = 0;
  std::vector<std::string> rules;  // what the chain did, e.g. "elision"
};

struct AnalyzeResult {
  std::vector<AnalyzedToken> tokens;
  std::vector<ByteRange> sentences;
  std::vector<Mention> mentions;  // recognised in the given text
  std::string analyzer_version;
  std::string dictionary_version;
};

}  // namespace vigie

#endif  // VIGIE_SEARCH_H_
