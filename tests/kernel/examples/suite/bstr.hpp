// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/bstr.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace bstr_example {

using namespace ferrule::kernel;

inline Result<> run(Test& test) MAY_SLEEP {
  const Str name = CStr("x\n").str();
#include "examples/bstr-1.inc"
  Array<char, 8> storage{};
  FormatBuffer out(storage.span());
  format_to(out, CStr("{}").str(), BStr(name));
  test.expect(equal(out.text(), CStr("x\\n").str()));
  return ok();
}

}  // namespace bstr_example
