// SPDX-License-Identifier: GPL-2.0 OR MIT
// A module: the class whose object lives from load to unload.
//
//   class Hello {
//    public:
//     static Result<Hello> create(ThisModule) MAY_SLEEP {
//       pr_info("hello\n");
//       return Hello();
//     }
//   };
//
//   FERRULE_MODULE(Hello, {.license = "Dual MIT/GPL", .description = "Says hello"});
//
// A class that must not move (it holds a lock, a timer, a device) offers `static auto
// init(ThisModule)` instead: an initialiser (core/init.hpp), which builds the object where it
// stays. An error from either fails the load, and what was built so far is taken down; the
// load then waits until files are closed that were opened meanwhile.
#pragma once

#include <ferrule/bindings.hpp>

#include "ferrule/core/init.hpp"
#include "ferrule/kernel/context.hpp"
#include "ferrule/kernel/error.hpp"

// In braces: clang reads a declaration that begins with `struct module` as that of a C++ module.
extern "C" {
// NOLINTNEXTLINE(bugprone-reserved-identifier): the kernel's name
extern struct module __this_module;
}

namespace ferrule::kernel {

/// What `modinfo` shows. A module without a licence does not load.
struct FERRULE_VIEW ModuleInfo {
  const char* license;
  const char* author = nullptr;
  const char* description = nullptr;
  const char* version = nullptr;  ///< also in /sys/module/NAME/version; DKMS compares them
  const char* alias = nullptr;
};

/// Stands for the module itself where the kernel asks for an owner.
class ThisModule {
 public:
  [[nodiscard]] FERRULE_STATIC_LIFETIME struct module* raw() const { return &__this_module; }
};

namespace internal {

/// The bytes of one entry of .modinfo, "tag=text" and a NUL. For a text that was not given the NUL
/// alone, which who reads the section takes for padding.
template <usize N>
struct ModinfoEntry {
  char bytes[N];
};

/// 0 for a text that was not given.
consteval usize length(const char* text) {
  FERRULE_UNSAFE("constant evaluation refuses to read past the end of a literal") {
    return text == nullptr ? 0 : __builtin_strlen(text);
  }
}

template <usize kTag, usize kText>
consteval auto modinfo_entry(const char (&tag)[kTag], const char* text) {
  ModinfoEntry<kText == 0 ? 1 : kTag + kText> entry{};
  if (kText == 0) {
    return entry;
  }
  FERRULE_UNSAFE("constant evaluation refuses an index outside either array") {
    for (usize i = 0; i + 1 < kTag; ++i) {
      entry.bytes[i] = tag[i];
    }
    for (usize i = 0; i < kText; ++i) {
      entry.bytes[kTag - 1 + i] = text[i];
    }
  }
  return entry;
}

template <typename T>
concept BuildsInPlace = requires(ThisModule module, Slot<T>& slot) { T::init(module)(slot); };
template <typename T>
concept Creates = requires(ThisModule module) {
  { T::create(module) } -> std::same_as<Result<T>>;
};

/// The place of the module's object, and the two functions the kernel calls.
template <typename T>
class ModuleObject {
  static_assert(
      BuildsInPlace<T> || Creates<T>,
      "a module has `static Result<T> create(ThisModule)` or `static auto init(ThisModule)`");

 public:
  static int load() {
    FERRULE_UNSAFE(
        "storage_ has T's size and alignment; the kernel loads a module once, in a task") {
      assume_may_sleep();
      auto slot = Slot<T>::at(object());
      const Result<> built = build(slot);
      if (!built) {
        slot.undo();
        // A device that was there for a moment may have been opened: its files still call us.
        ferrule_wait_until_unused(&__this_module);
        return built.error().to_errno();
      }
      slot.keep();
    }
    return 0;
  }
  static void unload() {
    FERRULE_UNSAFE("the kernel unloads only what it loaded, so the object is alive") {
      std::destroy_at(object());
    }
  }

 private:
  alignas(T) FERRULE_SYNC static constinit inline unsigned char storage_[sizeof(T)]{};

  [[nodiscard]] FERRULE_STATIC_LIFETIME static T* object() {
    FERRULE_UNSAFE("storage_ has T's size and alignment") {
      return reinterpret_cast<T*>(&storage_[0]);
    }
  }
  static Result<> build(Slot<T>& slot) FERRULE_MAY_SLEEP {
    if constexpr (BuildsInPlace<T>) {
      auto init = T::init(ThisModule{});
      return init(slot);
    } else {
      FERRULE_TRY(T made, T::create(ThisModule{}));
      return init_value<Error>(std::move(made))(slot);
    }
  }
};

}  // namespace internal

#define FERRULE_MODINFO(tag, text)                                                                 \
  [[gnu::section(".modinfo"), gnu::used, gnu::aligned(1)]] static constexpr auto FERRULE_CONCAT(   \
      ferrule_modinfo_, __COUNTER__) =                                                             \
      ::ferrule::kernel::internal::modinfo_entry<sizeof(tag), ::ferrule::kernel::internal::length( \
                                                                  text)>(tag, text);

// The kernel calls both through pointers: objtool must see their addresses taken, or it seals them
// off (IBT). The C macro module_init() does the same.
#define FERRULE_CALLED_BY_ADDRESS(function, part)                                     \
  [[gnu::section(part), gnu::used]] FERRULE_SYNC static constinit decltype(&function) \
      FERRULE_CONCAT(ferrule_address_of_, function) = &function;

/// Makes `Type` the module. Once in each module, at namespace scope.
#define FERRULE_MODULE(Type, ...)                                                                  \
  static constexpr ::ferrule::kernel::ModuleInfo ferrule_module_info __VA_ARGS__;                  \
  FERRULE_MODINFO("license=", ferrule_module_info.license)                                         \
  FERRULE_MODINFO("author=", ferrule_module_info.author)                                           \
  FERRULE_MODINFO("description=", ferrule_module_info.description)                                 \
  FERRULE_MODINFO("version=", ferrule_module_info.version)                                         \
  FERRULE_MODINFO("alias=", ferrule_module_info.alias)                                             \
  extern "C" int init_module();                                                                    \
  extern "C" int init_module() { return ::ferrule::kernel::internal::ModuleObject<Type>::load(); } \
  extern "C" void cleanup_module();                                                                \
  extern "C" void cleanup_module() { ::ferrule::kernel::internal::ModuleObject<Type>::unload(); }  \
  FERRULE_CALLED_BY_ADDRESS(init_module, ".init.data")                                             \
  FERRULE_CALLED_BY_ADDRESS(cleanup_module, ".exit.data")                                          \
  static_assert(true)

}  // namespace ferrule::kernel
