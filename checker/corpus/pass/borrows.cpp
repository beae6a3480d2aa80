// SPDX-License-Identifier: Apache-2.0 OR MIT
// Borrowing that is right must not be refused.
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
  FERRULE_STABLE span<int> view() FERRULE_LIFETIMEBOUND { return data; }
  void grow() { data.push_back(1); }
  FERRULE_STABLE int& at(std::size_t i) FERRULE_LIFETIMEBOUND { return data[i]; }
};
struct Two {
  vector<int> a, b;
};

int ended_before() {
  vector<int> v{1};
  {
    int& r = v[0];
    r = 3;
  }
  v.push_back(2);
  return v[0];
}
int made_again(vector<int>& v) {
  span<int> s = v;
  int x = s[0];
  v.clear();
  s = v;
  return x + static_cast<int>(s.size());
}
int range(vector<int>& v) {
  int t = 0;
  for (int& x : v) {
    x += 1;
    t += x;
  }
  v.push_back(t);
  return t;
}
int disjoint(Two& t) {
  int& r = t.a[0];
  t.b.push_back(2);
  return r;
}
int stable() {
  Buffer b;
  auto s = b.view();
  b.at(0) = 4;
  return s[0];
}
int per_round(int n) {
  vector<int> v{1};
  int t = 0;
  for (int i = 0; i < n; ++i) {
    span<int> s = v;
    t += s[0];
    v.push_back(i);
  }
  return t;
}
string given_again() {
  string a = "x";
  string b = std::move(a);
  a = "again";
  return a + b;
}
string_view part(const string& x FERRULE_LIFETIMEBOUND) {
  string_view v = x;
  return v.substr(0, 1);
}
int two_objects(vector<int>& v, vector<int>& w) {
  int& r = v[0];
  w.push_back(1);
  return r;
}
int copied_out(vector<int>& v) {
  v.push_back(int{v[0]});
  int y = v[0];
  v.push_back(y);
  return y;
}

class FERRULE_VIEW Cursor {
 public:
  explicit Cursor(string_view x) : text_(x) {}
  string_view rest() const { return text_.substr(1); }
  string_view take(std::size_t n) {
    string_view t = text_.substr(0, n);
    text_ = text_.substr(n);
    return t;
  }

 private:
  string_view text_;
};
bool cursors(const string& t) {
  Cursor c(t);
  string_view r = c.rest();
  Cursor d(r);
  c = Cursor(d.rest());
  return c.rest().empty();
}
string_view outlives_cursor(const string& t FERRULE_LIFETIMEBOUND) {
  Cursor c(t);
  return c.take(1);
}

int reset_after() {
  auto u = std::make_unique<int>(1);
  {
    int& r = *u;
    r = 2;
  }
  u.reset();
  return 0;
}
int reading_closure(vector<int>& v) {
  auto f = [&] { return v.size(); };
  int& r = v[0];
  return r + static_cast<int>(f());
}
int inner_owner(vector<vector<int>>& v) {
  auto& inner = v[0];
  inner.push_back(1);
  return inner[0];
}
const int& smaller(const int& a FERRULE_LIFETIMEBOUND, const int& b FERRULE_LIFETIMEBOUND) {
  return a < b ? a : b;
}
bool reset_then_leave(std::optional<string>& o) {
  if (o) {
    const string& s = *o;
    if (s.empty()) {
      o.reset();
      return true;
    }
  }
  return false;
}
bool list_of_views() {
  vector<string_view> all;
  string s = "x";
  all.push_back(s);
  return all[0].empty();
}
struct Own {
  vector<int> v;
  int ok() {
    int r = v[0];
    clear();
    return r;
  }
  void clear() { v.clear(); }
};
int one_branch(vector<int>& v, bool k) {
  span<int> s = v;
  if (k) {
    v.clear();
    return 0;
  }
  return s[0];
}
template <class F>
int apply(F f, int x) {
  return f(x);
}
int down_the_call() {
  int k = 3;
  return apply([&](int y) { return y + k; }, 4);
}
int consteval_branch(vector<int>& v) {
  int& r = v[0];
  if consteval {
    return 1;
  } else {
    return r;
  }
}
void chain(string& s) {
  s.append("a")
      .append("b")
      .append("c")
      .append("d")
      .append("e")
      .append("f")
      .append("g")
      .append("h")
      .append("i")
      .append("j")
      .append("k")
      .append("l")
      .append("m")
      .append("n")
      .append("o")
      .append("p")
      .append("q")
      .append("r")
      .append("s")
      .append("t")
      .append("u")
      .append("v")
      .append("w")
      .append("x")
      .append("y")
      .append("z");
}
