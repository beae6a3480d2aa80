// SPDX-License-Identifier: GPL-2.0 OR MIT
// A class that must not move, for the cases beside it.
#pragma once

#include "ferrule/kernel/prelude.hpp"

class Pinned64 {
 public:
  explicit Pinned64(ferrule::u64 value) : value_{value} {}
  Pinned64(const Pinned64&) = delete;
  Pinned64& operator=(const Pinned64&) = delete;
  [[nodiscard]] ferrule::u64 value() const { return value_; }

 private:
  ferrule::u64 value_;
};
