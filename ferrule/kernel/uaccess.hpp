// SPDX-License-Identifier: GPL-2.0 OR MIT
// User memory (include/linux/uaccess.h). Another thread of the process may change it at any time,
// so it is read once: a slice turns into one reader, and a reader goes past what it has read.
// EFAULT where the memory is not the process's, or ends.
//
//   Result<usize> write(const File&, UserSliceReader& in, i64&) const MAY_SLEEP {
//     TRY(const Header header, in.read<Header>());
//     KVec<u8> body;
//     TRYV(in.read_all(body, GFP_KERNEL));
//     return take(header, body);
//   }
//
//   TRYV(argument.slice(sizeof(Status)).writer().write(Status{.headers = 1, .bytes = 3}));
#pragma once

#include <ferrule/bindings.hpp>
#include <memory>
#include <utility>

#include "ferrule/core/span.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/alloc.hpp"
#include "ferrule/kernel/context.hpp"
#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/str.hpp"
#include "ferrule/kernel/user_types.hpp"
#include "ferrule/kernel/vec.hpp"

namespace ferrule::kernel {

/// An address in user space, or what a process claims to be one. It cannot be dereferenced.
class UserPtr {
 public:
  [[nodiscard]] static constexpr UserPtr from_address(usize address) { return UserPtr(address); }
  /// From a `__user` pointer of a C function.
  [[nodiscard]] static UserPtr from_raw(const void* pointer) {
    FERRULE_UNSAFE("the pointer becomes a number, and every use of it is checked by access_ok()") {
      return UserPtr(reinterpret_cast<usize>(pointer));
    }
  }
  [[nodiscard]] constexpr usize address() const { return address_; }
  constexpr bool operator==(const UserPtr&) const = default;

 private:
  usize address_;

  explicit constexpr UserPtr(usize address) : address_{address} {}
};

namespace internal {

/// What the kernel's own check of sizes takes for a mistake.
inline constexpr usize kMostAtOnce = 0x7fffffff;

/// The part of a slice that is still ahead.
class UserRange {
 public:
  constexpr UserRange(UserPtr start, usize size) : at_{start.address()}, left_{size} {}

  [[nodiscard]] constexpr usize left() const { return left_; }
  [[nodiscard]] Result<> take_from(MutBytes to) FERRULE_MAY_SLEEP {
    FERRULE_TRYV(check(to.size()));
    FERRULE_UNSAFE("`to` has room for its size; user memory is checked by copy_from_user()") {
      if (ferrule_copy_from_user(to.data(), reinterpret_cast<const void*>(at_), to.size()) != 0) {
        return Err{errors::EFAULT};
      }
    }
    advance(to.size());
    return ok();
  }
  [[nodiscard]] Result<> put(Bytes from) FERRULE_MAY_SLEEP {
    FERRULE_TRYV(check(from.size()));
    FERRULE_UNSAFE("`from` has its size of bytes; user memory is checked by copy_to_user()") {
      if (ferrule_copy_to_user(reinterpret_cast<void*>(at_), from.data(), from.size()) != 0) {
        return Err{errors::EFAULT};
      }
    }
    advance(from.size());
    return ok();
  }
  /// Text up to its NUL, which is copied too. The length without it.
  [[nodiscard]] Result<usize> take_text(Span<char> to) FERRULE_MAY_SLEEP {
    const usize most = to.size() < left_ ? to.size() : left_;
    FERRULE_TRYV(check(most));
    long length = 0;
    FERRULE_UNSAFE("`to` has room for `most` characters; user memory is checked by the kernel") {
      length = ferrule_strncpy_from_user(to.data(), reinterpret_cast<const void*>(at_),
                                         static_cast<long>(most));
    }
    if (length < 0) {
      return Err{errors::EFAULT};
    }
    const auto size = static_cast<usize>(length);
    if (size >= most) {
      return Err{most < left_ ? errors::E2BIG : errors::EFAULT};
    }
    advance(size + 1);
    return size;
  }
  [[nodiscard]] Result<> skip(usize size) {
    if (size > left_) {
      return Err{errors::EFAULT};
    }
    advance(size);
    return ok();
  }

 private:
  usize at_;
  usize left_;

  [[nodiscard]] Result<> check(usize size) const {
    if (size > left_ || size > kMostAtOnce) {
      return Err{errors::EFAULT};
    }
    return ok();
  }
  /// The end may wrap: then access_ok() refused every byte before it.
  void advance(usize size) {
    at_ += size;
    left_ -= size;
  }
};

}  // namespace internal

/// Reads user memory, each byte once.
class UserSliceReader {
 public:
  UserSliceReader(UserSliceReader&&) = default;
  UserSliceReader(const UserSliceReader&) = delete;
  UserSliceReader& operator=(const UserSliceReader&) = delete;

  [[nodiscard]] usize remaining() const { return range_.left(); }
  [[nodiscard]] bool empty() const { return remaining() == 0; }

