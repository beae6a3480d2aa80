// SPDX-License-Identifier: GPL-2.0 OR MIT
// Numbers of ioctl commands (include/uapi/asm-generic/ioctl.h), made at compile time:
//
//   inline constexpr u32 kGetLimits = ior<Limits>('f', 1);
#pragma once

#include <type_traits>

#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::kernel {

/// Which way the argument goes, seen from user space.
enum class IoctlDirection : u32 { None = 0, Write = 1, Read = 2, ReadWrite = 3 };

namespace internal {

inline constexpr u32 kIoctlNumberBits = 8;
inline constexpr u32 kIoctlTypeBits = 8;
inline constexpr u32 kIoctlSizeBits = 14;

consteval u32 ioctl_number(IoctlDirection direction, char type, u32 number, usize size) {
  ensure(number < 1u << kIoctlNumberBits);
  ensure(size < 1u << kIoctlSizeBits);
  constexpr u32 kTypeShift = kIoctlNumberBits;
  constexpr u32 kSizeShift = kTypeShift + kIoctlTypeBits;
  constexpr u32 kDirectionShift = kSizeShift + kIoctlSizeBits;
  return static_cast<u32>(direction) << kDirectionShift | static_cast<u32>(size) << kSizeShift |
         static_cast<u32>(static_cast<u8>(type)) << kTypeShift | number;
}

}  // namespace internal

/// No argument, or a plain number.
consteval u32 io(char type, u32 number) {
  return internal::ioctl_number(IoctlDirection::None, type, number, 0);
}
/// The driver writes a T, user space reads it.
template <typename T>
consteval u32 ior(char type, u32 number) {
  return internal::ioctl_number(IoctlDirection::Read, type, number, sizeof(T));
}
/// User space writes a T, the driver reads it.
template <typename T>
consteval u32 iow(char type, u32 number) {
  return internal::ioctl_number(IoctlDirection::Write, type, number, sizeof(T));
}
/// Both.
template <typename T>
consteval u32 iowr(char type, u32 number) {
  return internal::ioctl_number(IoctlDirection::ReadWrite, type, number, sizeof(T));
}

/// Size of the argument that a command number tells.
[[nodiscard]] constexpr usize ioctl_size(u32 command) {
  return command >> (internal::kIoctlNumberBits + internal::kIoctlTypeBits) &
         ((1u << internal::kIoctlSizeBits) - 1);
}

}  // namespace ferrule::kernel
