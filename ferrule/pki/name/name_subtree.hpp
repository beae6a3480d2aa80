// SPDX-License-Identifier: Apache-2.0 OR MIT
// Whether a name lies in a subtree of name constraints (RFC 5280, 4.2.1.10).
#pragma once

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/pki/name/general_name.hpp"
#include "ferrule/pki/profile.hpp"

namespace ferrule::pki {

enum class SubtreeMatch : u8 {
  Inside,
  Outside,
  Unsupported,  ///< names of this form cannot be compared
  BadBase,      ///< the constraint is malformed
  BadName,      ///< the name is malformed
};

enum class SubtreeUse : u8 {
  Permitted,  ///< inside when everything the name can stand for is
  Excluded,   ///< inside when anything the name can stand for is
};

/// `name` and `base` are of the same form. A wildcard stands for all its expansions. Under
/// Profile::Private a DNS constraint may start with a dot, as it does in much of what OpenSSL users
/// make: then it holds the names below, and not the name itself.
[[nodiscard]] SubtreeMatch match_subtree(const GeneralName& name, const GeneralName& base,
                                         SubtreeUse use, Profile profile);

}  // namespace ferrule::pki
