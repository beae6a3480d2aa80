// SPDX-License-Identifier: Apache-2.0 OR MIT
// The same bugs in the safe subset: the checker accepts them, and each traps at run time.
// argv[1] picks the case.
// cases: 10
#include "ferrule/core/array.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"

using namespace ferrule;

namespace {

/// Heartbleed: the length in the record is larger than the record.
usize heartbeat(Bytes record) {
  const usize n = static_cast<usize>(record[1]) << 8 | record[2];
  return record.subspan(3, n).size();
}
/// CVE-2022-3602: one element too many.
u32 decode(Span<const u32> in) {
  Array<u32, 4> buffer{};
  usize w = 0;
  for (const u32 x : in) {
    if (w > 4) {
      return 0;
    }
    buffer[w++] = x;
  }
  return buffer[0];
}
/// EternalBlue: room for the truncated size, a loop over the whole one.
u8 truncated(u32 size, MutBytes room) {
  const MutBytes given = room.first(static_cast<u16>(size));
  for (u32 i = 0; i < size; ++i) {
    given[i] = 1;
  }
  return given[0];
}
u8 front_of_nothing(Bytes empty) { return empty.front(); }
int none(const Option<int>& o) { return *o; }
int value_of_error(const Result<int, int>& r) { return r.value(); }
int error_of_value(const Result<int, int>& r) { return r.error(); }
u8 too_short(Bytes s) { return s.first(8)[7]; }
u8 wrapped_offset(Bytes s) { return s.subspan(static_cast<usize>(-1), 2)[0]; }
void sizes_differ(MutBytes to, Bytes from) { to.copy_from(from); }

int run(u8 which) {
  const Array<u8, 5> record{1, 0xff, 0xff, 7, 7};
  const Array<u32, 5> points{1, 2, 3, 4, 5};
  Array<u8, 64> room{};
  switch (which) {
    case 1: return static_cast<int>(heartbeat(record));
    case 2: return static_cast<int>(decode(points));
    case 3: return truncated(0x10010, room);
    case 4: return front_of_nothing({});
    case 5: return none(kNone);
    case 6: return value_of_error(Err{3});
    case 7: return error_of_value(4);
    case 8: return too_short(record);
    case 9: return wrapped_offset(record);
    case 10: sizes_differ(room, record); return 0;
    default: return 0;
  }
}

}  // namespace

int main(int argc, char** argv) {
  u8 which = 0;
  UNSAFE("the C runtime gives argc terminated strings") {
    if (argc > 1) {
      for (usize i = 0; argv[1][i] != 0; ++i) {
        which = static_cast<u8>(which * 10 + (argv[1][i] - '0'));
      }
    }
  }
  return run(which);
}
