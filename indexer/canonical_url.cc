#include "indexer/canonical_url.h"

#include <algorithm>
#include <array>
#include <vector>

#include "indexer/ascii_text.h"

namespace vigie::indexer {
namespace {

constexpr std::array<std::string_view, 9> kTrackingParameters = {
    "fbclid", "gclid",  "dclid",  "msclkid",  "xtor",
    "xtref",  "mc_cid", "mc_eid", "at_medium"};

bool ConsumePrefix(std::string_view* text, std::string_view prefix) {
  if (text->substr(0, prefix.size()) != prefix) return false;
  text->remove_prefix(prefix.size());
  return true;
}

bool IsTracking(std::string_view parameter) {
  const std::string name = LowerAscii(parameter.substr(0, parameter.find('=')));
  if (name.rfind("utm_", 0) == 0 || name.rfind("at_", 0) == 0) return true;
  return std::find(kTrackingParameters.begin(), kTrackingParameters.end(),
                   name) != kTrackingParameters.end();
}

bool ConsumeSuffix(std::string_view* text, std::string_view suffix) {
  if (text->size() < suffix.size() ||
      text->substr(text->size() - suffix.size()) != suffix) {
    return false;
  }
  text->remove_suffix(suffix.size());
  return true;
}

// One more prefix that names a presentation, not a site. A host keeps at least
// one dot: "m.fr" is a name, not a mobile site.
bool ConsumePresentation(std::string_view* host) {
  for (const std::string_view prefix : {"www.", "m.", "amp."}) {
    std::string_view shorter = *host;
    if (ConsumePrefix(&shorter, prefix) &&
        shorter.find('.') != std::string_view::npos) {
      *host = shorter;
      return true;
    }
  }
  return false;
}

std::string CanonicalHost(std::string_view authority) {
  authority.remove_prefix(authority.rfind('@') + 1);  // npos + 1 is 0
  const std::string lower = LowerAscii(authority);
  std::string_view host = lower;
  while (ConsumeSuffix(&host, ":80") || ConsumeSuffix(&host, ":443") ||
         ConsumeSuffix(&host, ":")) {
  }
  while (ConsumePresentation(&host)) {
  }
  return host.find_first_not_of(':') == 0 ? std::string(host) : "";
}

std::string CanonicalQuery(std::string_view query) {
  std::vector<std::string_view> parameters;
  while (!query.empty()) {
    const size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    if (!parameter.empty() && !IsTracking(parameter)) {
      parameters.push_back(parameter);
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  std::sort(parameters.begin(), parameters.end());
  std::string joined;
  for (const std::string_view parameter : parameters) {
    joined += joined.empty() ? '?' : '&';
    joined += parameter;
  }
  return joined;
}

}  // namespace

std::string CanonicalUrl(std::string_view url) {
  const std::string scheme = LowerAscii(url.substr(0, 8));
  if (scheme.rfind("https://", 0) == 0) {
    url.remove_prefix(8);
  } else if (scheme.rfind("http://", 0) == 0) {
    url.remove_prefix(7);
  } else {
    return "";
  }
  url = url.substr(0, url.find('#'));
  const size_t query_begin = url.find('?');
  std::string_view query;
  if (query_begin != std::string_view::npos) {
    query = url.substr(query_begin + 1);
    url = url.substr(0, query_begin);
  }
  const size_t path_begin = std::min(url.find('/'), url.size());
  const std::string host = CanonicalHost(url.substr(0, path_begin));
  if (host.empty()) return "";
  std::string_view path = url.substr(path_begin);
  while (!path.empty() && path.back() == '/') path.remove_suffix(1);
  return "https://" + host + std::string(path) + CanonicalQuery(query);
}

}  // namespace vigie::indexer
