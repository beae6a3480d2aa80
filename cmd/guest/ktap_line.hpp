// SPDX-License-Identifier: Apache-2.0 OR MIT
// One line of KTAP version 1 (Documentation/dev-tools/ktap.rst), without what surrounds it.
#pragma once

#include <string>
#include <string_view>

#include "ferrule/core/types.hpp"

namespace ferrule::cmd::guest {

struct KtapLine {
  enum class Kind : u8 {
    Text,        ///< no KTAP: output of something else
    Version,     ///< "KTAP version 1" or "TAP version 13/14"
    Plan,        ///< "1..N"
    Result,      ///< "ok N name # DIRECTIVE reason", "not ok ..."
    Diagnostic,  ///< "# text"
    BailOut,     ///< "Bail out! reason"
  };
  enum class Directive : u8 { None, Skip, Expected, Timeout, Error };

  Kind kind = Kind::Text;
  usize depth = 0;  ///< pairs of blanks in front, by four
  bool ok = false;  ///< of a result
  u64 number = 0;   ///< of a result; the count of a plan
  Directive directive = Directive::None;
  std::string name;    ///< of a result; the text of a diagnostic, the reason of a bail-out
  std::string reason;  ///< behind the directive
};

[[nodiscard]] KtapLine read_ktap_line(std::string_view text);

}  // namespace ferrule::cmd::guest
