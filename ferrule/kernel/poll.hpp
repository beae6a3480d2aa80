// SPDX-License-Identifier: GPL-2.0 OR MIT
// What poll(2), select(2) and epoll(7) ask of a device: which events are there now, and which
// queues to wait on for more.
//
//   PollEvents poll(const File& file, PollTable& table) const MAY_SLEEP {
//     table.register_wait(file, total_->changed);
//     return total_->bytes.load() > 0 ? kPollReadable | kPollWritable : kPollWritable;
//   }
#pragma once

#include <ferrule/bindings.hpp>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/condvar.hpp"
#include "ferrule/kernel/file.hpp"

namespace ferrule::kernel {

/// A set of events, EPOLLIN and so on.
class PollEvents {
 public:
  constexpr PollEvents() = default;
  explicit constexpr PollEvents(u32 mask) : mask_{mask} {}

  [[nodiscard]] constexpr PollEvents operator|(PollEvents other) const {
    return PollEvents(mask_ | other.mask_);
  }
  constexpr PollEvents& operator|=(PollEvents other) {
    mask_ |= other.mask_;
    return *this;
  }
  [[nodiscard]] constexpr u32 mask() const { return mask_; }

 private:
  u32 mask_ = 0;
};

/// There is something to read.
inline constexpr PollEvents kPollReadable{bindings::EPOLLIN | bindings::EPOLLRDNORM};
/// There is room to write.
inline constexpr PollEvents kPollWritable{bindings::EPOLLOUT | bindings::EPOLLWRNORM};
inline constexpr PollEvents kPollError{bindings::EPOLLERR};
inline constexpr PollEvents kPollHangUp{bindings::EPOLLHUP};

/// Where the caller gathers the queues it will wait on. Lives for one call of a device's poll().
class FERRULE_VIEW PollTable {
 public:
  FERRULE_UNSAFE_FN("table is null, or alive for as long as the view is used")
  static PollTable from_raw(struct poll_table_struct* table FERRULE_LIFETIMEBOUND) {
    return PollTable(table);
  }
  PollTable(const PollTable&) = delete;
  PollTable& operator=(const PollTable&) = delete;

  /// The caller is woken when `queue` is, which does not end in this poll().
  void register_wait(const File& file, const PollCondVar& queue) {
    FERRULE_UNSAFE("the queue waits for RCU readers before it ends, so no waiter outlives it") {
      ferrule_poll_wait(file.raw(), queue.wait_queue_head(), table_);
    }
  }

 private:
  struct poll_table_struct* table_;

  explicit PollTable(struct poll_table_struct* table FERRULE_LIFETIMEBOUND) : table_{table} {}
};

}  // namespace ferrule::kernel
