// SPDX-License-Identifier: Apache-2.0 OR MIT
// The machine's idea of the time, for checking validity.
#pragma once

#include "ferrule/core/types.hpp"
#include "ferrule/tls/config/clock.hpp"

namespace ferrule::io {

class SystemClock final : public tls::Clock {
 public:
  i64 unix_seconds() const override;
};

}  // namespace ferrule::io
