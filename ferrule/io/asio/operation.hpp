// SPDX-License-Identifier: Apache-2.0 OR MIT
// Operation: runs a step asynchronously, as the implementation of async_compose. Every intermediate
// step runs on the handler's associated executor; the completion never runs inside the call that
// started the operation, unless the handler's associated immediate executor wants that.
#pragma once

#include <utility>

#include "ferrule/core/span.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/asio/core.hpp"
#include "ferrule/io/asio/shared_core.hpp"
#include "ferrule/io/asio/steps.hpp"

namespace ferrule::io::asio_stream {

template <typename Next, typename Traits, typename Step>
class FERRULE_VIEW Operation {
  using CoreType = Core<Next, Traits>;
  using ErrorCode = typename Traits::error_code;

 public:
  Operation(SharedCore<CoreType> core, Step step)
      : core_(std::move(core)), step_(std::move(step)) {}

  template <typename Self>
  void operator()(Self& self, ErrorCode error = {}, usize count = 0) {
    SharedCore<CoreType> keep = core_;
    CoreType& core = *keep;
    switch (phase_) {
      case Phase::Start: start(self, core); break;
      case Phase::Receiving: received(self, core, error, count); break;
      case Phase::Sending: was_sent(core, error, count); break;
      case Phase::AwaitingTurn:
        if (Traits::is_cancelled(self)) {
          give_up(core, Traits::aborted());
        }
        break;
      case Phase::Posted: complete(self, core); return;
    }
    run(self, core);
  }

 private:
  enum class Phase : u8 { Start, Receiving, Sending, AwaitingTurn, Posted };

  SharedCore<CoreType> core_;
  Step step_;
  Phase phase_ = Phase::Start;
  bool suspended_ = false;  ///< the initiating call has returned
  bool gave_up_ = false;
  Outcome<Traits> outcome_{};

  template <typename Self>
  void start(Self& self, CoreType& core) {
    Traits::enable_cancellation(self);
#if !defined(NDEBUG)
    // One read and one write may be outstanding, and all of them in one strand.
    ensure(!(Step::kReads && core.read_outstanding) && !(Step::kWrites && core.write_outstanding));
#endif
    core.read_outstanding = core.read_outstanding || Step::kReads;
    core.write_outstanding = core.write_outstanding || Step::kWrites;
    if constexpr (Step::kLimited) {
      core.limit_passed = false;
      core.limit().expires_after(core.shutdown_limit);
      const u32 turn = ++core.limit_turn;
      Traits::when_expired(core.limit(), self,
                           [held = core_, turn](const ErrorCode& error) mutable {
                             if (!error && turn == held->limit_turn) {
                               held->pass_limit();
                             }
                           });
    }
  }

  template <typename Self>
  void received(Self& self, CoreType& core, ErrorCode error, usize count) {
    core.reading = false;
    core.pass_turns();
    const bool interrupted = std::exchange(core.read_interrupted, false);
    if (core.error() ||
        (error == Traits::aborted() && interrupted && !Traits::is_cancelled(self))) {
      return;
    }
    if (error && error != Traits::eof()) {
      give_up(core, error);
      return;
    }
    core.arrived(error ? 0 : count);
  }

  void was_sent(CoreType& core, ErrorCode error, usize count) {
    core.writing = false;
    core.sent(count);
    core.pass_turns();
    if (error) {
      // A record may have gone out by half: it can be neither repeated nor left out.
      core.break_output(error);
    }
  }

  /// This operation ends; the stream goes on, unless sealed bytes would be lost.
  void give_up(CoreType& core, ErrorCode error) {
    outcome_.error = error;
    gave_up_ = true;
    if constexpr (Step::kWrites) {
      if (step_.sealed) {
        core.break_output(error);
      }
    }
  }

  template <typename Self>
  void run(Self& self, CoreType& core) {
    if (gave_up_) {
      finish(self, core);
      return;
    }
    Need need = Need::Done;
    if (core.has_failed() && !(Step::kReads && core.has_plaintext())) {
      // An alert says why, if it still can.
      need = core.has_output() ? Need::Output : Need::Done;
      outcome_ = failure_of<Traits>(core);
    } else {
      need = step_.advance(core, outcome_);
    }
    switch (need) {
      case Need::Done: finish(self, core); return;
      case Need::Output: send(self, core); return;
      case Need::Input: receive(self, core); return;
      case Need::Reader: await_turn(self, core.read_turn()); return;
    }
  }

  template <typename Self, typename Timer>
  void await_turn(Self& self, Timer& turn) {
    suspended_ = true;
    phase_ = Phase::AwaitingTurn;
    FERRULE_UNSAFE("self holds a share of the core, and with it of the timer it waits for") {
      turn.async_wait(std::move(self));
    }
  }

  template <typename Self>
  void send(Self& self, CoreType& core) {
    if (core.writing) {
      await_turn(self, core.write_turn());
      return;
    }
    suspended_ = true;
    core.writing = true;
    phase_ = Phase::Sending;
    FERRULE_UNSAFE("held bytes stay in place until sent(), and self holds a share of the core") {
      core.next().async_write_some(Traits::buffer(core.output()), std::move(self));
    }
  }

  template <typename Self>
  void receive(Self& self, CoreType& core) {
    if (core.reading) {
      await_turn(self, core.read_turn());
      return;
    }
    const auto space = core.input_space();
    if (!space) {
      give_up(core, to_code<Traits>(space.error()));
      finish(self, core);
      return;
    }
    suspended_ = true;
    core.reading = true;
    phase_ = Phase::Receiving;
    FERRULE_UNSAFE("while core.reading holds nobody moves the buffer, and self shares the core") {
      core.next().async_read_some(Traits::buffer(*space), std::move(self));
    }
  }

  template <typename Self>
  void finish(Self& self, CoreType& core) {
    if (suspended_) {
      complete(self, core);
      return;
    }
    suspended_ = true;
    phase_ = Phase::Posted;
    Traits::Net::immediate(core.next().get_executor(), std::move(self));
  }

  template <typename Self>
  void complete(Self& self, CoreType& core) {
    core.read_outstanding = core.read_outstanding && !Step::kReads;
    core.write_outstanding = core.write_outstanding && !Step::kWrites;
    if constexpr (Step::kLimited) {
      ++core.limit_turn;
      core.limit().cancel();
    }
    if constexpr (Step::kReads) {
      core.pass_turns();  // a shutdown may wait for room
    }
    if constexpr (Step::kCounts) {
      self.complete(outcome_.error, outcome_.count);
    } else {
      self.complete(outcome_.error);
    }
  }
};

}  // namespace ferrule::io::asio_stream
