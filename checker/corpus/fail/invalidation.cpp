// SPDX-License-Identifier: Apache-2.0 OR MIT
// Views that are used after what they borrow was changed or ended.
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ferrule/core/unsafe.hpp"

using std::span, std::string, std::string_view, std::vector;

struct Buffer {
  vector<int> data;
  span<int> view() FERRULE_LIFETIMEBOUND { return data; }
  span<const int> peek() const FERRULE_LIFETIMEBOUND { return data; }
  void grow() { data.push_back(1); }
  FERRULE_STABLE int& at(std::size_t i) FERRULE_LIFETIMEBOUND { return data[i]; }
  FERRULE_STABLE void lies() { data.clear(); }                               // expect: stable-lie
};
template <typename T>
class FERRULE_OWNER Pile {
 public:
  span<T> view() FERRULE_LIFETIMEBOUND { return data_; }
  void grow() { data_.resize(data_.size() * 2); }

 private:
  vector<T> data_;
};
// expect below: shallow-const
struct Chain { std::unique_ptr<Chain> left, right; int k = 0; };
Buffer make();
string_view same(const string& s FERRULE_LIFETIMEBOUND) { return s; }
void touch(vector<int>& v);

// expect below: use-after-invalidate
int element() { vector<int> v{1}; int& r = v[0]; v.push_back(2); return r; }
// expect below: use-after-invalidate
int cleared(vector<int>& v) { span<int> s = v; v.clear(); return s[0]; }
// expect below: use-after-invalidate
int in_loop(vector<int>& v) { for (int x : v) if (x) v.push_back(x); return 0; }
// expect below: use-after-invalidate
int scope() { span<int> s; { vector<int> v{1, 2}; s = v; } return s[0]; }
// expect below: use-after-invalidate
bool text() { string_view s; { string t = "x"; s = t; } return s.empty(); }
// expect below: use-after-invalidate
int method() { Buffer b; auto s = b.view(); b.grow(); return s[0]; }
// expect below: use-after-invalidate
int of_values() { Pile<int> p; auto s = p.view(); p.grow(); return s[0]; }
// expect below: use-after-invalidate
bool of_views() { Pile<string_view> p; auto s = p.view(); p.grow(); return s[0].empty(); }
// expect below: use-after-invalidate
int field() { Buffer b; auto s = b.view(); b.data.clear(); return s[0]; }
// expect below: use-after-invalidate
int by_callee(vector<int>& v) { int& r = v[0]; touch(v); return r; }
int maybe(bool k) {
  vector<int> v{1}; span<int> s = v;
  if (k) { v.resize(9); }
  // expect below: use-after-invalidate
  return s[0];
}
int next_round(int n) {
  vector<int> v{1}; span<int> s = v; int t = 0;
  // expect below: use-after-invalidate
  for (int i = 0; i < n; ++i) { t += s[0]; v.push_back(i); }
  return t;
}
// expect below: use-after-invalidate
int temporary() { auto s = make().view(); return s[0]; }
// expect below: use-after-invalidate
int reset() { auto u = std::make_unique<int>(1); int& r = *u; u.reset(); return r; }
bool optional(std::optional<string>& o) {
  const string& s = *o;
  o = std::nullopt;
  // expect below: use-after-invalidate
  return s.empty();
}
int container_of_views() {
  vector<string_view> all;
  { string s = "x"; all.push_back(s); }
  // expect below: use-after-invalidate
  return all[0].empty();
}
int closure() {
  vector<int> v{1};
  auto f = [&] { v.push_back(2); };
  int& r = v[0];
  f();
  // expect below: use-after-invalidate
  return r;
}
// expect below: use-after-invalidate
int erased(std::map<int, string>& m) { string& s = m[1]; m.erase(1); return s.empty(); }
// expect below: use-after-invalidate
int inner() { vector<vector<int>> v{{1}}; int& r = v[0][0]; v[0].clear(); return r; }
// expect below: use-after-invalidate
bool through_function() { string s = "a"; auto v = same(s); s += "d"; return v.empty(); }
bool pair() {
  std::pair<string_view, int> p;
  { string t = "q"; p = {t, 1}; }
  return p.first.empty();                                            // expect: use-after-invalidate
}
int binding(vector<int>& v) {
  auto [x, y] = std::pair<int&, int>(v[0], 1);
  v.clear();
  return x + y;                                                      // expect: use-after-invalidate
}
// expect below: use-after-invalidate
int subtree(Chain& t) { Chain& c = *t.left; t.left.reset(); return c.k; }
// expect below: use-after-invalidate
int replaced(Chain& t) { Chain& c = *t.left; t.left = std::move(c.right); return c.k; }
// expect below: use-after-invalidate
int moved_elements(vector<Buffer>& all) { auto s = all[0].peek(); all.emplace_back(); return s[0]; }
struct Own {
  vector<int> v;
  // expect below: use-after-invalidate
  int bad() { int& r = v[0]; clear(); return r; }
  void clear() { v.clear(); }
};
