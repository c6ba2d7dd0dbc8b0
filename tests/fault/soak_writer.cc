#include "tests/fault/soak_writer.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>
#include <vector>

#include "tests/fault/operations.h"
#include "vigie/live_writer.h"

namespace vigie::fault {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kSentences = 16;
constexpr std::chrono::milliseconds kTick(20);

constexpr const char* kSubjects[] = {
    "Le gouvernement", "La commission",   "L’entreprise", "Le syndicat",
    "La ministre",     "Le porte-parole", "L’industrie",  "Le conseil",
    "La région",       "Un analyste",     "L’opérateur",  "Broadcom",
    "Microsoft",       "La préfecture",   "Le tribunal",  "L’hôpital"};
constexpr const char* kVerbs[] = {"annonce",  "conteste", "prépare", "refuse",
                                  "présente", "finance",  "reporte", "examine",
                                  "défend",   "suspend",  "publie",  "négocie"};
constexpr const char* kObjects[] = {
    "un accord sur les puces",     "la réforme des transports",
    "le budget de l’année",        "une usine de semi-conducteurs",
    "les effectifs du service",    "un rapport sur l’énergie",
    "la fermeture de deux lignes", "des mesures pour les écoles",
    "le calendrier des élections", "une enquête sur les comptes",
    "l’ouverture d’un centre",     "les tarifs de l’électricité"};
constexpr const char* kEnds[] = {
    "à Paris",       "dans la matinée",      "selon ses services",
    "sans attendre", "après trois mois",     "malgré les critiques",
    "avec prudence", "pour la deuxième fois"};

template <size_t N>
const char* Pick(const char* const (&list)[N], Random* random) {
  return list[random->Below(N)];
}

void Say(const std::string& line) {
  std::fputs((line + "\n").c_str(), stdout);
  std::fflush(stdout);
}

int64_t Nanoseconds(Clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             time.time_since_epoch())
      .count();
}

class SoakRun {
 public:
  SoakRun(const SoakTask& task, LiveWriter* writer)
      : task_(task), writer_(writer) {}

  void Run() {
    const auto per_tick = std::max<uint64_t>(
        1, static_cast<uint64_t>(task_.rate * 0.001 *
                                 static_cast<double>(kTick.count())));
    const Clock::time_point start = Clock::now();
    const auto ticks = static_cast<int64_t>(task_.minutes * 60'000 /
                                            static_cast<double>(kTick.count()));
    for (int64_t tick = 0; tick < ticks; ++tick) {
      // A late tick follows at once: what was missed is made up for.
      std::this_thread::sleep_until(start + tick * kTick);
      WriteTick(per_tick);
      if (tick % 5 == 0) ReportStatus();
      if (tick % 50 == 0) ReportPause();
    }
    ReportStatus();
    ReportPause();
  }

 private:
  void WriteTick(uint64_t count) {
    std::vector<Article> articles;
    for (uint64_t i = 0; i < count; ++i) {
      articles.push_back(MakeSoakArticle(task_, next_ + i));
    }
    const Clock::time_point begin = Clock::now();
    const std::vector<WriteOutcome> outcomes =
        writer_->Put(articles, Wait::kDurable);
    const Clock::time_point end = Clock::now();
    slowest_ = std::max(slowest_, end - begin);
    for (const WriteOutcome& outcome : outcomes) {
      const std::string number = std::to_string(next_++);
      Say(outcome.status.ok()
              ? "A " + number + " " + std::to_string(Nanoseconds(end))
              : "X " + outcome.status.ToString());
    }
  }

  void ReportStatus() const {
    const LiveStatus status = writer_->GetStatus();
    Say("S " + std::to_string(status.segments) + " " +
        std::to_string(status.bytes_written) + " " +
        std::to_string(status.bytes_sealed) + " " +
        std::to_string(status.journal_bytes));
  }

  void ReportPause() {
    const std::chrono::duration<double, std::milli> slowest = slowest_;
    Say("P " + std::to_string(slowest.count()));
    slowest_ = Clock::duration::zero();
  }

  const SoakTask& task_;
  LiveWriter* writer_;
  uint64_t next_ = 1;
  Clock::duration slowest_ = Clock::duration::zero();
};

}  // namespace

std::string SoakWord(uint64_t number) {
  return "jalon" + std::to_string(number) + "fin";
}

uint64_t SoakNumberOf(const Article& article) {
  const size_t word = article.text.find("jalon");
  if (word == std::string::npos) return 0;
  return std::strtoull(article.text.c_str() + word + 5, nullptr, 10);
}

Article MakeSoakArticle(const SoakTask& task, uint64_t number) {
  Random random(Mix(task.seed, number));
  const bool updates = number > 100 && random.Chance(task.updates);
  Article article;
  article.id =
      "s-" + std::to_string(updates ? 1 + random.Below(number - 1) : number);
  article.title = std::string(Pick(kSubjects, &random)) + " " +
                  Pick(kVerbs, &random) + " " + Pick(kObjects, &random);
  article.text = "Repère " + SoakWord(number) + ".";
  for (int i = 0; i < kSentences; ++i) {
    article.text += std::string(i % 4 == 3 ? "\n" : " ") +
                    Pick(kSubjects, &random) + " " + Pick(kVerbs, &random) +
                    " " + Pick(kObjects, &random) + " " + Pick(kEnds, &random) +
                    ", dossier " + std::to_string(random.Below(5'000)) +
                    ", et " + Pick(kVerbs, &random) + " " +
                    Pick(kObjects, &random) + ".";
  }
  article.published_at =
      PublicationTime{1'760'000'000 + static_cast<int64_t>(number), false};
  article.source = "Source " + std::to_string(random.Below(40));
  return article;
}

int RunSoakWriter(const SoakTask& task) {
  LiveOptions options;
  options.publish_interval = std::chrono::milliseconds(task.publish_ms);
  Result<std::unique_ptr<LiveWriter>> writer =
      LiveWriter::Open(task.index, options);
  if (!writer.ok()) {
    Say("X " + writer.status().ToString());
    return 1;
  }
  SoakRun(task, writer->get()).Run();
  return 0;
}

}  // namespace vigie::fault
