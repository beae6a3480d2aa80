// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a guest is asked to do: a text with a step on each line, written by people and read on both
// sides (here before the guest starts, inside by its init).
//
//   insmod FILE [NAME=VALUE...]     load a module
//   rmmod NAME                      unload it
//   run PROGRAM [ARGUMENT...]       run a program to its end
//   echo TEXT > FILE                write to a file, of /proc or /sys say
//   read FILE                       show a file's contents
//   repeat COUNT ... end            the steps between, COUNT times, as one step; after the first
//                                   round only the kernel's warnings and what is worse are shown
//   shell                           a shell on the console, for a person
//
// Before any but the last two may stand `expect WHAT` (an error's name such as EINVAL, a program's
// exit code or the signal that ends it such as SIGSEGV, the contents that are read) and
// `within SECONDS`. Words with blanks stand in double quotes; # starts a comment.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd::guest {

enum class Action : u8 { Insmod, Rmmod, Run, Echo, Read, Repeat, Shell };

struct Step {
  Action action = Action::Run;
  std::vector<std::string> words;     ///< what follows the action; of echo the text, then the file
  std::optional<std::string> expect;  ///< what is to come of it; nothing: success
  u32 within_s = 60;
  u32 count = 1;           ///< of repeat
  std::vector<Step> body;  ///< of repeat
  std::string text;        ///< as it was written: the name of its result
};

struct StepError {
  usize line = 0;  ///< from 1
  std::string what;
};

[[nodiscard]] Result<std::vector<Step>, StepError> parse_steps(const std::string& text);
/// A person is to have a shell in the guest.
[[nodiscard]] bool has_shell(const std::vector<Step>& steps);

}  // namespace ferrule::cmd::guest
