// SPDX-License-Identifier: Apache-2.0 OR MIT
// What each operation of the stream wants next. The same steps run asynchronously (operation.hpp)
// and blocking (stream.hpp).
#pragma once

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::io::asio_stream {

enum class Need : u8 {
  Output,  ///< send what is staged or pending
  Input,   ///< receive more
  Done,
};

/// What a step has come to.
template <typename Traits>
struct Outcome {
  typename Traits::error_code error{};
  usize count = 0;
};

/// More pieces than this are left to the next write.
using Pieces = FixedVec<Bytes, 16>;
using MutPieces = FixedVec<MutBytes, 16>;

struct HandshakeStep {
  static constexpr bool kReads = false;
  static constexpr bool kWrites = false;
  static constexpr bool kLimited = false;

  template <typename Core, typename Traits>
  Need advance(Core& core, Outcome<Traits>&) {
    if (core.has_output()) {
      return Need::Output;
    }
    return core.connection().is_handshaking() ? Need::Input : Need::Done;
  }
};

struct FERRULE_VIEW ReadStep {
  static constexpr bool kReads = true;
  static constexpr bool kWrites = false;
  static constexpr bool kLimited = false;
  MutPieces into;

  template <typename Core, typename Traits>
  Need advance(Core& core, Outcome<Traits>& outcome) {
    if (into.empty()) {
      return Need::Done;
    }
    if (core.reading) {
      return Need::Input;  // wait: the reader's buffer must not move
    }
    auto& connection = core.connection();
    if (!connection.plaintext().empty()) {
      for (const MutBytes piece : into) {
        outcome.count += connection.read(piece);
      }
      return Need::Done;
    }
    if (connection.peer_closed()) {
      outcome.error = Traits::eof();
      return Need::Done;
    }
    return core.has_output() ? Need::Output : Need::Input;
  }
};

struct FERRULE_VIEW WriteStep {
  static constexpr bool kReads = false;
  static constexpr bool kWrites = true;
  static constexpr bool kLimited = false;
  Pieces from;
  bool sealed = false;

  template <typename Core, typename Traits>
  Need advance(Core& core, Outcome<Traits>& outcome) {
    if (from.empty()) {
      return Need::Done;
    }
    if (!sealed) {
      const auto taken = core.connection().write(Span<const Bytes>(from.span()));
      if (!taken) {
        outcome.error = to_code<Traits>(taken.error());
        return Need::Done;
      }
      if (*taken == 0 && !core.has_output()) {
        outcome.error = Traits::unexpected();
        return Need::Done;
      }
      outcome.count = *taken;
      sealed = *taken != 0;
    }
    // Sealed bytes are this operation's to send: it ends when the transport has them all.
    return core.has_output() ? Need::Output : Need::Done;
  }
};

struct CloseNotifyStep {
  static constexpr bool kReads = false;
  static constexpr bool kWrites = false;
  static constexpr bool kLimited = false;
  bool told = false;

  template <typename Core, typename Traits>
  Need advance(Core& core, Outcome<Traits>&) {
    if (!told) {
      told = true;
      core.connection().send_close_notify();
    }
    return core.has_output() ? Need::Output : Need::Done;
  }
};

/// Drops application data that still arrives: whoever wants it reads to the end first.
struct ShutdownStep {
  static constexpr bool kReads = false;
  static constexpr bool kWrites = false;
  static constexpr bool kLimited = true;
  CloseNotifyStep farewell{};

  template <typename Core, typename Traits>
  Need advance(Core& core, Outcome<Traits>& outcome) {
    const Need need = farewell.advance(core, outcome);
    if (need != Need::Done || core.connection().peer_closed()) {
      return need;
    }
    if (core.limit_passed) {
      outcome.error = Traits::timed_out();
      return Need::Done;
    }
    while (!core.reading && !core.connection().plaintext().empty()) {
      core.connection().consume(core.connection().plaintext().size());
    }
    return Need::Input;
  }
};

}  // namespace ferrule::io::asio_stream
