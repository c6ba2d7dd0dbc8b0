// Facets for people: counts, names and bars in columns.
#include <algorithm>

#include "client/charts.h"
#include "client/facet_keys.h"
#include "client/text_format.h"
#include "client/wording.h"

namespace vigie::client {
namespace {

constexpr uint64_t kFacetBarColumns = 20;
// A longer name pushes its bar to the right instead of all of them.
constexpr size_t kWidestName = 48;

// "12 (34)": articles and mentions.
std::string CountText(const v1::FacetValue& value) {
  std::string count = std::to_string(value.articles());
  if (value.mentions() > 0) {
    count += " (" + std::to_string(value.mentions()) + ")";
  }
  return count;
}

// Label, id, the alias that was found, and whether the dictionary lists it.
std::string NameText(const v1::FacetValue& value, const Style& style,
                     Language language) {
  std::string name = SafeForTerminal(value.label());
  if (value.label() != value.value()) name += "  " + style.Faint(value.value());
  if (!value.alias().empty()) {
    name += "  " + style.Faint(Quoted(value.alias(), language));
  }
  if (value.unlisted()) {
    name += Say(language, "  (hors dictionnaire)", "  (unlisted)");
  }
  return name;
}

std::string Filler(size_t columns, const std::string& text) {
  const size_t width = DisplayWidth(text);
  return std::string(columns > width ? columns - width : 0, ' ');
}

}  // namespace

void TextPrinter::Facet(const v1::Facet& facet) {
  out_ << "\n"
       << style_.Strong(FacetTitle(facet.key(), language_)) << "  "
       << style_.Faint(Number(language_, facet.distinct(),
                              Say("valeur", "value"), Say("valeurs", "values")))
       << "\n";
  const Style plain(ColorMode::kNever);
  uint32_t most = 1;
  size_t count_columns = 0;
  size_t name_columns = 0;
  for (const v1::FacetValue& value : facet.values()) {
    most = std::max(most, value.articles());
    count_columns = std::max(count_columns, DisplayWidth(CountText(value)));
    const size_t name = DisplayWidth(NameText(value, plain, language_));
    if (name <= kWidestName) name_columns = std::max(name_columns, name);
  }
  for (const v1::FacetValue& value : facet.values()) {
    const std::string count = CountText(value);
    const std::string bar = Bar(value.articles(), most, kFacetBarColumns);
    out_ << "  "
         << (value.selected()   ? "✓ "
             : value.excluded() ? "✗ "
                                : "  ")
         << Filler(count_columns, count) << count << "  "
         << NameText(value, style_, language_);
    if (!bar.empty()) {
      out_ << Filler(name_columns, NameText(value, plain, language_)) << "  "
           << style_.Faint(bar);
    }
    out_ << "\n";
    for (const v1::FacetSurface& surface : value.surfaces()) {
      out_ << "      " << surface.articles() << " (" << surface.mentions()
           << ")  " << OneLine(SafeForTerminal(surface.surface())) << "\n";
    }
  }
  Rest(facet.other(), Say("autres", "others"));
  Rest(facet.missing(), Say("sans valeur", "no value"));
}

void TextPrinter::Rest(uint32_t count, const char* what) {
  if (count > 0) out_ << "    " << count << "  " << what << "\n";
}

}  // namespace vigie::client
