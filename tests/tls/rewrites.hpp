// SPDX-License-Identifier: Apache-2.0 OR MIT
// Where a recorded handshake has a message that ours would have otherwise: which stands for which.
#pragma once

#include <vector>

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::testing {

class Rewrites {
 public:
  /// `ours` and `recorded` are whole handshake messages.
  void add(std::vector<u8> ours, std::vector<u8> recorded);
  /// What is recorded for our ClientHello: `second` for one with a cookie.
  void add_client_hellos(std::vector<u8> first, std::vector<u8> second);

  /// What is recorded where we have `data`, which is `data` for all but the messages added.
  [[nodiscard]] Bytes recorded(Bytes data FERRULE_LIFETIMEBOUND) const FERRULE_LIFETIMEBOUND;
  /// What we have where `data` is recorded.
  [[nodiscard]] Bytes ours(Bytes data FERRULE_LIFETIMEBOUND) const FERRULE_LIFETIMEBOUND;
  /// recorded() for each of the handshake messages in `flight`.
  [[nodiscard]] std::vector<u8> recorded_flight(Bytes flight) const;

 private:
  struct Pair {
    std::vector<u8> ours;
    std::vector<u8> recorded;
  };

  std::vector<Pair> pairs_;
  std::vector<u8> first_hello_;
  std::vector<u8> second_hello_;
};

}  // namespace ferrule::testing
