// URLs, e-mail addresses, host names and hashtags.
#include <algorithm>
#include <array>
#include <string_view>

#include "analysis/steps.h"

namespace vigie::analysis {
namespace {

// Endings by which a bare host name is told from a missing space.
constexpr std::array<std::string_view, 24> kTopLevels = {
    "fr",  "com", "org",  "net", "eu", "io", "info", "be",
    "ch",  "ca",  "uk",   "de",  "ai", "co", "tv",   "edu",
    "gov", "lu",  "news", "es",  "it", "us", "re",   "bzh"};

bool IsTopLevel(std::string_view word) {
  return std::find(kTopLevels.begin(), kTopLevels.end(), word) !=
         kTopLevels.end();
}

// The atoms of `p` that begin before normal byte `end`, counted from `i`.
size_t AtomsBefore(const Paragraph& p, size_t i, uint32_t end) {
  size_t next = i;
  while (next < p.atoms.size() && p.atoms[next].begin < end) ++next;
  return next - i;
}

// The end of what has no space in it, sentence punctuation left out.
uint32_t EndOfRun(const Paragraph& p, uint32_t begin) {
  uint32_t end = begin;
  const auto size = static_cast<uint32_t>(p.normal.size());
  while (end < size && p.normal.kind[end] != text::CharKind::kSpace &&
         p.at(end) != '<' && p.at(end) != '"') {
    ++end;
  }
  constexpr std::string_view trailing = ".,;:!?)]'";
  const std::string_view run = p.lower(begin, end);
  size_t length = run.size();
  while (length > 0) {
    if (trailing.find(run[length - 1]) != std::string_view::npos) {
      --length;
    } else if (length >= 2 && run.substr(length - 2, 2) == "»") {
      length -= 2;
    } else {
      break;
    }
  }
  return begin + static_cast<uint32_t>(length);
}

size_t AddAddress(size_t i, const Span& span, std::string_view host,
                  TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const std::string_view whole = p.lower(span.begin, span.end);
  sink->AddCode(span, whole);
  if (!host.empty() && host != whole) sink->AddVariant(span, host);
  return AtomsBefore(p, i, span.end);
}

std::string_view HostOf(std::string_view after_scheme) {
  std::string_view host =
      after_scheme.substr(0, after_scheme.find_first_of("/?#"));
  const size_t user = host.rfind('@');
  if (user != std::string_view::npos) host.remove_prefix(user + 1);
  host = host.substr(0, host.find(':'));
  if (host.substr(0, 4) == "www.") host.remove_prefix(4);
  return host;
}

size_t TakeUrl(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const Atom& atom = p.atoms[i];
  const std::string_view scheme = p.lower(atom);
  const bool schemed =
      (scheme == "http" || scheme == "https" || scheme == "ftp") &&
      p.at(atom.end) == ':' && p.at(atom.end + 1) == '/' &&
      p.at(atom.end + 2) == '/';
  const bool bare = scheme == "www" && atom.glue == Glue::kDot;
  if (!schemed && !bare) return 0;
  const Span span{atom.begin, EndOfRun(p, atom.begin), kHasDigit, kRuleAddress};
  const uint32_t prefix = schemed ? 3 : 1;  // "://", "."
  if (span.end <= atom.end + prefix) return 0;
  std::string_view rest = p.lower(span.begin, span.end);
  if (schemed) rest.remove_prefix(scheme.size() + prefix);
  return AddAddress(i, span, HostOf(rest), sink);
}

// RFC 5321 allows 64 bytes before the @; host names rarely have 5 labels.
constexpr uint32_t kMaxLocalPart = 64;
constexpr size_t kMaxHostAtoms = 16;

bool IsLocalPart(char c) {
  constexpr std::string_view others = "._+-";
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         others.find(c) != std::string_view::npos;
}

// The atom after the last one of the host name that begins at atom `i`, or
// `i` when there is no dot in it.
size_t HostEnd(const Paragraph& p, size_t i) {
  size_t last = i;
  size_t dots = 0;
  while (last - i < kMaxHostAtoms && p.atoms[last].ascii &&
         (p.atoms[last].glue == Glue::kDot ||
          p.atoms[last].glue == Glue::kHyphen)) {
    dots += p.atoms[last].glue == Glue::kDot ? 1 : 0;
    ++last;
  }
  return dots == 0 ? i : last + 1;
}

size_t TakeEmail(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const uint32_t begin = p.atoms[i].begin;
  uint32_t at = begin;
  while (at - begin <= kMaxLocalPart && IsLocalPart(p.at(at))) ++at;
  if (p.at(at) != '@' || !p.word_at(at + 1)) return 0;
  const size_t host = i + AtomsBefore(p, i, at);
  const size_t end = HostEnd(p, host);
  if (end == host) return 0;
  const Span span{begin, p.atoms[end - 1].end, kHasDigit, kRuleAddress};
  return AddAddress(i, span, p.lower(at + 1, span.end), sink);
}

// booking.com, www-less: the name alone is a further reading.
size_t TakeHost(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const size_t end = HostEnd(p, i);
  if (end == i || !IsTopLevel(p.lower(p.atoms[end - 1]))) return 0;
  const Atom& last = p.atoms[end - 1];
  if (p.atoms[end - 2].glue != Glue::kDot || p.atoms[end - 2].size() < 2 ||
      last.upper > 0) {
    return 0;
  }
  const Span span{p.atoms[i].begin, last.end,
                  static_cast<uint16_t>(p.atoms[i].flags), kRuleAddress};
  return AddAddress(i, span, p.lower(span.begin, last.begin - 1), sink);
}

// A longer tag stays one word.
constexpr size_t kMaxCamelParts = 8;

// Splits IntelligenceArtificielle at its capitals.
std::vector<Span> CamelParts(const Paragraph& p, const Atom& atom) {
  const auto upper = [&](uint32_t at) {
    return at < atom.end && p.normal.kind[at] == text::CharKind::kUpper;
  };
  std::vector<Span> parts = {{atom.begin, atom.end, atom.flags, kRuleHashtag}};
  for (uint32_t at = atom.begin + 1; at < atom.end; ++at) {
    if ((p.normal.lower[at] & 0xC0) == 0x80 || !upper(at)) continue;
    uint32_t next = at + 1;
    while (next < atom.end && (p.normal.lower[next] & 0xC0) == 0x80) ++next;
    const bool after_lower = !upper(at - 1);
    const bool before_lower =
        next < atom.end && p.normal.kind[next] == text::CharKind::kLetter;
    if (!after_lower && !before_lower) continue;
    parts.back().end = at;
    parts.push_back({at, atom.end, atom.flags, kRuleHashtag});
  }
  for (Span& part : parts) {
    part.flags &= static_cast<uint16_t>(~(kInnerCaps | kAllCaps | kHasDigit));
  }
  return parts;
}

}  // namespace

size_t TakeAddress(size_t i, TokenSink* sink) {
  if (const size_t taken = TakeUrl(i, sink)) return taken;
  if (const size_t taken = TakeEmail(i, sink)) return taken;
  return TakeHost(i, sink);
}

size_t TakeHashtag(size_t i, TokenSink* sink) {
  const Paragraph& p = sink->paragraph();
  const Atom& atom = p.atoms[i];
  if (atom.begin == 0) return 0;
  const char sign = p.at(atom.begin - 1);
  if (sign != '#' && sign != '@') return 0;
  if (atom.begin >= 2 && p.word_at(atom.begin - 2)) return 0;
  Span whole = SpanOf(atom);
  whole.rules |= kRuleHashtag;
  const std::vector<Span> parts =
      sign == '#' ? CamelParts(p, atom) : std::vector<Span>();
  if (parts.size() < 2 || parts.size() > kMaxCamelParts) {
    sink->AddWord(whole);
    return 1;
  }
  const uint32_t first = sink->next_position();
  for (const Span& part : parts) sink->AddWord(part);
  sink->AddJoin(first, whole);
  return 1;
}

}  // namespace vigie::analysis
