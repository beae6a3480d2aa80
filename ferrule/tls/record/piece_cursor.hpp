// SPDX-License-Identifier: Apache-2.0 OR MIT
// PieceCursor: walks the caller's pieces and cuts them into records without copying.
#pragma once

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::tls {

/// A record is gathered from at most so many pieces; one with more is cut earlier.
inline constexpr usize kMaxPieces = 16;

/// The content of one record.
struct FERRULE_VIEW RecordContent {
  FixedVec<Bytes, kMaxPieces> pieces;
  usize size = 0;  ///< bytes in all
};

class FERRULE_VIEW PieceCursor {
 public:
  explicit constexpr PieceCursor(Span<const Bytes> pieces FERRULE_LIFETIMEBOUND) : pieces_{pieces} {
    skip_empty();
  }

  [[nodiscard]] constexpr bool empty() const { return pieces_.empty(); }
  /// Bytes that were taken so far.
  [[nodiscard]] constexpr usize taken() const { return taken_; }
  /// The next `max` bytes, or fewer at the end or after kMaxPieces pieces.
  [[nodiscard]] constexpr RecordContent take(usize max) {
    RecordContent taken;
    while (!empty() && taken.size < max && taken.pieces.size() < kMaxPieces) {
      const Bytes rest = pieces_.front().subspan(offset_);
      const usize room = max - taken.size;
      const Bytes part = rest.first(rest.size() < room ? rest.size() : room);
      ensure(taken.pieces.push(part).has_value());
      taken.size += part.size();
      offset_ += part.size();
      if (part.size() == rest.size()) {
        next_piece();
      }
    }
    taken_ += taken.size;
    return taken;
  }

 private:
  Span<const Bytes> pieces_;
  usize offset_ = 0;  ///< into the first piece
  usize taken_ = 0;

  constexpr void next_piece() {
    pieces_ = pieces_.subspan(1);
    offset_ = 0;
    skip_empty();
  }
  constexpr void skip_empty() {
    while (!pieces_.empty() && pieces_.front().empty()) {
      pieces_ = pieces_.subspan(1);
    }
  }
};

}  // namespace ferrule::tls
