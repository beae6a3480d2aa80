// SPDX-License-Identifier: GPL-2.0 OR MIT
// An ARef believes the count of the class.
#include "ferrule/kernel/aref.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Page {
  explicit Page(u32 given) : number{given} {}
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;
  static void inc_ref(const Page&) {}
#if defined(WRONG)
  static void dec_ref(const Page&) {}
#else
  FERRULE_UNSAFE_FN("the caller owns a share of the page, and gives it up")
  static void dec_ref(const Page&) {}
#endif
  u32 number;
};

u32 number(const Page& page) {
  return ARef<Page>::of(page)->number;  // refused by the checker: [ferrule-ref-count]
}
