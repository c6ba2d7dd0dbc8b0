/* C interface, for C and for languages that call C. Complete for writing an
 * index and for asking it; the C++ headers and gRPC offer more.
 *
 * Requests and answers are JSON texts in UTF-8, the ones of `vigie --format
 * json`: the messages of proto/vigie/v1 with the proto's field names, enum
 * values in lower case without their prefix ("organization"). A request may
 * leave out any member; one that does not exist, or of another type, is
 * VIGIE_INVALID_ARGUMENT (reason JSON). Ranges are half-open, in bytes of
 * UTF-8. docs/embedding.md has examples.
 *
 * Errors: every function that can fail returns a code, and when it is not
 * VIGIE_OK and `error` is not null, sets *error to an object that the caller
 * frees; results are then null. No C++ exception leaves a function.
 *
 * Memory: what a function hands out belongs to the caller, until the function
 * that its comment names. Those functions accept null. Strings that are given
 * in end with a zero byte, are read during the call only, and may not be null
 * unless said so.
 *
 * Threads: any number of threads may use one vigie_snapshot at a time; one
 * thread at a time uses a vigie_writer. vigie_snapshot_close and
 * vigie_writer_close come after every other use. */
#ifndef VIGIE_C_H_
#define VIGIE_C_H_

#include <stdint.h>

#define VIGIE_C_API __attribute__((visibility("default")))

