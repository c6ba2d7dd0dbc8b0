#include "tests/fault/scratch.h"

#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include "tests/fault/operations.h"

namespace vigie::fault {
namespace {

std::string DefaultBase() {
  if (::access("/dev/shm", W_OK) == 0) return "/dev/shm";
  const char* base = ::getenv("TMPDIR");
  return base != nullptr ? base : "/tmp";
}

}  // namespace

Scratch::Scratch(const std::string& base)
    : root_((base.empty() ? DefaultBase() : base) + "/vigie-fault-XXXXXX") {
  if (::mkdtemp(root_.data()) == nullptr) std::abort();
}

Scratch::~Scratch() { RemoveTree(root_); }

void RemoveTree(const std::string& path) {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

void CopyTree(const std::string& from, const std::string& to) {
  std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

std::string WriteDictionary(const Scratch& scratch) {
  std::string path = scratch.path("dictionary.jsonl");
  std::ofstream(path) << SmallDictionary();
  return path;
}

}  // namespace vigie::fault
