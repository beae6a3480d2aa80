// SPDX-License-Identifier: Apache-2.0 OR MIT
// How the command ends. Documented in `ferrule help exit-codes`, and stable.
#pragma once

namespace ferrule::cmd {

enum class ExitCode : int {
  Ok = 0,
  Failure = 1,      ///< anything that has no code of its own
  Usage = 2,        ///< the command line makes no sense
  Config = 3,       ///< a file or setting cannot be used
  Connect = 4,      ///< no such name, or nobody listens
  Timeout = 5,      ///< a limit passed
  Certificate = 6,  ///< the peer's certificate was rejected
  Tls = 7,          ///< the TLS protocol failed, or the peer sent an alert
  Http = 8,         ///< the response cannot be used (or is >= 400 with --fail)
};

}  // namespace ferrule::cmd
