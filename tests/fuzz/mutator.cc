#include "tests/fuzz/mutator.h"

#include <algorithm>
#include <utility>

namespace vigie::fuzz {
namespace {

constexpr size_t kEarlier = 256;

// Bytes that parsers treat apart: ends of ranges, quotes, brackets, starts of
// UTF-8 sequences.
constexpr char kTelling[] =
    "\x00\x01\x7f\x80\xbf\xc2\xe2\xed\xf0\xff\n\t \"'\\()[]{},:*=-+0919";

}  // namespace

Mutator::Mutator(std::vector<std::string> seeds,
                 std::vector<std::string> pieces, uint64_t seed,
                 size_t most_bytes)
    : seeds_(std::move(seeds)),
      pieces_(std::move(pieces)),
      most_bytes_(most_bytes),
      random_(seed),
      earlier_(seeds_) {}

size_t Mutator::Below(size_t bound) {
  return bound == 0 ? 0 : random_() % bound;
}

const std::string& Mutator::Any(const std::vector<std::string>& from) {
  return from[Below(from.size())];
}

std::string Mutator::Next() {
  std::string input = Any(Below(3) == 0 ? seeds_ : earlier_);
  const size_t changes = size_t{1} << Below(5);
  for (size_t i = 0; i < changes; ++i) Change(&input);
  if (input.size() > most_bytes_) input.resize(most_bytes_);
  if (earlier_.size() < kEarlier) {
    earlier_.push_back(input);
  } else if (Below(16) == 0) {
    earlier_[Below(kEarlier)] = input;
  }
  return input;
}

void Mutator::Change(std::string* input) {
  if (!pieces_.empty() && Below(2) == 0) {
    input->insert(Below(input->size() + 1), Any(pieces_));
  } else if (Below(2) == 0) {
    ChangeBytes(input);
  } else {
    ChangeParts(input);
  }
}

void Mutator::ChangeBytes(std::string* input) {
  if (input->empty()) {
    input->push_back(static_cast<char>(Below(256)));
    return;
  }
  char& byte = (*input)[Below(input->size())];
  switch (Below(4)) {
    case 0:
      byte = static_cast<char>(byte ^ (1 << Below(8)));
      break;
    case 1:
      byte = static_cast<char>(Below(256));
      break;
    case 2:
      byte = kTelling[Below(sizeof(kTelling) - 1)];
      break;
    default:
      input->insert(Below(input->size() + 1), 1,
                    kTelling[Below(sizeof(kTelling) - 1)]);
  }
}

void Mutator::ChangeParts(std::string* input) {
  const size_t begin = Below(input->size() + 1);
  const size_t length = Below(std::min<size_t>(64, input->size() - begin) + 1);
  switch (Below(4)) {
    case 0:
      input->erase(begin, length);
      break;
    case 1:
      input->insert(Below(input->size() + 1), input->substr(begin, length));
      break;
    case 2: {  // the end of another input behind the beginning of this one
      const std::string& other = Any(earlier_);
      const size_t from = Below(other.size() + 1);
      *input = input->substr(0, begin) + other.substr(from);
      break;
    }
    default:
      input->resize(begin);
  }
}

}  // namespace vigie::fuzz
