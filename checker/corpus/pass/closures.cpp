// SPDX-License-Identifier: Apache-2.0 OR MIT
// Closures and stores that are right.
#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ferrule/core/array.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"

using std::string, std::string_view, std::vector;

struct FERRULE_VIEW Keeper {
  string_view m;
  void set(string_view s FERRULE_CAPTURED) { m = s; }
};
template <typename F>
auto with(string& data, F f) {
  return f(data);
}

int copies_out(string& data) {
  string copy;
  vector<string> list;
  ferrule::Option<std::size_t> size;
  with(data, [&](const string& x) {
    copy = x;
    list.push_back(x);
    size = x.size();
    string_view inner = x;
    Keeper keeper;
    keeper.set(inner);
    inner = keeper.m.substr(1);
  });
  return static_cast<int>(copy.size() + list.size() + *size);
}
bool keeps_what_lives(string& text) {
  Keeper keeper;
  vector<string_view> list;
  auto f = [&] {
    keeper.set(text);
    list.push_back(text);
  };
  f();
  return keeper.m.empty() && list.empty();
}
int changes_another(vector<int>& v, vector<int>& w) {
  int& r = v[0];
  auto f = [&] { w.push_back(1); };
  f();
  return r;
}
int changes_an_element(vector<vector<int>>& v) {
  vector<int>& inner = v[0];
  auto f = [&] { v[0].push_back(1); };
  f();
  return inner[0];
}
bool copied_out_of_container() {
  vector<string_view> list{"k"};
  string_view first = list[0];
  list.push_back(first);
  list.push_back("l");
  return first.empty();
}
bool stored_and_alive() {
  string text = "t";
  std::array<string_view, 2> pair{};
  pair[1] = text;
  string_view& name = pair[0];
  name = text;
  return pair[1].empty() && name.empty();
}
ferrule::Bytes or_nothing(ferrule::Option<ferrule::Bytes> given) {
  return given.value_or(ferrule::Bytes());
}
int sums() {
  int t = 0;
  for (const int x : {1, 2}) {
    t += x;
  }
  for (const ferrule::u8 x : ferrule::Array<ferrule::u8, 2>{{1, 2}}) {
    t += x;
  }
  for (const char c : string("text")) {
    t += c;
  }
  return t;
}
vector<int> appended(const vector<int>& from) {
  vector<int> to;
  std::ranges::copy(from, std::back_inserter(to));
  return to;
}
std::size_t used_at_once() {
  return string_view(string("x")).size() + std::max(string("a"), string("b")).size();
}
template <typename T>
struct FERRULE_VIEW Parsed {
  T value;
  template <typename F>
  Parsed map(F&& f) const {
    return f(0) != 0 ? *this : Parsed{};
  }
};
string_view mapped(Parsed<string_view> p, int n) {
  return p.map([n](int x) { return x + n; }).value;
}
struct Places {
  vector<int> places;
};
Places survey() { return {{1, 2}}; }
int part_of_temporary() {
  int t = 0;
  for (const int x : survey().places) {
    t += x;
  }
  return t;
}
template <typename F>
struct FERRULE_VIEW Recipe {
  F make;
};
template <typename F>
Recipe<F> recipe(F make FERRULE_LIFETIMEBOUND) {
  return {make};
}
template <typename A, typename B>
void build(Recipe<A> a, Recipe<B> b) {
  a.make();
  b.make();
}
void both_into(vector<int>& log) {
  build(recipe([&] { log.push_back(1); }), recipe([&] { log.push_back(2); }));
}
void shifted(vector<ferrule::Option<string>>& all) { all[0] = std::move(all[1]); }
