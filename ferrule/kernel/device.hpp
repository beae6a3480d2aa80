// SPDX-License-Identifier: GPL-2.0 OR MIT
// Device: a device as the kernel's log knows it. Messages name its driver and itself, at each
// level:
//
//   dev_info(misc->device(), "{} letters\n", 3);       // misc ferrule_letters: 3 letters
#pragma once

#include <ferrule/bindings.hpp>

#include "ferrule/core/array.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/format.hpp"
#include "ferrule/kernel/print.hpp"
#include "ferrule/kernel/str.hpp"

namespace ferrule::kernel {

/// Valid as long as what it was asked of.
class FERRULE_VIEW Device {
 public:
  FERRULE_UNSAFE_FN("raw is a device that outlives the view, or null")
  [[nodiscard]] static Device from_raw(struct device* raw FERRULE_LIFETIMEBOUND) {
    return Device(raw);
  }
  /// For what prints; null is printed as such.
  [[nodiscard]] struct device* raw() const { return raw_; }

 private:
  struct device* raw_;

  explicit Device(struct device* raw FERRULE_LIFETIMEBOUND) : raw_{raw} {}
};

namespace internal {

template <typename... Args>
void print_for_device(CStr level, const Device& device, Str format, const Args&... args) {
  Array<char, kLongestMessage> storage{};
  FormatBuffer buffer(storage);
  format_to(buffer, format, args...);
  const Str text = buffer.text();
  FERRULE_UNSAFE("the device is alive as long as the view; text.size() characters are read") {
    ferrule_dev_printk(level.c_str(), device.raw(), text.data(), static_cast<int>(text.size()));
  }
}

template <typename... Args>
void print_debug_for_device(const Device& device,
                            FormatString<std::type_identity_t<Args>...> format,
                            const Args&... args) {
  print_for_device("\0017", device, format.text(), args...);
}

}  // namespace internal

#define FERRULE_DEFINE_DEVICE_PRINT(name, level)                                      \
  template <typename... Args>                                                         \
  void name(const Device& device, FormatString<std::type_identity_t<Args>...> format, \
            const Args&... args) {                                                    \
    internal::print_for_device(level, device, format.text(), args...);                \
  }
FERRULE_DEFINE_DEVICE_PRINT(dev_emerg, "\0010")
FERRULE_DEFINE_DEVICE_PRINT(dev_alert, "\0011")
FERRULE_DEFINE_DEVICE_PRINT(dev_crit, "\0012")
FERRULE_DEFINE_DEVICE_PRINT(dev_err, "\0013")
FERRULE_DEFINE_DEVICE_PRINT(dev_warn, "\0014")
FERRULE_DEFINE_DEVICE_PRINT(dev_notice, "\0015")
FERRULE_DEFINE_DEVICE_PRINT(dev_info, "\0016")
#undef FERRULE_DEFINE_DEVICE_PRINT

}  // namespace ferrule::kernel

/// As pr_debug() (print.hpp).
#if !defined(FERRULE_NO_SHORT_NAMES)
#define dev_dbg(...) FERRULE_PRINT_DEBUG(print_debug_for_device, __VA_ARGS__)
#endif
