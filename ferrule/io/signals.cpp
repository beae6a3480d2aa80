// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/signals.hpp"

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>

#include <cerrno>

#include "ferrule/core/unsafe.hpp"

namespace ferrule::io {
namespace {

sigset_t held_set() {
  sigset_t set{};
  UNSAFE("the set lives during the calls, and the signal numbers are valid") {
    ::sigemptyset(&set);
    ::sigaddset(&set, SIGTERM);
    ::sigaddset(&set, SIGINT);
    ::sigaddset(&set, SIGHUP);
  }
  return set;
}

}  // namespace

Result<void, IoError> hold_signals() {
  const sigset_t set = held_set();
  int result = 0;
  UNSAFE("the set lives during the call, and the old mask is not asked for") {
    result = ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
  }
  if (result != 0) {
    return Err{io_error_from_errno(result)};
  }
  return ok();
}

Option<Signal> wait_signal(u32 limit_ms) {
  const sigset_t set = held_set();
  timespec limit{};
  limit.tv_sec = static_cast<time_t>(limit_ms / 1000);
  limit.tv_nsec = static_cast<long>(limit_ms % 1000) * 1'000'000;
  int number = 0;
  UNSAFE("set and limit live during the call, and no details are asked for") {
    number = ::sigtimedwait(&set, nullptr, &limit);
  }
  switch (number) {
    case SIGTERM: return Signal::Terminate;
    case SIGINT: return Signal::Interrupt;
    case SIGHUP: return Signal::Reload;
    default: return kNone;
  }
}

Result<u64, IoError> raise_descriptor_limit() {
  rlimit limit{};
  int result = 0;
  UNSAFE("the structure lives during both calls") {
    result = ::getrlimit(RLIMIT_NOFILE, &limit);
    if (result == 0) {
      limit.rlim_cur = limit.rlim_max;
      result = ::setrlimit(RLIMIT_NOFILE, &limit);
    }
  }
  if (result != 0) {
    return Err{io_error_from_errno(errno)};
  }
  return static_cast<u64>(limit.rlim_cur);
}

}  // namespace ferrule::io
