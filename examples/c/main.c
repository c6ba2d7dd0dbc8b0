/* Indexes two articles, searches them and prints the answers, by the C
 * interface:
 *   cc main.c -o main $(pkg-config --cflags --libs vigie)
 *   ./main NEW-DIRECTORY
 * Exits with 1 when something fails. */
#include <stdio.h>
#include <string.h>
#include <vigie/c.h>

static const char* const kArticles[] = {
    "{\"id\": \"accord\", \"title\": \"Broadcom signe avec OpenAI\","
    " \"text\": \"Le fabricant de semi-conducteurs livrera ses puces dès"
    " l’automne. L’accord engage OpenAI pour trois ans.\","
    " \"source\": \"Le Quotidien des puces\","
    " \"published_at\": \"2026-02-25\"}",
    "{\"id\": \"marche\", \"title\": \"Un marché aux fleurs à Nice\","
    " \"text\": \"Les étals rouvrent samedi sur le cours Saleya.\"}"};

/* Prints and frees an error; the result of the program. */
static int Fail(vigie_error* error) {
  fprintf(stderr, "%s (%s)\n", vigie_error_message(error),
          vigie_error_reason(error));
  vigie_error_free(error);
  return 1;
}

static int WriteIndex(const char* directory) {
  vigie_error* error = NULL;
  vigie_writer* writer = NULL;
  if (vigie_writer_open(directory, NULL, &writer, &error) != VIGIE_OK) {
    return Fail(error);
  }
  vigie_code code = VIGIE_OK;
  for (size_t i = 0; code == VIGIE_OK && i < 2; ++i) {
    code = vigie_writer_add(writer, kArticles[i], &error);
  }
  if (code == VIGIE_OK) code = vigie_writer_commit(writer, NULL, &error);
  vigie_writer_close(writer);
  return code == VIGIE_OK ? 0 : Fail(error);
}

static int PrintRow(const char* row, void* context) {
  ++*(int*)context;
  printf("%s\n", row);
  return 0;
}

static int Ask(const char* directory) {
  vigie_error* error = NULL;
  vigie_snapshot* snapshot = NULL;
  char* answer = NULL;
  int rows = 0;
  if (vigie_snapshot_open(directory, &snapshot, &error) != VIGIE_OK) {
    return Fail(error);
  }
  vigie_code code = vigie_search(
      snapshot, "{\"query\": \"puce ET entity:OpenAI\", \"page_size\": 5}",
      1000, &answer, &error);
  const int found =
      code == VIGIE_OK && strstr(answer, "\"total_hits\":1,") != NULL;
  if (code == VIGIE_OK) {
    printf("%s\n", answer);
    vigie_string_free(answer);
    code = vigie_stream_mentions(snapshot, "{\"query\": \"entity:OpenAI\"}",
                                 1000, PrintRow, &rows, &answer, &error);
    vigie_string_free(answer);
  }
  vigie_snapshot_close(snapshot);
  if (code != VIGIE_OK) return Fail(error);
  return found && rows == 2 ? 0 : 1;
}

int main(int count, char** arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: %s NEW-DIRECTORY\n", arguments[0]);
    return 2;
  }
  const int status = WriteIndex(arguments[1]);
  return status == 0 ? Ask(arguments[1]) : status;
}