#ifdef __cplusplus
extern "C" {
#endif

/* NOLINTBEGIN(readability-identifier-naming,modernize-use-using): C names */

/** Numerically equal to google.rpc.Code. */
typedef enum vigie_code {
  VIGIE_OK = 0,
  VIGIE_CANCELLED = 1,
  VIGIE_UNKNOWN = 2,
  VIGIE_INVALID_ARGUMENT = 3,
  VIGIE_DEADLINE_EXCEEDED = 4,
  VIGIE_NOT_FOUND = 5,
  VIGIE_ALREADY_EXISTS = 6,
  VIGIE_PERMISSION_DENIED = 7,
  VIGIE_RESOURCE_EXHAUSTED = 8,
  VIGIE_FAILED_PRECONDITION = 9,
  VIGIE_ABORTED = 10,
  VIGIE_OUT_OF_RANGE = 11,
  VIGIE_UNIMPLEMENTED = 12,
  VIGIE_INTERNAL = 13,
  VIGIE_UNAVAILABLE = 14,
  VIGIE_DATA_LOSS = 15
} vigie_code;

/** Why a call failed. */
typedef struct vigie_error vigie_error;
/** One immutable revision of an index, as vigie::Snapshot. */
typedef struct vigie_snapshot vigie_snapshot;
/** The one writer of an index, as vigie::IndexWriter. */
typedef struct vigie_writer vigie_writer;

/** "MAJOR.MINOR.PATCH" of the library in use; static. */
VIGIE_C_API const char* vigie_version(void);

/** Frees a string that the library handed out. */
VIGIE_C_API void vigie_string_free(char* string);

/** VIGIE_OK of null. */
VIGIE_C_API vigie_code vigie_error_code(const vigie_error* error);
/** What failed, where, what to do; lives as long as `error`; "" of null. */
VIGIE_C_API const char* vigie_error_message(const vigie_error* error);
/** A stable UPPER_SNAKE_CASE word for programs, or ""; lives as `error`. */
VIGIE_C_API const char* vigie_error_reason(const vigie_error* error);
/** The bytes of the query, half-open, that a strict query was refused for, as
 * vigie::QueryFaultRange. Returns 1 and sets *begin and *end, or returns 0 and
 * leaves them: the error is about something else, or is null. */
VIGIE_C_API int vigie_error_query_range(const vigie_error* error,
                                        uint32_t* begin, uint32_t* end);
/** Frees an error. */
VIGIE_C_API void vigie_error_free(vigie_error* error);

/** Opens the newest revision in `directory`, once its files are verified.
 * VIGIE_NOT_FOUND: no index there. VIGIE_DATA_LOSS: a file is damaged.
 * VIGIE_FAILED_PRECONDITION: made by an incompatible version. O(bytes). */
VIGIE_C_API vigie_code vigie_snapshot_open(const char* directory,
                                           vigie_snapshot** snapshot,
                                           vigie_error** error);
/** Frees a snapshot. */
VIGIE_C_API void vigie_snapshot_close(vigie_snapshot* snapshot);
/** The revision that the snapshot shows; a later one needs a new snapshot. */
VIGIE_C_API uint64_t vigie_snapshot_revision(const vigie_snapshot* snapshot);

/* The requests below: `timeout_ms` 0 means no limit, else
 * VIGIE_DEADLINE_EXCEEDED after so long. *answer is freed by
 * vigie_string_free. */

/** SearchRequest to SearchResponse. */
VIGIE_C_API vigie_code vigie_search(const vigie_snapshot* snapshot,
                                    const char* request, uint32_t timeout_ms,
                                    char** answer, vigie_error** error);
/** ListMentionsRequest to ListMentionsResponse. */
VIGIE_C_API vigie_code vigie_list_mentions(const vigie_snapshot* snapshot,
                                           const char* request,
                                           uint32_t timeout_ms, char** answer,
                                           vigie_error** error);
/** ListFacetsRequest to ListFacetsResponse. */
VIGIE_C_API vigie_code vigie_list_facets(const vigie_snapshot* snapshot,
                                         const char* request,
                                         uint32_t timeout_ms, char** answer,
                                         vigie_error** error);

/** Told of one row, a MentionRow that lives during the call only, in the
 * thread that asked; another value than 0 stops the stream. It may neither
 * throw nor jump out. */
typedef int (*vigie_row_callback)(const char* row, void* context);
/** ListMentionsRequest to every row in order, without pages; *answer is the
 * summary, with "rows" empty. VIGIE_CANCELLED when the callback stopped it. */
VIGIE_C_API vigie_code vigie_stream_mentions(const vigie_snapshot* snapshot,
                                             const char* request,
                                             uint32_t timeout_ms,
                                             vigie_row_callback on_row,
                                             void* context, char** answer,
                                             vigie_error** error);

/** The stored Article of an id, text included; *answer as above.
 * VIGIE_NOT_FOUND (reason ARTICLE_NOT_FOUND). */
VIGIE_C_API vigie_code vigie_get_article(const vigie_snapshot* snapshot,
                                         const char* id, char** answer,
                                         vigie_error** error);

/** Opens `directory` for writing, creating it when absent. `options` may be
 * null, else {"dictionary_path", "overlay_path", "names_model_path",
 * "segment_text_bytes", "threads", "memory_bytes", "merge_memory_bytes",
 * "index": {"positions", "keep_versions", "kept_revisions", "recognize",
 * "unlisted_names", "facet_attributes"}}, as vigie::WriterOptions.
 * VIGIE_FAILED_PRECONDITION (reason INDEX_LOCKED): another writer has it. */
VIGIE_C_API vigie_code vigie_writer_open(const char* directory,
                                         const char* options,
                                         vigie_writer** writer,
                                         vigie_error** error);
/** Frees a writer and drops what was not committed. */
VIGIE_C_API void vigie_writer_close(vigie_writer* writer);

/** Buffers one Article, by its id in place of the one before. "published_at"
 * and "updated_at" are texts: "2026-03-14", "2026-03-14T18:05:09+01:00".
 * VIGIE_INVALID_ARGUMENT: this article breaks a limit and is left out alone. */
VIGIE_C_API vigie_code vigie_writer_add(vigie_writer* writer,
                                        const char* article,
                                        vigie_error** error);
/** Deletes an article with the next commit. VIGIE_NOT_FOUND. */
VIGIE_C_API vigie_code vigie_writer_delete(vigie_writer* writer, const char* id,
                                           vigie_error** error);
/** Makes what was added and deleted durable and visible, atomically.
 * `revision`, the one then in force, may be null. */
VIGIE_C_API vigie_code vigie_writer_commit(vigie_writer* writer,
                                           uint64_t* revision,
                                           vigie_error** error);

/* NOLINTEND(readability-identifier-naming,modernize-use-using) */

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* VIGIE_C_H_ */
