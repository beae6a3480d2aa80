// SPDX-License-Identifier: GPL-2.0 OR MIT
// Lock classes: lockdep knows a lock by the place in the source that made it.
//
// Each use of FERRULE_LOCK_CLASS has a key of its own: a static variable of a closure, which the
// language keeps apart for every place, and is one in all translation units for an inline function.
// A template's default argument, the other way to get a key for each place, is numbered from anew
// in every translation unit, and the linker would take keys of different locks for the same.
//
//   const Mutex<Queue> queue(FERRULE_LOCK_CLASS("Device::queue"), Queue{});
//   auto recipe = new_mutex(Queue{});    // the name is then file and line
#pragma once

#include <ferrule/bindings.hpp>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel {

/// What lockdep identifies a class by: the address. In kernels without lockdep nobody looks.
struct LockClassKey {
  struct lock_class_key raw{};
};

/// A key and the name that lockdep's reports show.
class FERRULE_OWNER LockClass {
 public:
  /// In constant expressions only, so the key is static and the name a literal.
  template <usize N>
  consteval LockClass(LockClassKey& key, const char (&name)[N]) : key_{&key.raw} {
    FERRULE_UNSAFE("the address of the name's first character") {
      name_ = name;
    }
  }

  /// For the C functions that initialise locks; both live as long as the module.
  [[nodiscard]] FERRULE_STATIC_LIFETIME struct lock_class_key* key() const { return key_; }
  [[nodiscard]] FERRULE_STATIC_LIFETIME const char* name() const { return name_; }

 private:
  struct lock_class_key* key_;
  const char* name_ = nullptr;
};

}  // namespace ferrule::kernel

#define FERRULE_LOCK_CLASS(name)                                                    \
  ([] {                                                                             \
    FERRULE_SYNC static constinit ::ferrule::kernel::LockClassKey ferrule_key{};    \
    static constexpr ::ferrule::kernel::LockClass ferrule_class(ferrule_key, name); \
    return ferrule_class;                                                           \
  }())
/// The class of the locks that are made here, named after file and line.
#define FERRULE_LOCK_CLASS_HERE FERRULE_LOCK_CLASS(__FILE_NAME__ ":" FERRULE_LINE_TEXT)
#define FERRULE_LINE_TEXT FERRULE_TEXT_OF(__LINE__)
#define FERRULE_TEXT_OF(token) FERRULE_TEXT_OF_(token)
#define FERRULE_TEXT_OF_(token) #token
