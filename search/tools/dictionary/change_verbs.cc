#include "tools/dictionary/change_verbs.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tools/dictionary/overlay_command.h"

namespace vigie::tools {
namespace {

using nlohmann::ordered_json;

// The arguments of any of these verbs.
struct ChangeOptions {
  OverlayFiles files;
  std::string id;
  std::string into;
  std::string label;
  std::string label_en;
  std::vector<std::string> names;
  std::string note;
  uint64_t line = 0;
};

using Options = std::shared_ptr<ChangeOptions>;

CLI::App* AddVerb(CLI::App& app, const char* name, const char* description,
                  const Options& options) {
  CLI::App* verb = app.add_subcommand(name, description);
  verb->add_option("OVERLAY", options->files.overlay)->required();
  verb->add_option("--dictionary", options->files.dictionary,
                   "JSON Lines; the shipped dictionary if absent");
  return verb;
}

CLI::App* AddVerbOfId(CLI::App& app, const char* name, const char* description,
                      const Options& options) {
  CLI::App* verb = AddVerb(app, name, description, options);
  verb->add_option("ID", options->id, "e.g. org/broadcom")->required();
  verb->add_option("--note", options->note, "why; kept in the file");
  return verb;
}

Status Append(const ChangeOptions& options, ordered_json change) {
  if (!options.note.empty()) change["note"] = options.note;
  return AppendChange(
      options.files,
      change.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
}

ordered_json Labels(const ChangeOptions& options) {
  ordered_json label = {{"fr", options.label}};
  if (!options.label_en.empty()) label["en"] = options.label_en;
  return label;
}

// The type of a new entity is that which its id says.
std::string TypeOfId(const std::string& id) {
  const std::string prefix = id.substr(0, id.find('/'));
  return prefix == "org" ? "organization" : prefix;
}

void AddMerge(CLI::App& app, Status* done) {
  const auto options = std::make_shared<ChangeOptions>();
  CLI::App* verb = AddVerbOfId(app, "merge", "makes two entities one", options);
  verb->add_option("INTO", options->into, "the id that stays")->required();
  verb->callback([=] {
    *done =
        Append(*options,
               {{"op", "merge"}, {"id", options->id}, {"into", options->into}});
  });
}

void AddSplit(CLI::App& app, Status* done) {
  const auto options = std::make_shared<ChangeOptions>();
  CLI::App* verb =
      AddVerbOfId(app, "split", "makes a new entity of some names", options);
  verb->add_option("NEW", options->into, "the id of the new one")->required();
  verb->add_option("--label", options->label)->required();
  verb->add_option("--name", options->names, "a name that it takes")
      ->required();
  verb->callback([=] {
    const ordered_json entity = {{"id", options->into},
                                 {"type", TypeOfId(options->into)},
                                 {"label", Labels(*options)},
                                 {"aliases", options->names}};
    *done = Append(*options,
                   {{"op", "split"}, {"id", options->id}, {"into", entity}});
  });
}

void AddHide(CLI::App& app, Status* done) {
  const auto options = std::make_shared<ChangeOptions>();
  CLI::App* verb =
      AddVerbOfId(app, "hide", "takes an entity or a name away", options);
  verb->add_option("--name", options->label, "only this name");
  verb->callback([=] {
    ordered_json change = {{"op", "hide"}, {"id", options->id}};
    if (!options->label.empty()) change["alias"] = options->label;
    *done = Append(*options, std::move(change));
  });
}

void AddRename(CLI::App& app, Status* done) {
  const auto options = std::make_shared<ChangeOptions>();
  CLI::App* verb =
      AddVerbOfId(app, "rename", "changes the label of an entity", options);
  verb->add_option("LABEL", options->label, "French label")->required();
  verb->add_option("--en", options->label_en, "English label");
  verb->callback([=] {
    *done = Append(
        *options,
        {{"op", "rename"}, {"id", options->id}, {"label", Labels(*options)}});
  });
}

void AddUndo(CLI::App& app, Status* done) {
  const auto options = std::make_shared<ChangeOptions>();
  CLI::App* verb = AddVerb(app, "undo", "takes a change away", options);
  verb->add_option("LINE", options->line, "the last one if absent");
  verb->callback([=] { *done = UndoChange(options->files, options->line); });
}

}  // namespace

void AddChangeVerbs(CLI::App& app, Status* done) {
  AddMerge(app, done);
  AddSplit(app, done);
  AddHide(app, done);
  AddRename(app, done);
  AddUndo(app, done);
}

}  // namespace vigie::tools
