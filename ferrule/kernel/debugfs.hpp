// SPDX-License-Identifier: GPL-2.0 OR MIT
// Files in /sys/kernel/debug that show, and perhaps change, what a driver has
// (Documentation/filesystems/debugfs.rst). They are there as long as their objects:
//
//   struct Counters {
//     Atomic<u64> packets{3};
//     void show(FormatBuffer& out) const MAY_SLEEP {
//       format_to(out, CStr("{}\n").str(), packets.load());
//     }
//     Result<> change(Str text) const MAY_SLEEP {     // optional: what was written to the file
//       TRY(const u64 now, parse<u64>(text));
//       packets.store(now);
//       return ok();
//     }
//   };
//
//   const auto dir = debugfs::Dir::make("ferrule_example");
//   return pin_init<Files>(
//       field<&Files::counters>(debugfs::new_file("counters", 0644, dir, std::move(counters))));
//
// An Atomic<T>, a Mutex<T> or a SpinLock<T> is shown as its value; of an Arc<T>, what it shares.
// A file's end waits for those who are just reading it.
//
// debugfs is for people who look for mistakes, and may be missing. So nothing here fails: without
// it, or without memory for a directory, there are just no files.
#pragma once

#include <ferrule/bindings.hpp>

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/array.hpp"
#include "ferrule/core/init.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/context.hpp"
#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/format.hpp"
#include "ferrule/kernel/literal.hpp"
#include "ferrule/kernel/module.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/str.hpp"
#include "ferrule/kernel/uaccess.hpp"

namespace ferrule::kernel::debugfs {

template <typename T>
class File;

namespace internal {

template <typename T>
concept Shows = requires(const T& value, FormatBuffer& out) {
  { value.show(out) } -> std::same_as<void>;
};
template <typename T>
concept Changes = requires(const T& value, Str text) {
  { value.change(text) } -> std::same_as<Result<>>;
};

/// The most that a file shows, and takes at once.
inline constexpr usize kMostShown = 1024;
inline constexpr usize kMostWritten = 128;

/// How a type is shown in a file, and changed by what is written there.
template <typename T>
struct Shown {
  static constexpr bool kChanges = Changes<T>;
  static_assert(Shows<T>, "what a file shows has `void show(FormatBuffer&) const`");

  static void show(FormatBuffer& out, const T& value) FERRULE_MAY_SLEEP { value.show(out); }
  static Result<> change(const T& value, Str text) FERRULE_MAY_SLEEP { return value.change(text); }
};
template <typename V>
struct ShownValue {
  static constexpr bool kChanges = false;

  static void put(FormatBuffer& out, const V& value) {
    Formatter<V>::format(out, FormatSpec{}, value);
    out.put('\n');
  }
};
template <typename V>
struct Shown<Atomic<V>> : ShownValue<V> {
  static void show(FormatBuffer& out, const Atomic<V>& value) {
    ShownValue<V>::put(out, value.load());
  }
};
template <typename V>
struct Shown<Mutex<V>> : ShownValue<V> {
  static void show(FormatBuffer& out, const Mutex<V>& value) FERRULE_MAY_SLEEP {
    value.with([&](const V& now) { ShownValue<V>::put(out, now); });
  }
};
template <typename V>
struct Shown<SpinLock<V>> : ShownValue<V> {
  static void show(FormatBuffer& out, const SpinLock<V>& value) FERRULE_MAY_SLEEP {
    value.with_irqsave([&](const V& now) { ShownValue<V>::put(out, now); });
  }
};
template <typename T>
struct Shown<Arc<T>> {
  static constexpr bool kChanges = Shown<T>::kChanges;

  static void show(FormatBuffer& out, const Arc<T>& shared) FERRULE_MAY_SLEEP {
    Shown<T>::show(out, *shared);
  }
  static Result<> change(const Arc<T>& shared, Str text) FERRULE_MAY_SLEEP {
    return Shown<T>::change(*shared, text);
  }
};

/// An entry of debugfs, or the error that came instead of one, which every function takes as well.
class FERRULE_OWNER Entry {
 public:
  explicit Entry(struct dentry* raw) : raw_{raw} {}
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;
  FERRULE_MAY_SLEEP ~Entry() {
    FERRULE_UNSAFE("the entry was made here, and nothing below it is left: files own a share") {
      debugfs_remove(raw_);
    }
  }
  [[nodiscard]] FERRULE_STATIC_LIFETIME struct dentry* raw() const { return raw_; }

 private:
  struct dentry* raw_;
};

}  // namespace internal

/// A directory; it is removed when the last file, directory or object that names it ends.
class FERRULE_OWNER Dir {
 public:
  /// Directly under /sys/kernel/debug. The name is copied.
  [[nodiscard]] static Dir make(CStr name) FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("a null parent is the root of debugfs") {
      return Dir(debugfs_create_dir(name.c_str(), nullptr), kNone);
    }
  }
  [[nodiscard]] Dir subdir(CStr name) const FERRULE_MAY_SLEEP {
    if (!node_) {
      return Dir();
    }
    FERRULE_UNSAFE("the parent is kept by the new directory; its entry may be an error") {
      return Dir(debugfs_create_dir(name.c_str(), (*node_)->entry.raw()), node_);
    }
  }
  [[nodiscard]] Dir clone() const {
    Dir same;
    if (node_) {
      same.node_ = (*node_).clone();
    }
    return same;
  }

