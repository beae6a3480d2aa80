// SPDX-License-Identifier: Apache-2.0 OR MIT
// What checking costs: the loops of bulk.hpp beside raw pointers and beside a check in each step,
// all over one record of 16 KiB.
#include <benchmark/benchmark.h>

#include "ferrule/core/array.hpp"
#include "ferrule/core/bulk.hpp"
#include "ferrule/core/constant_time.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/io/system_allocator.hpp"

namespace ferrule {
namespace {

constexpr usize kRecord = 16384;
using Record = Array<u8, kRecord>;

[[gnu::noinline]] void xor_raw(MutBytes target, Bytes mask) {
  UNSAFE("the records compared here have the same size") {
    u8* const to = target.data();
    const u8* const from = mask.data();
    for (usize i = 0; i < target.size(); ++i) {
      to[i] = static_cast<u8>(to[i] ^ from[i]);
    }
  }
}
[[gnu::noinline]] void xor_zip(MutBytes target, Bytes mask) { xor_into(target, mask); }
[[gnu::noinline]] void xor_checked(MutBytes target, Bytes mask) {
  for (usize i = 0; i < target.size(); ++i) {
    target[i] = static_cast<u8>(target[i] ^ mask[i]);
  }
}

[[gnu::noinline]] u32 sum_raw(Bytes bytes) {
  u32 sum = 0;
  UNSAFE("at + 3 stays below the size, a multiple of four") {
    const u8* const data = bytes.data();
    for (usize at = 0; at + 4 <= bytes.size(); at += 4) {
      sum +=
          static_cast<u32>(data[at] << 24 | data[at + 1] << 16 | data[at + 2] << 8 | data[at + 3]);
    }
  }
  return sum;
}
[[gnu::noinline]] u32 sum_chunks(Bytes bytes) {
  u32 sum = 0;
  chunks<4>(bytes, [&sum](Chunk<const u8, 4> word) {
    sum += static_cast<u32>(word[0] << 24 | word[1] << 16 | word[2] << 8 | word[3]);
  });
  return sum;
}
[[gnu::noinline]] u32 sum_checked(Bytes bytes) {
  u32 sum = 0;
  for (usize at = 0; at + 4 <= bytes.size(); at += 4) {
    sum += static_cast<u32>(bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 |
                            bytes[at + 3]);
  }
  return sum;
}

template <typename Xor>
void run_xor(benchmark::State& state, Xor apply) {
  Record target{};
  Record mask{};
  mask.span().fill(0x5a);
  for (auto round : state) {
    static_cast<void>(round);
    apply(target.span(), mask.span());
    benchmark::DoNotOptimize(target);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<i64>(kRecord));
}

template <typename Sum>
void run_sum(benchmark::State& state, Sum sum) {
  Record record{};
  record.span().fill(0x5a);
  for (auto round : state) {
    static_cast<void>(round);
    benchmark::DoNotOptimize(record);
    benchmark::DoNotOptimize(sum(record.span()));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<i64>(kRecord));
}

void xor_with_raw_pointers(benchmark::State& state) {
  run_xor(state, [](MutBytes target, Bytes mask) { xor_raw(target, mask); });
}
void xor_with_zip(benchmark::State& state) {
  run_xor(state, [](MutBytes target, Bytes mask) { xor_zip(target, mask); });
}
void xor_with_checks(benchmark::State& state) {
  run_xor(state, [](MutBytes target, Bytes mask) { xor_checked(target, mask); });
}
void sum_with_raw_pointers(benchmark::State& state) {
  run_sum(state, [](Bytes bytes) { return sum_raw(bytes); });
}
void sum_with_chunks(benchmark::State& state) {
  run_sum(state, [](Bytes bytes) { return sum_chunks(bytes); });
}
void sum_with_checks(benchmark::State& state) {
  run_sum(state, [](Bytes bytes) { return sum_checked(bytes); });
}
void compare_in_constant_time(benchmark::State& state) {
  Record other{};
  run_sum(state, [&other](Bytes bytes) {
    return static_cast<u32>(constant_time_equal(bytes, other.span()));
  });
}
void append_a_record(benchmark::State& state) {
  ByteVec out(system_allocator());
  run_sum(state, [&out](Bytes bytes) {
    out.clear();
    return static_cast<u32>(out.append(bytes).has_value());
  });
}

BENCHMARK(xor_with_raw_pointers);
BENCHMARK(xor_with_zip);
BENCHMARK(xor_with_checks);
BENCHMARK(sum_with_raw_pointers);
BENCHMARK(sum_with_chunks);
BENCHMARK(sum_with_checks);
BENCHMARK(compare_in_constant_time);
BENCHMARK(append_a_record);

}  // namespace
}  // namespace ferrule

BENCHMARK_MAIN();
