// SPDX-License-Identifier: Apache-2.0 OR MIT
// Views that outlive what they borrow, and declarations that do not tell the truth.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ferrule/core/unsafe.hpp"

using std::string, std::string_view, std::vector;

// expect below: use-after-move
string copy_moved() { string a = "x"; string b = std::move(a); b += "y"; return a; }
// expect below: return-unbound dangling
auto returned_closure() { int x = 1; return [&] { return x; }; }
string_view local(const string& x FERRULE_LIFETIMEBOUND) {
  string s = x;
  string_view v = s;
  return v;  // expect: dangling
}
string_view one_of(const string& a FERRULE_LIFETIMEBOUND, const string& b) {
  return a.empty() ? b : a;  // expect: lifetime-lie
}
// expect below: lifetime-lie
struct FERRULE_VIEW Silent { string_view m; explicit Silent(const string& s) : m(s) {} };
// expect below: dangling
struct FERRULE_VIEW ByValue { string_view m; explicit ByValue(string s) : m(s) {} };
// expect below: lifetime-lie
struct FERRULE_VIEW Setter { string_view m; void set(const string& s) { m = s; } };
struct FERRULE_VIEW Keeper { string_view m; void set(const string& s FERRULE_CAPTURED) { m = s; } };
// expect below: dangling
void fill(vector<string_view>& out) { string s = "local"; out.push_back(s); }
// expect below: field-view self-ref
struct Row { string text; vector<string_view> words; void split() { words.push_back(text); } };
struct FERRULE_VIEW Guard {
  int& v;
  explicit Guard(int& x FERRULE_LIFETIMEBOUND) : v(x) {}
  ~Guard() { v = 0; }
};
struct Holder { vector<int> data; int& first() FERRULE_LIFETIMEBOUND { return data[0]; } };
void declared_first(bool k) {
  vector<int> early{1};
  // expect below: drop-order
  Guard guard(early[0]);
  if (k) { early.clear(); }
}
struct Declared {
  explicit Declared(const string& s FERRULE_LIFETIMEBOUND);
  string_view get() const FERRULE_LIFETIMEBOUND;
};
bool through_declaration() { return Declared("x").get().empty(); }
bool kept_past(string& s) {
  Keeper k{};
  { string t = "x"; k.set(t); }
  // expect below: use-after-invalidate
  return k.m.empty();
}
bool kept_by_closure(string& s) {
  string_view kept;
  string_view own;
  auto look = [&](const string& x) {
    string y = x;
    kept = x;  // expect: dangling
    own = y;   // expect: dangling
    string_view inner;
    { string z = "z"; inner = z; }
    // expect below: use-after-invalidate
    return inner.empty();
  };
  return look(s) && kept.empty() && own.empty();
}
bool kept_as_declared(string& s) {
  string_view kept;
  auto look = [&](const string& x FERRULE_CAPTURED) { kept = x; };
  look(s);
  return kept.empty();
}
