// SPDX-License-Identifier: GPL-2.0 OR MIT
// A coroutine could stop with the lock held.
#include "ferrule/kernel/alloc.hpp"
#include "ferrule/kernel/prelude.hpp"
#if defined(WRONG)
#include <coroutine>  // refused by the checker: [ferrule-door]

using namespace ferrule::kernel;

struct Later {
  struct promise_type {
    static void* operator new(usize size) noexcept {
      return Kmalloc::allocate(size, alignof(void*), GFP_ATOMIC);
    }
    static void operator delete(void*) {}
    static Later get_return_object_on_allocation_failure() { return {}; }
    Later get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

Later later() {  // refused by the checker: [ferrule-coroutine]
  co_await std::suspend_always{};
}
#endif
