// SPDX-License-Identifier: Apache-2.0 OR MIT
// Views that are put somewhere by another name, and outlive what they borrow there.
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"

using std::span, std::string, std::string_view, std::vector;

struct FERRULE_VIEW Keeper {
  string_view m;
  void set(string_view s FERRULE_CAPTURED) { m = s; }
  Keeper& operator=(const string& s FERRULE_CAPTURED) { m = s; return *this; }
};
struct FERRULE_VIEW Derived : Keeper {};
string_view& same(string_view& v FERRULE_LIFETIMEBOUND) { return v; }
void put(string_view& to, const string& s FERRULE_CAPTURED) { to = s; }

// expect below: dangling
void into_span(ferrule::Span<string_view> out) { string s; out[0] = s; }
// expect below: use-after-invalidate
bool by_reference() { string_view a; auto& r = a; { string s; r = s; } return a.empty(); }
// expect below: use-after-invalidate
bool by_base() { Derived d; Keeper& k = d; { string s; k.set(s); } return d.m.empty(); }
// expect below: use-after-invalidate
bool by_call() { string_view a; { string s; same(a) = s; } return a.empty(); }
// expect below: use-after-invalidate
bool either(bool k) { string_view a, b; { string s; (k ? a : b) = s; } return a.empty(); }
// expect below: use-after-invalidate
bool element() { vector<string_view> a{"k"}; { string s; a[0] = s; } return a[0].empty(); }
// expect below: use-after-invalidate
bool array() { std::array<string_view, 2> a{}; { string s; a[1] = s; } return a[1].empty(); }
// expect below: use-after-invalidate
bool plain() { string_view a[2]; { string s; a[1] = s; } return a[1].empty(); }
// expect below: use-after-invalidate
bool map() { std::map<int, string_view> m; { string s; m[1] = s; } return m[1].empty(); }
// expect below: use-after-invalidate
bool optional() { std::optional<string_view> o = ""; { string s; *o = s; } return o->empty(); }
bool in_loop() {
  vector<string_view> a{"k"};
  { string s; for (auto& e : a) { e = s; } }
  // expect below: use-after-invalidate
  return a[0].empty();
}
bool in_span() {
  vector<string_view> a{"k"};
  span<string_view> w = a;
  { string s; w[0] = s; }
  // expect below: use-after-invalidate
  return a[0].empty();
}
bool tied() {
  string_view a; int n = 0;
  { string s; std::tie(a, n) = std::tuple<string_view, int>(s, 1); }
  // expect below: use-after-invalidate
  return a.empty();
}
bool swapped() { string_view a; { string s; string_view b = s; std::swap(a, b); }
  // expect below: use-after-invalidate
  return a.empty(); }
// expect below: use-after-invalidate
bool set_to_temporary() { Keeper k; k.set(string("x")); return k.m.empty(); }
// expect below: use-after-invalidate
bool put_temporary() { string_view v; put(v, string("x")); return v.empty(); }
// expect below: use-after-invalidate
bool assigned_temporary() { Keeper k; k = string("x"); return k.m.empty(); }
bool grown() { vector<string_view> a{"k"}; span<string_view> w = a; a.push_back("l");
  // expect below: use-after-invalidate
  return w.empty(); }
bool grown_in_loop(vector<string_view>& a) {
  // expect below: use-after-invalidate
  for (const auto& e : a) { if (e.empty()) { a.push_back("l"); } }
  return true;
}
// expect below: return-unbound dangling
ferrule::Span<const string_view> views() { string_view v[2]; return v; }
