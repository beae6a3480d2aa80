// SPDX-License-Identifier: GPL-2.0 OR MIT
// Parameters of a module, given to modprobe or written to /sys/module/NAME/parameters/:
//
//   FERRULE_MODULE_PARAM(interval_ms, u32, 500, 0644, "milliseconds between two blinks");
//
//   const Duration interval = Duration::milliseconds(interval_ms.get());
//
// The kernel checks that what is written is such a value. It may change between two calls of get(),
// unless the mode lets nobody write.
#pragma once

#include <ferrule/bindings.hpp>
#include <type_traits>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/module.hpp"
#include "ferrule/kernel/str.hpp"

namespace ferrule::kernel {

namespace internal {

/// How the kernel reads and shows a type, and how modinfo calls it.
template <typename T>
struct ParamKind;

#define FERRULE_PARAM_KIND(type, kernel_name)                                        \
  template <>                                                                        \
  struct ParamKind<type> {                                                           \
    static constexpr const struct kernel_param_ops* kOps = &param_ops_##kernel_name; \
    static constexpr const char* kName = #kernel_name;                               \
  }
FERRULE_PARAM_KIND(bool, bool);
FERRULE_PARAM_KIND(u8, byte);
FERRULE_PARAM_KIND(i16, short);
FERRULE_PARAM_KIND(u16, ushort);
FERRULE_PARAM_KIND(i32, int);
FERRULE_PARAM_KIND(u32, uint);
FERRULE_PARAM_KIND(i64, long);
FERRULE_PARAM_KIND(u64, ulong);
#undef FERRULE_PARAM_KIND

}  // namespace internal

/// A number or a switch that the user sets. Declared with FERRULE_MODULE_PARAM.
template <typename T>
class ModuleParam {
 public:
  explicit constexpr ModuleParam(T initial) : value_{initial} {}
  ModuleParam(const ModuleParam&) = delete;
  ModuleParam& operator=(const ModuleParam&) = delete;

  [[nodiscard]] T get() const {
    // The kernel stores values of this size in one piece.
    return __atomic_load_n(&value_, __ATOMIC_RELAXED);
  }

  /// The entry of the module's table.
  [[nodiscard]] constexpr struct kernel_param entry(CStr name, u16 mode) {
    struct kernel_param made{};
    made.name = name.c_str();
    made.mod = &__this_module;
    made.ops = internal::ParamKind<T>::kOps;
    made.perm = mode;
    made.level = -1;
    made.arg = &value_;
    return made;
  }

 private:
  T value_;
};

}  // namespace ferrule::kernel

/// `mode`: of the file in /sys/module, 0 for none; nobody but root may write to it.
#define FERRULE_MODULE_PARAM(name, type, initial, mode, description)                          \
  FERRULE_SYNC static constinit ::ferrule::kernel::ModuleParam<type> name{initial};           \
  static_assert(((mode) & 022) == 0, "only root may change a parameter");                     \
  [[gnu::section("__param"), gnu::used,                                                       \
    gnu::aligned(alignof(                                                                     \
        void*))]] static constinit const struct kernel_param FERRULE_CONCAT(ferrule_param_,   \
                                                                            name) =           \
      name.entry(#name, mode);                                                                \
  FERRULE_MODINFO("parm=", #name ":" description)                                             \
  FERRULE_MODINFO("parmtype=" #name ":", ::ferrule::kernel::internal::ParamKind<type>::kName) \
  static_assert(true)
