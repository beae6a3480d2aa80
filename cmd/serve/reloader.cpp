// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/serve/reloader.hpp"

#include "cmd/serve/identity.hpp"

namespace ferrule::cmd {

void reload(const Settings& settings, Control& control, LogFormat format) {
  Result<Identity, Problem> identity = load_identity(settings);
  if (!identity) {
    const Problem& problem = identity.error();
    LogLine line("reload-failed");
    line.text("code", problem.code).text("reason", problem.headline).text("where", problem.where);
    write_log(line, format);
    return;
  }
  control.replace_config(identity->config);
  for (const std::string& warning : identity->notes.warnings) {
    LogLine line("warning");
    line.text("reason", warning);
    write_log(line, format);
  }
  write_log(LogLine("reloaded"), format);
}

}  // namespace ferrule::cmd
