// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::pki {

/// The rules a trust anchor, and everything below it, has to keep. What security rests on is the
/// same in both.
enum class Profile : u8 {
  /// RFC 5280, without its demands on the form of certificates that tools in wide use do not meet:
  /// identifiers of keys may
  /// be absent, an authority's certificate may serve as a server's own.
  Private,
  /// RFC 5280 and the CA/Browser Forum's Baseline Requirements (section 7.1): what publicly trusted
  /// authorities have to keep.
  Public,
};

}  // namespace ferrule::pki
