// SPDX-License-Identifier: Apache-2.0 OR MIT
// The reports are shortened ones of 6.1 and 6.12 kernels.
#include "cmd/guest/splat.hpp"

#include <gtest/gtest.h>

#include "cmd/guest/lines.hpp"

namespace ferrule::cmd::guest {
namespace {

std::vector<Splat> find(const std::string& text) {
  SplatFinder finder;
  for (const std::string& line : lines_of(text)) {
    finder.feed(line, "a step");
  }
  return finder.found();
}

TEST(Splat, AWarningIsNamedByWhatFollowsTheCut) {
  const auto found = find(
      "hello: Hi\n------------[ cut here ]------------\n"
      "WARNING: CPU: 1 PID: 88 at /x/hello.c:9 hello_init+0x10/0x20 [hello]\n"
      "Modules linked in: hello(OE+)\nCall Trace:\n <TASK>\n </TASK>\n"
      "---[ end trace 0000000000000000 ]---\nhello: Bye\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, SplatKind::Warning);
  EXPECT_TRUE(found[0].title.starts_with("WARNING: CPU: 1"));
  EXPECT_EQ(found[0].lines.size(), 7U);
  EXPECT_EQ(found[0].step, "a step");
}

TEST(Splat, ARefcountIsNamedByItsMessage) {
  const auto found = find(
      "------------[ cut here ]------------\nrefcount_t: underflow; use-after-free.\n"
      "WARNING: CPU: 0 PID: 1 at lib/refcount.c:28 refcount_warn_saturate+0xbe/0x110\n"
      "---[ end trace 0000000000000000 ]---\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, SplatKind::Refcount);
  EXPECT_EQ(found[0].title, "refcount_t: underflow; use-after-free.");
}

TEST(Splat, AnOopsIsOneReport) {
  const auto found = find(
      "BUG: kernel NULL pointer dereference, address: 0000000000000000\n"
      "#PF: supervisor write access in kernel mode\nOops: 0002 [#1] PREEMPT SMP NOPTI\n"
      "RIP: 0010:hello_init+0x5/0x20 [hello]\n---[ end trace 0000000000000000 ]---\n"
      "Kernel panic - not syncing: Fatal exception\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].kind, SplatKind::Oops);
  EXPECT_EQ(found[0].lines.size(), 5U);
  EXPECT_EQ(found[1].kind, SplatKind::Panic);
}

TEST(Splat, KasanEndsWithItsRule) {
  const auto found = find(
      "==================================================================\n"
      "BUG: KASAN: slab-out-of-bounds in cxx_oob+0x20/0x60 [cxxmod]\n"
      "Read of size 1 at addr ffff888004a3d018 by task init/1\n </TASK>\nAllocated by task 1:\n"
      "==================================================================\nnext\n"
      "BUG: KASAN: slab-use-after-free in cxx_uaf+0x1/0x2 [cxxmod]\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].kind, SplatKind::AddressError);
  EXPECT_EQ(found[0].lines.size(), 5U);
  EXPECT_EQ(found[1].title, "BUG: KASAN: slab-use-after-free in cxx_uaf+0x1/0x2 [cxxmod]");
}

struct OneLine {
  std::string line;
  SplatKind kind = SplatKind::Warning;
};

TEST(Splat, KnowsEachKind) {
  const std::vector<OneLine> cases = {
      {"BUG: sleeping function called from invalid context at mm/x.c:1", SplatKind::SleepInAtomic},
      {"BUG: scheduling while atomic: init/1/0x00000002", SplatKind::SleepInAtomic},
      {"WARNING: possible circular locking dependency detected", SplatKind::Locking},
      {"WARNING: possible recursive locking detected", SplatKind::Locking},
      {"WARNING: inconsistent lock state", SplatKind::Locking},
      {"WARNING: suspicious RCU usage", SplatKind::Locking},
      {"INFO: trying to register non-static key.", SplatKind::Locking},
      {"[ BUG: Invalid wait context ]", SplatKind::Locking},
      {"BUG: spinlock bad magic on CPU#0, init/1", SplatKind::Locking},
      {"kmemleak: 2 new suspected memory leaks (see /sys/kernel/debug/kmemleak)", SplatKind::Leak},
      {"INFO: task init:1 blocked for more than 120 seconds.", SplatKind::Stall},
      {"watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [init:1]", SplatKind::Stall},
      {"rcu: INFO: rcu_preempt self-detected stall on CPU", SplatKind::Stall},
      {"UBSAN: array-index-out-of-bounds in /x/hello.c:9:3", SplatKind::Undefined},
      {"BUG: KCSAN: data-race in a / b", SplatKind::Race},
      {"BUG kmalloc-64 (Tainted: G  O): Object already free", SplatKind::AddressError},
      {"list_add corruption. prev->next should be next", SplatKind::AddressError},
      {"ODEBUG: free active (active state 0) object", SplatKind::AddressError},
      {"general protection fault, probably for non-canonical address", SplatKind::Oops},
      {"kernel BUG at /x/hello.c:9!", SplatKind::Oops},
      {"BUG: unable to handle page fault for address: ffff", SplatKind::Oops},
      {"Kernel panic - not syncing: sysrq triggered crash", SplatKind::Panic},
  };
  for (const OneLine& one : cases) {
    const auto found = find(one.line + "\n");
    ASSERT_EQ(found.size(), 1U) << one.line;
    EXPECT_EQ(found[0].kind, one.kind) << one.line << ": " << name_of(found[0].kind);
  }
}

TEST(Splat, LeavesOrdinaryLinesAlone) {
  const auto found = find(
      "hello: loading out-of-tree module taints kernel.\n"
      "kmemleak: Kernel memory leak detector initialized (mem pool available: 15679)\n"
      "kmemleak: Automatic memory scanning thread started\n"
      "Spectre V2 : WARNING: Unprivileged eBPF is enabled\n"
      "a.out[7]: segfault at 0 ip 0 sp 0 error 6\nwarning: nothing\nBUG report: none\n"
      "sysrq: Show Blocked State\nrcu: Hierarchical SRCU implementation.\n");
  EXPECT_TRUE(found.empty()) << found[0].title;
}

TEST(Splat, AReportWithoutEndIsBounded) {
  std::string text = "WARNING: CPU: 0 PID: 1 at x\n";
  for (int i = 0; i < 1'000; ++i) {
    text += "line\n";
  }
  const auto found = find(text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_LT(found[0].lines.size(), 200U);
}

}  // namespace
}  // namespace ferrule::cmd::guest