 private:
  template <typename T>
  friend class File;

  struct Node {
    // Ends last: this directory is inside it.
    Option<Arc<Node>> parent;
    internal::Entry entry;

    Node(struct dentry* raw, Option<Arc<Node>> parent_given)
        : parent{std::move(parent_given)}, entry{raw} {}
  };

  Option<Arc<Node>> node_;

  Dir() = default;
  FERRULE_UNSAFE_FN("raw is a new directory, an error, or null")
  Dir(struct dentry* raw, const Option<Arc<Node>>& parent) FERRULE_MAY_SLEEP {
    Option<Arc<Node>> kept;
    if (parent) {
      kept = (*parent).clone();
    }
    auto node = Arc<Node>::make(GFP_KERNEL, raw, std::move(kept));
    if (node) {
      node_ = std::move(node).value();
    } else {
      FERRULE_UNSAFE("the contract above, and nothing is below it yet") {
        debugfs_remove(raw);
      }
    }
  }

  [[nodiscard]] FERRULE_STATIC_LIFETIME Option<struct dentry*> raw() const {
    return node_ ? Option<struct dentry*>((*node_)->entry.raw()) : kNone;
  }
};

/// A file; see above.
template <typename T>
class FERRULE_OWNER File {
  using Shown = internal::Shown<T>;

 public:
  /// `mode`: who may read it, and, if T can be changed, write it.
  File(Literal name, u16 mode, const Dir& dir, T value) FERRULE_MAY_SLEEP
      : dir_{dir.clone()},
        value_(std::move(value)) {
    constexpr u16 kNobodyWrites = 0444;
    if (const auto parent = dir_.raw()) {
      FERRULE_UNSAFE(
          "the object does not move, and its end removes the file before anything ends") {
        raw_ =
            ferrule_debugfs_create_file(name.c_str(), Shown::kChanges ? mode : mode & kNobodyWrites,
                                        *parent, this, std::addressof(kOperations));
      }
    }
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  FERRULE_MAY_SLEEP ~File() {
    FERRULE_UNSAFE("null, an error, or the file made by the constructor; waits for its readers") {
      debugfs_remove(raw_);
    }
  }

  const T& operator*() const FERRULE_LIFETIMEBOUND { return value_; }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(value_); }

 private:
  Dir dir_;
  T value_;
  struct dentry* raw_ = nullptr;

  FERRULE_UNSAFE_FN("the file is open, and debugfs keeps the File from ending during the call")
  [[nodiscard]] FERRULE_STATIC_LIFETIME static const T& shown(struct file* raw) {
    FERRULE_UNSAFE("simple_open() has put the File that was given to debugfs into private_data") {
      return static_cast<const File*>(raw->private_data)->value_;
    }
  }
  static long read(struct file* raw, char* to, unsigned long size, long long* position) {
    FERRULE_UNSAFE("debugfs calls this in a task, and the end of the File waits for it") {
      assume_may_sleep();
      Array<char, internal::kMostShown> storage{};
      FormatBuffer buffer(storage);
      Shown::show(buffer, shown(raw));
      const Str text = buffer.text();
      return simple_read_from_buffer(to, size, position, text.data(), text.size());
    }
  }
  static long write(struct file* raw, const char* from, unsigned long size, long long*) {
    if (size > internal::kMostWritten) {
      return errors::EINVAL.to_errno();
    }
    FERRULE_UNSAFE("debugfs calls this in a task, and the end of the File waits for it") {
      assume_may_sleep();
      Array<u8, internal::kMostWritten> storage{};
      UserSliceReader in = UserSlice(UserPtr::from_raw(from), size).reader();
      const Result<> copied = in.read_into(MutBytes(storage).first(size));
      if (!copied) {
        return copied.error().to_errno();
      }
      Array<char, internal::kMostWritten> text{};
      for (usize i = 0; i < size; ++i) {
        text[i] = static_cast<char>(storage[i]);
      }
      const Result<> changed = Shown::change(shown(raw), Str(text).first(size));
      return changed ? static_cast<long>(size) : changed.error().to_errno();
    }
  }
  static constexpr struct file_operations table() {
    struct file_operations made{};
    made.owner = &__this_module;
    FERRULE_UNSAFE("the kernel's own operations, named and not called") {
      made.open = &simple_open;
      made.llseek = &default_llseek;
    }
    made.read = &read;
    if constexpr (Shown::kChanges) {
      made.write = &write;
    }
    return made;
  }
  static constexpr struct file_operations kOperations = table();
};

/// Initialiser of a File<T>. Who may do what is `mode`, as for chmod.
template <typename T>
[[nodiscard]] auto new_file(Literal name, u16 mode, const Dir& dir, T value) {
  return [name, mode, dir = dir.clone(), value = std::move(value)](Slot<File<T>>& slot)
             FERRULE_MAY_SLEEP mutable -> Result<> {
               slot.emplace(name, mode, dir, std::move(value));
               return ok();
             };
}

}  // namespace ferrule::kernel::debugfs
