// SPDX-License-Identifier: GPL-2.0 OR MIT
// Messages that are printed the first time only, however often their line is reached:
//
//   pr_warn_once("the device does not know {:#x}\n", command);
//
// and dev_warn_once() for a device, at each level. pr_debug_once() and dev_dbg_once() are there
// where pr_debug() is (print.hpp).
#pragma once

#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/device.hpp"
#include "ferrule/kernel/print.hpp"

namespace ferrule::kernel {

/// True for one caller: the first.
class Once {
 public:
  constexpr Once() = default;
  [[nodiscard]] bool first() const { return !done_.load() && !done_.xchg(true, kRelaxed); }

 private:
  Atomic<bool> done_{false};
};

}  // namespace ferrule::kernel

/// Whether this place in the source is reached for the first time.
#define FERRULE_FIRST_TIME                                                \
  ([] {                                                                   \
    FERRULE_SYNC static constinit ::ferrule::kernel::Once ferrule_once{}; \
    return ferrule_once.first();                                          \
  }())
#define FERRULE_PRINT_ONCE(print, ...)       \
  do {                                       \
    if (FERRULE_FIRST_TIME) {                \
      ::ferrule::kernel::print(__VA_ARGS__); \
    }                                        \
  } while (false)
#define FERRULE_PRINT_DEBUG_ONCE(print, ...)            \
  do {                                                  \
    if (FERRULE_DEBUG_MESSAGES && FERRULE_FIRST_TIME) { \
      ::ferrule::kernel::internal::print(__VA_ARGS__);  \
    }                                                   \
  } while (false)

#if !defined(FERRULE_NO_SHORT_NAMES)
#define pr_emerg_once(...) FERRULE_PRINT_ONCE(pr_emerg, __VA_ARGS__)
#define pr_alert_once(...) FERRULE_PRINT_ONCE(pr_alert, __VA_ARGS__)
#define pr_crit_once(...) FERRULE_PRINT_ONCE(pr_crit, __VA_ARGS__)
#define pr_err_once(...) FERRULE_PRINT_ONCE(pr_err, __VA_ARGS__)
#define pr_warn_once(...) FERRULE_PRINT_ONCE(pr_warn, __VA_ARGS__)
#define pr_notice_once(...) FERRULE_PRINT_ONCE(pr_notice, __VA_ARGS__)
#define pr_info_once(...) FERRULE_PRINT_ONCE(pr_info, __VA_ARGS__)
#define pr_debug_once(...) FERRULE_PRINT_DEBUG_ONCE(print_debug, __VA_ARGS__)
#define dev_emerg_once(...) FERRULE_PRINT_ONCE(dev_emerg, __VA_ARGS__)
#define dev_alert_once(...) FERRULE_PRINT_ONCE(dev_alert, __VA_ARGS__)
#define dev_crit_once(...) FERRULE_PRINT_ONCE(dev_crit, __VA_ARGS__)
#define dev_err_once(...) FERRULE_PRINT_ONCE(dev_err, __VA_ARGS__)
#define dev_warn_once(...) FERRULE_PRINT_ONCE(dev_warn, __VA_ARGS__)
#define dev_notice_once(...) FERRULE_PRINT_ONCE(dev_notice, __VA_ARGS__)
#define dev_info_once(...) FERRULE_PRINT_ONCE(dev_info, __VA_ARGS__)
#define dev_dbg_once(...) FERRULE_PRINT_DEBUG_ONCE(print_debug_for_device, __VA_ARGS__)
#endif
