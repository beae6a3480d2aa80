// SPDX-License-Identifier: Apache-2.0 OR MIT
// A problem as people and machines are told it: what, where, both sides, why, one action for each
// role.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cmd/exit_code.hpp"

namespace ferrule::cmd {

/// "subject     shop.example.com"
struct Fact {
  std::string name;
  std::string value;
};

struct Problem {
  ExitCode exit = ExitCode::Failure;
  std::string code;      ///< "E-CERT-EXPIRED": stable, see `ferrule help`
  std::string headline;  ///< one sentence without jargon
  std::string where;     ///< host, file, line; may be empty
  std::vector<Fact> facts;
  std::vector<Fact> notes;  ///< "why", "you run the server", ...

  Problem(ExitCode exit_code, std::string stable_code, std::string what)
      : exit{exit_code}, code{std::move(stable_code)}, headline{std::move(what)} {}
  Problem at(std::string place) && {
    where = std::move(place);
    return std::move(*this);
  }
  Problem fact(std::string name, std::string value) && {
    facts.push_back({std::move(name), std::move(value)});
    return std::move(*this);
  }
  Problem note(std::string role, std::string action) && {
    notes.push_back({std::move(role), std::move(action)});
    return std::move(*this);
  }
};

/// Several lines that end in a newline.
[[nodiscard]] std::string to_text(const Problem& problem, bool colour);
/// The "error" member of JSON output.
[[nodiscard]] nlohmann::json to_json(const Problem& problem);

}  // namespace ferrule::cmd
