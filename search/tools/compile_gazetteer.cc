// Compiles dictionary files of names into the table that the library embeds.
// Run by the build:
//
//   compile_gazetteer FILE.jsonl... OUT
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "entities/entry_lines.h"
#include "entities/gazetteer_builder.h"

namespace {

using vigie::entities::Entry;
using vigie::entities::EntryLines;
using vigie::entities::GazetteerBuilder;

int Fail(const std::string& message) {
  std::cerr << "compile_gazetteer: " << message << "\n";
  return 1;
}

// Returns "" or what is wrong.
std::string AddFile(const std::string& path, GazetteerBuilder* builder) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return path + " cannot be read";
  EntryLines take;
  take.entry = [builder](Entry entry) {
    return builder->Add(std::move(entry));
  };
  take.header = [](const vigie::entities::FileHeader&) {
    return std::string();
  };
  take.change = [](std::string_view) {
    return std::string("op: only entities are compiled");
  };
  const vigie::Status read = ReadEntryLines(text.str(), path, take);
  return read.ok() ? "" : read.message();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return Fail("usage: compile_gazetteer FILE.jsonl... OUT");
  GazetteerBuilder builder;
  for (int i = 1; i + 1 < argc; ++i) {
    const std::string fault = AddFile(argv[i], &builder);
    if (!fault.empty()) return Fail(fault);
  }
  const std::string bytes = builder.Finish();
  std::ofstream out(argv[argc - 1], std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  return out ? 0 : Fail(std::string(argv[argc - 1]) + " cannot be written");
}
