// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::tls {

/// Nobody's fault: something ran out.
enum class ResourceError : u8 {
  OutOfMemory,        ///< the allocator refused
  SequenceExhausted,  ///< 2^64 - 1 records under one key
  KeyLimitReached,    ///< the AEAD's confidentiality limit, and the key was not updated
  CapacityExceeded,   ///< a fixed capacity is too small for what was configured
};

}  // namespace ferrule::tls
