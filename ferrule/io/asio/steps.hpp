// SPDX-License-Identifier: Apache-2.0 OR MIT
// What each operation of the stream wants next. The same steps run asynchronously (operation.hpp)
// and blocking (stream.hpp).
#pragma once

#include <vector>

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::io::asio_stream {

enum class Need : u8 {
  Output,  ///< send what is staged or pending
  Input,   ///< receive more
  Reader,  ///< wait until somebody has read
  Done,
};

/// What a step has come to.
template <typename Traits>
struct Outcome {
  typename Traits::error_code error{};
  usize count = 0;
};

/// What every operation of a stream that has failed comes to.
template <typename Traits, typename Core>
Outcome<Traits> failure_of(const Core& core) {
  return {core.error() ? core.error() : Traits::unexpected(), 0};
}

/// More pieces than this are left to the next write.
using Pieces = FixedVec<Bytes, 16>;
using MutPieces = FixedVec<MutBytes, 16>;

struct HandshakeStep {
  static constexpr bool kReads = false;
  static constexpr bool kWrites = false;
  static constexpr bool kLimited = false;
  static constexpr bool kCounts = false;
  bool fits = true;  ///< the side asked for is the stream's

  template <typename Core, typename Traits>
  Need advance(Core& core, Outcome<Traits>& outcome) {
    if (!fits || core.connection().wants_configuration()) {
      outcome.error = Traits::unexpected();
      return Need::Done;
    }
    if (core.has_output()) {
      return Need::Output;
    }
    return core.connection().is_handshaking() ? Need::Input : Need::Done;
  }
};

/// A handshake whose beginning was read from the transport before. Counts what it took of that.
struct BufferedHandshakeStep {
  static constexpr bool kReads = false;
  static constexpr bool kWrites = false;
  static constexpr bool kLimited = false;
  static constexpr bool kCounts = true;
  HandshakeStep handshake;
  std::vector<u8> early;

  template <typename Core, typename Traits>
  Need advance(Core& core, Outcome<Traits>& outcome) {
    while (handshake.fits && outcome.count < early.size() && core.connection().is_handshaking()) {
      const usize taken = core.feed(Span<const u8>(early).subspan(outcome.count));
      outcome.count += taken;
      if (core.error() || taken == 0) {
        outcome = failure_of<Traits>(core);
        return core.has_output() ? Need::Output : Need::Done;
      }
    }
    return handshake.advance(core, outcome);
  }
};

/// Until the ClientHello is there and a configuration can be chosen.
struct ClientHelloStep {
  static constexpr bool kReads = false;
  static constexpr bool kWrites = false;
  static constexpr bool kLimited = false;
  static constexpr bool kCounts = false;
  bool fits = true;  ///< the stream was made to choose later

  template <typename Core, typename Traits>
  Need advance(Core& core, Outcome<Traits>& outcome) {
    if (!fits) {
      outcome.error = Traits::unexpected();
      return Need::Done;
    }
    return core.connection().wants_configuration() ? Need::Done : Need::Input;
  }
};

struct FERRULE_VIEW ReadStep {
  static constexpr bool kReads = true;
  static constexpr bool kWrites = false;
  static constexpr bool kLimited = false;
  static constexpr bool kCounts = true;
  MutPieces into;

  template <typename Core, typename Traits>
  Need advance(Core& core, Outcome<Traits>& outcome) {
    if (into.empty()) {
      return Need::Done;
    }
    // Taking plaintext moves nothing, so another operation may be waiting for more meanwhile.
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
    // Whoever writes already sends our answers as well: waiting for that could be for ever, when
    // the peer reads only after it was read.
    return core.has_output() && !core.writing ? Need::Output : Need::Input;
  }
};

struct FERRULE_VIEW WriteStep {
  static constexpr bool kReads = false;
  static constexpr bool kWrites = true;
  static constexpr bool kLimited = false;
  static constexpr bool kCounts = true;
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
  static constexpr bool kCounts = false;
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

/// Says that nothing follows and waits for the peer to say the same. Application data that arrives
/// meanwhile stays for whoever reads; when it fills the buffer, the wait is over.
struct ShutdownStep {
  static constexpr bool kReads = false;
  static constexpr bool kWrites = false;
  static constexpr bool kLimited = true;
  static constexpr bool kCounts = false;
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
    if (core.reading || core.has_input_space()) {
      return Need::Input;
    }
    if (core.read_outstanding) {
      return Need::Reader;
    }
    outcome.error = Traits::unread_data();
    return Need::Done;
  }
};

}  // namespace ferrule::io::asio_stream
