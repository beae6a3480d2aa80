// SPDX-License-Identifier: GPL-2.0 OR MIT
// Times the same calls on /dev/figures_c and /dev/figures_cpp. In a guest whose clock counts
// instructions (-icount shift=0) a nanosecond is one of them. Prints "FIGURE NAME DEVICE VALUE".
#include <time.h>

#include <algorithm>
#include <iostream>
#include <string>

#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/user/device_file.hpp"

namespace {

using ferrule::u32;
using ferrule::u64;
using ferrule::usize;
using ferrule::kernel::user::DeviceFile;

struct Pair {
  u64 first = 1;
  u64 second = 2;
};
constexpr u32 kSwap = _IOWR('f', 1, Pair);
constexpr u32 kMutex = _IO('f', 2);
constexpr u32 kSpin = _IO('f', 3);
constexpr int kRepetitions = 5;
constexpr u64 kCalls = 2'000;
constexpr u64 kLocks = 100'000;

u64 now_ns() {
  timespec time{};
  UNSAFE("clock_gettime fills the structure it is given") {
    ::clock_gettime(CLOCK_MONOTONIC, &time);
  }
  return static_cast<u64>(time.tv_sec) * 1'000'000'000 + static_cast<u64>(time.tv_nsec);
}

/// The least of several runs of `work`, which does its thing `count` times.
template <typename Work>
double best_ns(u64 count, Work work) {
  u64 best = ~u64{0};
  for (int i = 0; i < kRepetitions; ++i) {
    const u64 start = now_ns();
    work();
    best = std::min(best, now_ns() - start);
  }
  return static_cast<double>(best) / static_cast<double>(count);
}

bool measure(const std::string& name) {
  auto opened = DeviceFile::open("/dev/figures_" + name, O_RDWR);
  if (!opened) {
    return false;
  }
  DeviceFile& file = *opened;
  bool fine = true;
  const double ioctl = best_ns(kCalls, [&] {
    Pair pair;
    for (u64 i = 0; i < kCalls; ++i) {
      fine = fine && file.ioctl_with(kSwap, pair).has_value();
    }
  });
  const double mutex = best_ns(kLocks, [&] { fine = fine && file.ioctl(kMutex, kLocks); });
  const double spin = best_ns(kLocks, [&] { fine = fine && file.ioctl(kSpin, kLocks); });
  std::cout << "FIGURE ioctl " << name << " " << ioctl << "\nFIGURE mutex " << name << " " << mutex
            << "\nFIGURE spinlock " << name << " " << spin << "\n";
  return fine;
}

}  // namespace

int main() { return measure("c") && measure("cpp") ? 0 : 1; }
