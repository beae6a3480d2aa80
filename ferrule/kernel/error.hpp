// SPDX-License-Identifier: GPL-2.0 OR MIT
// Error: the kernel's errno values (include/uapi/asm-generic/errno-base.h) as a type, and the
// Result that kernel code returns.
//
//   Result<u32> pages_of(u32 bytes) {
//     if (bytes > kMost) {
//       return Err{errors::E2BIG};
//     }
//     return bytes / 4096;
//   }
//
//   TRY(const u32 pages, pages_of(8192));      // or this function returns the error
#pragma once

#include <ferrule/bindings.hpp>

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::kernel {

/// A negative errno. There is no Error that means success.
class Error {
 public:
  /// Out of memory is the one error that core's containers know.
  constexpr Error(AllocError) : Error(-bindings::ENOMEM) {}

  /// From a positive constant of errno.h: `Error::of<bindings::EINVAL>()`.
  template <int kErrno>
  [[nodiscard]] static consteval Error of() {
    static_assert(kErrno > 0 && kErrno <= kMaxErrno, "an errno lies between 1 and MAX_ERRNO");
    return Error(-kErrno);
  }
  /// From what a C function returned. A value that is no errno becomes EINVAL.
  [[nodiscard]] static constexpr Error from_errno(int value) {
    return value < 0 && value >= -kMaxErrno ? Error(value) : Error(-bindings::EINVAL);
  }

  /// Negative, as the kernel returns it.
  [[nodiscard]] constexpr int to_errno() const { return value_; }

  constexpr bool operator==(const Error&) const = default;

 private:
  static constexpr int kMaxErrno = 4095;

  int value_;

  explicit constexpr Error(int value) : value_{value} {}
};

template <typename T = void>
using Result = ::ferrule::Result<T, Error>;

/// The value of a C function that returns a negative errno, or 0 or more.
[[nodiscard]] constexpr Result<int> to_result(int returned) {
  if (returned < 0) {
    return Err{Error::from_errno(returned)};
  }
  return returned;
}
/// The same for a C function whose success has no value.
[[nodiscard]] constexpr Result<> to_result_void(int returned) {
  if (returned < 0) {
    return Err{Error::from_errno(returned)};
  }
  return ok();
}

/// Errors by their kernel names.
namespace errors {

inline constexpr Error EPERM = Error::of<bindings::EPERM>();
inline constexpr Error ENOENT = Error::of<bindings::ENOENT>();
inline constexpr Error ESRCH = Error::of<bindings::ESRCH>();
inline constexpr Error EINTR = Error::of<bindings::EINTR>();
inline constexpr Error EIO = Error::of<bindings::EIO>();
inline constexpr Error ENXIO = Error::of<bindings::ENXIO>();
inline constexpr Error E2BIG = Error::of<bindings::E2BIG>();
inline constexpr Error ENOEXEC = Error::of<bindings::ENOEXEC>();
inline constexpr Error EBADF = Error::of<bindings::EBADF>();
inline constexpr Error ECHILD = Error::of<bindings::ECHILD>();
inline constexpr Error EAGAIN = Error::of<bindings::EAGAIN>();
inline constexpr Error ENOMEM = Error::of<bindings::ENOMEM>();
inline constexpr Error EACCES = Error::of<bindings::EACCES>();
inline constexpr Error EFAULT = Error::of<bindings::EFAULT>();
inline constexpr Error ENOTBLK = Error::of<bindings::ENOTBLK>();
inline constexpr Error EBUSY = Error::of<bindings::EBUSY>();
inline constexpr Error EEXIST = Error::of<bindings::EEXIST>();
inline constexpr Error EXDEV = Error::of<bindings::EXDEV>();
inline constexpr Error ENODEV = Error::of<bindings::ENODEV>();
inline constexpr Error ENOTDIR = Error::of<bindings::ENOTDIR>();
inline constexpr Error EISDIR = Error::of<bindings::EISDIR>();
inline constexpr Error EINVAL = Error::of<bindings::EINVAL>();
inline constexpr Error ENFILE = Error::of<bindings::ENFILE>();
inline constexpr Error EMFILE = Error::of<bindings::EMFILE>();
inline constexpr Error ENOTTY = Error::of<bindings::ENOTTY>();
inline constexpr Error ETXTBSY = Error::of<bindings::ETXTBSY>();
inline constexpr Error EFBIG = Error::of<bindings::EFBIG>();
inline constexpr Error ENOSPC = Error::of<bindings::ENOSPC>();
inline constexpr Error ESPIPE = Error::of<bindings::ESPIPE>();
inline constexpr Error EROFS = Error::of<bindings::EROFS>();
inline constexpr Error EMLINK = Error::of<bindings::EMLINK>();
inline constexpr Error EPIPE = Error::of<bindings::EPIPE>();
inline constexpr Error EDOM = Error::of<bindings::EDOM>();
inline constexpr Error ERANGE = Error::of<bindings::ERANGE>();
inline constexpr Error EDEADLK = Error::of<bindings::EDEADLK>();
inline constexpr Error ENAMETOOLONG = Error::of<bindings::ENAMETOOLONG>();
inline constexpr Error ENOSYS = Error::of<bindings::ENOSYS>();
inline constexpr Error ENOTEMPTY = Error::of<bindings::ENOTEMPTY>();
inline constexpr Error EIDRM = Error::of<bindings::EIDRM>();
inline constexpr Error ENODATA = Error::of<bindings::ENODATA>();
inline constexpr Error ETIME = Error::of<bindings::ETIME>();
inline constexpr Error EPROTO = Error::of<bindings::EPROTO>();
inline constexpr Error EBADMSG = Error::of<bindings::EBADMSG>();
inline constexpr Error EOVERFLOW = Error::of<bindings::EOVERFLOW>();
inline constexpr Error EILSEQ = Error::of<bindings::EILSEQ>();
inline constexpr Error EUSERS = Error::of<bindings::EUSERS>();
inline constexpr Error EMSGSIZE = Error::of<bindings::EMSGSIZE>();
inline constexpr Error EOPNOTSUPP = Error::of<bindings::EOPNOTSUPP>();
inline constexpr Error ENOBUFS = Error::of<bindings::ENOBUFS>();
inline constexpr Error ESHUTDOWN = Error::of<bindings::ESHUTDOWN>();
inline constexpr Error ETIMEDOUT = Error::of<bindings::ETIMEDOUT>();
inline constexpr Error EHOSTDOWN = Error::of<bindings::EHOSTDOWN>();
inline constexpr Error EALREADY = Error::of<bindings::EALREADY>();
inline constexpr Error EINPROGRESS = Error::of<bindings::EINPROGRESS>();
inline constexpr Error ESTALE = Error::of<bindings::ESTALE>();
inline constexpr Error EREMOTEIO = Error::of<bindings::EREMOTEIO>();
inline constexpr Error ENOMEDIUM = Error::of<bindings::ENOMEDIUM>();
inline constexpr Error EMEDIUMTYPE = Error::of<bindings::EMEDIUMTYPE>();
inline constexpr Error ECANCELED = Error::of<bindings::ECANCELED>();
inline constexpr Error EKEYREJECTED = Error::of<bindings::EKEYREJECTED>();
inline constexpr Error ERESTARTSYS = Error::of<bindings::ERESTARTSYS>();
inline constexpr Error ERESTARTNOINTR = Error::of<bindings::ERESTARTNOINTR>();
inline constexpr Error ERESTARTNOHAND = Error::of<bindings::ERESTARTNOHAND>();
inline constexpr Error ENOIOCTLCMD = Error::of<bindings::ENOIOCTLCMD>();
inline constexpr Error EPROBE_DEFER = Error::of<bindings::EPROBE_DEFER>();

}  // namespace errors

}  // namespace ferrule::kernel
