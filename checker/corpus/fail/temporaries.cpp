// SPDX-License-Identifier: Apache-2.0 OR MIT
// Views of what ends with the full expression, with a constructor, with a coroutine's caller.
#include <algorithm>
#include <array>
#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ferrule/core/array.hpp"
#include "ferrule/core/span.hpp"

using std::span, std::string, std::string_view, std::vector;
using namespace ferrule;

Array<u8, 3> bytes() { return {{1, 2, 3}}; }
struct Items {
  vector<int> v{1, 2};
  const vector<int>& items() const FERRULE_LIFETIMEBOUND { return v; }
};
std::optional<vector<int>> maybe() { return vector<int>{1}; }
const string& given(const string& s FERRULE_LIFETIMEBOUND = string("x")) { return s; }
int length(const string& s) { return static_cast<int>(s.size()); }

// expect below: use-after-invalidate
u8 array() { Bytes b = bytes(); return b[0]; }
// expect below: use-after-invalidate
u8 member() { Bytes b = bytes().span(); return b[0]; }
// expect below: use-after-invalidate
int number(int n) { const int& m = std::min(n + 1, 7); return m; }
// expect below: use-after-invalidate
int list() { span<const int> b = std::initializer_list<int>{1, 2}; return b[0]; }
// expect below: use-after-invalidate
bool defaulted() { const string& s = given(); return s.empty(); }
bool or_else(std::optional<string_view> o) { string_view v = o.value_or(string("x"));
  // expect below: use-after-invalidate
  return v.empty(); }
// expect below: use-after-invalidate
int in_range() { int t = 0; for (int x : Items().items()) { t += x; } return t; }
// expect below: use-after-invalidate
int in_optional() { int t = 0; for (int x : maybe().value()) { t += x; } return t; }
bool shared() { auto p = std::make_shared<const string>("x"); const string& r = *p; p = nullptr;
  // expect below: use-after-invalidate
  return r.empty(); }
// expect below: return-unbound dangling
auto bound() { string s; return std::bind(length, std::cref(s)); }
bool cast() { string a; string_view v = a; string b = static_cast<string&&>(a);
  // expect below: use-after-invalidate
  return v.empty() && b.empty(); }
bool forward() { string a; string_view v = a; string b = std::forward<string>(a);
  // expect below: use-after-invalidate
  return v.empty() && b.empty(); }
bool caught() {
  string_view v;
  try {
    (void)vector<int>().at(3);
  } catch (const std::out_of_range&) {
    string s;
    v = s;
  }
  // expect below: use-after-invalidate
  return v.empty();
}
// expect below: dangling
struct FERRULE_VIEW Starts { string_view v = string("x"); };
// expect below: self-ref
struct FERRULE_VIEW Itself { string own; string_view v = own; };
struct FERRULE_VIEW Delegates {
  string_view v;
  explicit Delegates(string_view x) : v(x) {}
  explicit Delegates(unsigned n) : Delegates(string(n, 'x')) {}     // expect: dangling
};
// expect below: dangling
struct FERRULE_VIEW Base : Delegates { explicit Base(char c) : Delegates(string(9, c)) {} };
struct FERRULE_VIEW Task {
  struct promise_type {
    FERRULE_STATIC_LIFETIME Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
// expect below: return-unbound
Task later(const string& s) { (void)s.size(); co_return; }