  /// A value, from the bytes it has in memory. After EFAULT nothing was consumed.
  template <UserReadable T>
  [[nodiscard]] Result<T> read() FERRULE_MAY_SLEEP {
    T value{};
    FERRULE_UNSAFE("any bytes are a T, and the span covers the bytes of one") {
      FERRULE_TRYV(range_.take_from(
          MutBytes::from_raw(reinterpret_cast<u8*>(std::addressof(value)), sizeof(T))));
    }
    return value;
  }
  /// Fills the whole span.
  [[nodiscard]] Result<> read_into(MutBytes to) FERRULE_MAY_SLEEP { return range_.take_from(to); }
  /// Fills as much of the span as there is to read, and says how much that is.
  [[nodiscard]] Result<usize> read_some(MutBytes to) FERRULE_MAY_SLEEP {
    const usize size = to.size() < remaining() ? to.size() : remaining();
    FERRULE_TRYV(range_.take_from(to.first(size)));
    return size;
  }
  /// Appends everything that is left. On an error `to` is as before.
  [[nodiscard]] Result<> read_all(KVec<u8>& to, SleepingGfp flags) FERRULE_MAY_SLEEP {
    const usize before = to.size();
    FERRULE_TRY(MutBytes fresh, to.extend(remaining(), flags | __GFP_NOWARN));
    const Result<> done = range_.take_from(fresh);
    if (!done) {
      to.truncate(before);
    }
    return done;
  }
  /// Text up to and with its NUL. E2BIG when it does not fit `to`, EFAULT when the slice ends
  /// first.
  [[nodiscard]] Result<CStr> read_text(Span<char> to FERRULE_LIFETIMEBOUND) FERRULE_MAY_SLEEP {
    FERRULE_TRY(const usize size, range_.take_text(to));
    FERRULE_UNSAFE("strncpy_from_user() put a NUL after `size` characters") {
      return CStr::from_raw(to.first(size + 1).data());
    }
  }
  [[nodiscard]] Result<> skip(usize size) { return range_.skip(size); }

 private:
  friend class UserSlice;

  internal::UserRange range_;

  explicit UserSliceReader(internal::UserRange range) : range_{range} {}
};

/// Writes user memory from its beginning on.
class UserSliceWriter {
 public:
  UserSliceWriter(UserSliceWriter&&) = default;
  UserSliceWriter(const UserSliceWriter&) = delete;
  UserSliceWriter& operator=(const UserSliceWriter&) = delete;

  [[nodiscard]] usize remaining() const { return range_.left(); }

  /// The bytes of a value without padding. After EFAULT nothing counts as written.
  template <typename T>
  [[nodiscard]] Result<> write(const T& value) FERRULE_MAY_SLEEP {
    static_assert(UserReadable<T>, "pointers, bool and enums do not go to user space");
    static_assert(std::has_unique_object_representations_v<T>,
                  "padding would carry kernel memory to user space: name those bytes");
    FERRULE_UNSAFE("the span covers the bytes of a value, all of which are initialised") {
      return range_.put(
          Bytes::from_raw(reinterpret_cast<const u8*>(std::addressof(value)), sizeof(T)));
    }
  }
  [[nodiscard]] Result<> write_bytes(Bytes from) FERRULE_MAY_SLEEP { return range_.put(from); }
  [[nodiscard]] Result<> write_text(Str from) FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("characters are bytes") {
      return range_.put(Bytes::from_raw(reinterpret_cast<const u8*>(from.data()), from.size()));
    }
  }
  [[nodiscard]] Result<> skip(usize size) { return range_.skip(size); }

 private:
  friend class UserSlice;

  internal::UserRange range_;

  explicit UserSliceWriter(internal::UserRange range) : range_{range} {}
};

/// A buffer in user space that was not touched yet. It turns into a reader or a writer, once.
class FERRULE_OWNER UserSlice {
 public:
  constexpr UserSlice(UserPtr start, usize size) : range_{start, size} {}
  UserSlice(UserSlice&&) = default;
  UserSlice(const UserSlice&) = delete;
  UserSlice& operator=(const UserSlice&) = delete;

  [[nodiscard]] usize size() const { return range_.left(); }
  [[nodiscard]] UserSliceReader reader() && { return UserSliceReader(range_); }
  [[nodiscard]] UserSliceWriter writer() && { return UserSliceWriter(range_); }

  /// For a buffer that is read and then written over (an ioctl made with _IOWR).
  struct Both {
    UserSliceReader reader;
    UserSliceWriter writer;
  };
  [[nodiscard]] Both reader_writer() && {
    return {.reader = UserSliceReader(range_), .writer = UserSliceWriter(range_)};
  }
  /// All of it, appended to `to`.
  [[nodiscard]] Result<> read_all(KVec<u8>& to, SleepingGfp flags) && FERRULE_MAY_SLEEP {
    return UserSliceReader(range_).read_all(to, flags);
  }

 private:
  internal::UserRange range_;
};

}  // namespace ferrule::kernel
