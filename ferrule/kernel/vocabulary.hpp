// SPDX-License-Identifier: GPL-2.0 OR MIT
// The names of core that kernel code uses, in the kernel's namespace: a driver says
// `using namespace ferrule::kernel` and nothing else. ScopeGuard, say, takes back what an early
// return leaves half done:
//
//   port.users += 1;
//   ScopeGuard undo([&] { port.users -= 1; });
//   TRYV(switch_on(port));
//   undo.dismiss();
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/either.hpp"
#include "ferrule/core/init.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/scope_guard.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::kernel {

using ::ferrule::Array;
using ::ferrule::Bytes;
using ::ferrule::Either;
using ::ferrule::Err;
using ::ferrule::field;
using ::ferrule::i16;
using ::ferrule::i32;
using ::ferrule::i64;
using ::ferrule::i8;
using ::ferrule::kNone;
using ::ferrule::MutBytes;
using ::ferrule::ok;
using ::ferrule::Option;
using ::ferrule::ScopeGuard;
using ::ferrule::Slot;
using ::ferrule::Span;
using ::ferrule::u16;
using ::ferrule::u32;
using ::ferrule::u64;
using ::ferrule::u8;
using ::ferrule::usize;

}  // namespace ferrule::kernel
