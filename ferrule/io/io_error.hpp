// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the operating system said when bytes did not move.
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::io {

enum class IoErrorKind : u8 {
  WouldBlock,          ///< nothing can move without waiting
  TimedOut,            ///< the limit given for the operation passed
  Closed,              ///< the connection was reset or is not open for this direction
  Refused,             ///< nobody listens at the address
  Unreachable,         ///< no route to the address
  AddressInUse,        ///< somebody else listens there
  PermissionDenied,    ///< the system does not let this process do it
  AddressUnavailable,  ///< the address is not one of this machine's
  TooManyFiles,        ///< the process or the system is out of file descriptors
  NameNotFound,        ///< the name has no address
  InvalidAddress,      ///< the text is not an address
  Other,               ///< see os_code
};

struct IoError {
  IoErrorKind kind = IoErrorKind::Other;
  int os_code = 0;  ///< errno, or 0

  constexpr bool operator==(const IoError&) const = default;
};

/// The error that `os_code` (an errno) stands for.
[[nodiscard]] IoError io_error_from_errno(int os_code);

}  // namespace ferrule::io
