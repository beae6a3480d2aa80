// SPDX-License-Identifier: Apache-2.0 OR MIT
// The core's own types: spans, results, options and vectors are seen like everything else.
#include "ferrule/core/array.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/vec.hpp"

using namespace ferrule;

enum class Error { Bad };
Bytes all(const ByteVec& v FERRULE_LIFETIMEBOUND) { return v; }
Result<Bytes, Error> head(Bytes input) { return input.first(1); }
Result<ByteVec, Error> make();

// expect below: use-after-invalidate
u8 converted(ByteVec& v) { Bytes b = v; v.clear(); return b[0]; }
// expect below: use-after-invalidate
u8 by_function(ByteVec& v) { Bytes b = all(v); v.clear(); return b[0]; }
// expect below: use-after-invalidate
u8 array_scope() { Bytes b; { Array<u8, 4> a{}; b = a; } return b[0]; }
// expect below: return-unbound dangling
Bytes array_returned() { Array<u8, 4> a{}; return a; }
int taken(Option<ByteVec>& o) {
  const ByteVec& inside = *o;
  auto gone = o.take();
  // expect below: use-after-invalidate
  return static_cast<int>(inside.size() + gone->size());
}
// expect below: use-after-invalidate
int reset(Option<ByteVec>& o) { const auto& v = *o; o.reset(); return v.empty(); }
Result<u8, Error> tried(ByteVec& v) {
  TRY(const Bytes b, head(v));
  v.clear();
  // expect below: use-after-invalidate
  return b[0];
}
Result<u8, Error> of_result() {
  Bytes b;
  {
    TRY(const ByteVec v, make());
    b = v;
  }
  // expect below: use-after-invalidate
  return b[0];
}
u8 pushed(Vec<Bytes>& list) {
  {
    Array<u8, 4> a{};
    // expect below: dangling
    (void)list.push(a.span());
  }
  return list[0][0];
}
// expect below: use-after-invalidate
u8 optional_reference(ByteVec& v) { Option<u8&> first = Span(v).get(0); v.clear(); return *first; }
// expect below: use-after-move
usize moved(ByteVec v) { ByteVec w = std::move(v); return v.size() + w.size(); }
