#include "indexer/rejects.h"

#include <array>
#include <iostream>
#include <nlohmann/json.hpp>

namespace vigie::indexer {
namespace {

struct ReasonText {
  std::string_view reason;
  const char* french;
};

// What the reasons of sources and of IndexWriter::Add mean, for French
// readers; the English detail follows it.
constexpr std::array<ReasonText, 19> kReasons = {{
    {"BAD_ARCHIVE", "archive endommagée"},
    {"BAD_HTML", "aucun élément HTML"},
    {"BAD_JSON", "ligne JSON illisible"},
    {"BAD_JSON_TYPE", "clé JSON d’un type inattendu"},
    {"BAD_WARC", "fichier WARC endommagé"},
    {"BAD_XML", "XML mal formé"},
    {"EMPTY_ARTICLE", "ni titre ni texte"},
    {"EMPTY_FILE", "fichier vide"},
    {"ENCRYPTED", "membre d’archive chiffré"},
    {"EXPANSION", "archive qui enfle sans mesure"},
    {"INVALID_ARTICLE", "article hors limites"},
    {"OTHER_LANGUAGE", "autre langue"},
    {"REPAIRED_DATE", "date illisible, article indexé sans date"},
    {"REPAIRED_ENCODING", "encodage réparé"},
    {"TOO_DEEP", "trop d’imbrications"},
    {"TOO_LARGE", "trop volumineux"},
    {"UNKNOWN_FORMAT", "format inconnu"},
    {"UNREADABLE", "lecture impossible"},
    {"UNSAFE_PATH", "chemin refusé dans une archive"},
}};

const char* FrenchReason(const std::string& reason) {
  for (const ReasonText& text : kReasons) {
    if (text.reason == reason) return text.french;
  }
  return nullptr;
}

// Names and contents of files are not trusted: control characters (C0, DEL,
// C1), with which escape sequences begin, become spaces.
std::string SafeForTerminal(std::string_view text) {
  std::string safe;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next =
        static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    const bool c1 = byte == 0xC2 && next >= 0x80 && next < 0xA0;
    safe += byte < 0x20 || byte == 0x7F || c1 ? ' ' : text[i];
    i += c1 ? 1 : 0;
  }
  return safe;
}

}  // namespace

Rejects::Rejects(std::string path, Language language)
    : path_(std::move(path)), language_(language) {}

void Rejects::Reject(const SourceItem& item, const std::string& id,
                     const Status& status) {
  ++rejected_;
  const char* french = FrenchReason(status.reason());
  ++by_kind_[language_ == Language::kFrench && french != nullptr
                 ? french
                 : status.reason()];
  Print(item.place, true, status);
  if (!out_.is_open()) out_.open(path_, std::ios::trunc);
  nlohmann::ordered_json line;
  line["file"] = item.place.file;
  if (item.place.line > 0) line["line"] = item.place.line;
  if (item.place.byte) line["byte"] = *item.place.byte;
  if (!id.empty()) line["id"] = id;
  line["reason"] = status.reason();
  line["message"] = status.message();
  if (!item.raw.empty()) line["raw"] = item.raw;
  out_ << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
       << "\n";
}

void Rejects::Repair(const SourceItem& item) {
  if (item.repairs.empty()) return;
  ++repaired_;
  for (const Status& repair : item.repairs) Print(item.place, false, repair);
}

void Rejects::Print(const InputPlace& place, bool rejected,
                    const Status& status) {
  std::string line = place.file;
  if (place.line > 0) line += ":" + std::to_string(place.line);
  if (place.byte) line += "@" + std::to_string(*place.byte);
  line += language_ == Language::kFrench
              ? (rejected ? " : rejeté : " : " : réparé : ")
              : (rejected ? ": rejected: " : ": repaired: ");
  if (language_ == Language::kFrench) {
    if (const char* french = FrenchReason(status.reason())) {
      line += std::string(french) + " — ";
    }
  }
  std::cerr << SafeForTerminal(line + status.message()) << "\n";
}

Status Rejects::Close() {
  if (!out_.is_open()) {
    if (rejected_ == 0) return OkStatus();
  } else {
    out_.close();
  }
  if (!out_) {
    return Status(StatusCode::kUnavailable,
                  path_ + ": the rejects file cannot be written");
  }
  return OkStatus();
}

}  // namespace vigie::indexer
