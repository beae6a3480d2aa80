// SPDX-License-Identifier: Apache-2.0 OR MIT
// Functions that the rules do not see into.
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "ferrule/core/unsafe.hpp"

extern "C" int c_function(int);
FERRULE_UNSAFE_FN("p points to an int") int reads(int* p);
struct Door { FERRULE_UNSAFE_FN("once only") void open(); };
struct Lock { virtual ~Lock() = default; virtual int turn(int) = 0; };
// expect below: override
struct OddLock : Lock { FERRULE_UNSAFE_FN("only at noon") int turn(int) override; };

int c() { return c_function(1); }                                         // expect: call-c
void copies(char* to, const char* from) { std::memcpy(to, from, 4); }     // expect: call-c
void builtin(char* to) { __builtin_memset(to, 0, 4); }                    // expect: call-c
auto allocates() { return std::malloc(4) != nullptr; }                    // expect: call-c
int unsafe() { return reads(nullptr); }                                   // expect: call-unsafe
auto names_it() { return &reads; }                                        // expect: call-unsafe
void member(Door& d) { d.open(); }                                        // expect: call-unsafe
int indirect(int (*f)(int)) { return f(1); }                              // expect: call-indirect
int by_reference(int (&f)(int)) { return f(1); }
// expect below: std-raw
std::span<int> spans(int* p FERRULE_LIFETIMEBOUND, std::size_t n) { return {p, n}; }
// expect below: std-raw
int* gets(std::unique_ptr<int>& u FERRULE_LIFETIMEBOUND) { return u.get(); }
bool text(const std::string& s) { return s.c_str() == nullptr; }          // expect: std-raw
int iterates(std::vector<int>& v) { return *(v.begin() + 5); }            // expect: iterator
// expect below: std-raw exclusive
void erases(std::vector<int>& v) { v.erase(v.begin()); }
void threads() { int x = 1; std::thread t([&x] { x = 2; }); t.join(); }   // expect: send
