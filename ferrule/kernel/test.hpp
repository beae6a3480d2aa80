// SPDX-License-Identifier: GPL-2.0 OR MIT
// Tests that run in the kernel: a module that runs its cases when it is loaded and tells the
// results as KTAP in the kernel log (Documentation/dev-tools/ktap.rst).
//
//   Result<> mutex_guards_its_value(Test& test) MAY_SLEEP {
//     TRY(auto counter, KBox<Counter>::pin_init(Counter::init(), GFP_KERNEL));
//     test.expect_eq(counter->value(), 0U);
//     return ok();
//   }
//
//   FERRULE_TEST_SUITE(example_test, FERRULE_TEST_CASE(mutex_guards_its_value));
//
// A case fails when one of its expectations does, or when it returns an error; the others still
// run. On a kernel with KUnit the suite is one of KUnit's, which runs it when the module is loaded
// and on `echo > /sys/kernel/debug/kunit/SUITE/run`; what it prints is the same.
//
// On a kernel with fault injection, `insmod example_test.ko refuse_memory=1` runs each case once
// for each of its allocations, which is refused (from the hundredth on for some of them): the case
// may end with ENOMEM then, its expectations do not count from there on, and the kernel tells what
// goes wrong.
#pragma once

#include <ferrule/probes.h>
#include <ferrule/bindings.hpp>

#include "ferrule/core/array.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/kernel/context.hpp"
#include "ferrule/kernel/format.hpp"
#include "ferrule/kernel/module.hpp"
#include "ferrule/kernel/module_param.hpp"
#include "ferrule/kernel/print.hpp"
#include "ferrule/kernel/refusal.hpp"

namespace ferrule::kernel {

/// Where an expectation stands; made by default arguments.
struct FERRULE_VIEW SourceLine {
  const char* file;
  u32 line;

  static consteval SourceLine here(const char* file FERRULE_LIFETIMEBOUND = __builtin_FILE_NAME(),
                                   u32 line = __builtin_LINE()) {
    return {file, line};
  }
};

namespace internal {

/// A line of KTAP: no module name in front.
template <typename... Args>
void print_ktap(FormatString<std::type_identity_t<Args>...> format, const Args&... args) {
  print_formatted_plain("\0016", format.text(), args...);
}

template <typename... T>
concept CanBePrinted = requires { (Formatter<T>::kNumber || ...); };

}  // namespace internal

/// A running case.
class Test {
 public:
  /// `refused_allocation`: which of the allocations is refused, from 1; 0: none.
  explicit Test(u32 refused_allocation = 0) : refusal_{refused_allocation} {}

  /// Both are told when they differ, if they can be (format.hpp).
  template <typename A, typename B>
  void expect_eq(const A& actual, const B& expected, SourceLine at = SourceLine::here()) {
    const bool holds = actual == expected;
    expect(holds, at);
    if constexpr (internal::CanBePrinted<A, B>) {
      if (!holds && !memory_was_refused()) {
        internal::print_ktap("    # it is {}, not {}\n", actual, expected);
      }
    }
  }
  void expect(bool holds, SourceLine at = SourceLine::here()) {
    if (!holds && !memory_was_refused()) {
      failed_ = true;
      FERRULE_UNSAFE("__builtin_FILE_NAME() is a literal") {
        internal::print_ktap("    # expectation failed at {}:{}\n", CStr::from_raw(at.file),
                             at.line);
      }
    }
  }
  /// The result is an error, and this one.
  template <typename T>
  void expect_error(const Result<T>& result, Error expected, SourceLine at = SourceLine::here()) {
    const bool holds = !result.has_value() && result.error() == expected;
    expect(holds, at);
    if (!holds && !memory_was_refused()) {
      if (result.has_value()) {
        internal::print_ktap("    # it went well, and was to end with {}\n", expected);
      } else {
        internal::print_ktap("    # it is {}, not {}\n", result.error(), expected);
      }
    }
  }

  /// The case has nothing to say on this kernel; `why` is printed.
  void skip(CStr why) {
    skipped_ = true;
    internal::print_ktap("    # {}\n", why);
  }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool skipped() const { return skipped_; }
  [[nodiscard]] bool memory_was_refused() const { return refusal_.has_come(); }

 private:
  internal::Refusal refusal_;
  bool failed_ = false;
  bool skipped_ = false;
};

/// A case and its name.
struct FERRULE_VIEW TestCase {
  CStr name;
  Result<> (*run)(Test&);
#if FERRULE_PROBE_HAS_KUNIT
  void (*run_in_kunit)(struct kunit*);
#endif
};

namespace internal {

enum class Outcome : u8 { Passed, Failed, Skipped };

inline Outcome run_once(Result<> (*run)(Test&), Test& test) {
  Result<> ended = ok();
  FERRULE_UNSAFE("FERRULE_TEST_CASE names a function of this module, which stays while this runs") {
    ended = run(test);
  }
  const bool may_end_so = ended || (test.memory_was_refused() && ended.error() == errors::ENOMEM);
  if (!may_end_so) {
    print_ktap("    # ended with error {}\n", ended.error());
  }
  if (!may_end_so || test.failed()) {
    return Outcome::Failed;
  }
  return test.skipped() ? Outcome::Skipped : Outcome::Passed;
}

inline constexpr u32 kMostAllocations = 20'000;
/// So many of a case's allocations are refused each; of the others fewer and fewer, or a case that
/// allocates in a loop would run for hours.
inline constexpr u32 kEachAllocation = 100;

/// Refuses one allocation, then the next, until the case makes no more.
inline Outcome run_refusing_memory(Result<> (*run)(Test&)) {
  u32 refused = 0;
  for (u32 nth = 1; nth < kMostAllocations; nth += nth < kEachAllocation ? 1 : nth / 16) {
    Test test(nth);
    const Outcome outcome = run_once(run, test);
    if (outcome == Outcome::Failed) {
      print_ktap("    # when allocation {} was to be refused\n", nth);
      return outcome;
    }
    if (!test.memory_was_refused()) {
      print_ktap("    # {} allocations refused\n", refused);
      return outcome;
    }
    ++refused;
  }
  print_ktap("    # it makes more than {} allocations\n", kMostAllocations);
  return Outcome::Failed;
}

inline Outcome run_function(Result<> (*run)(Test&), bool refuse_memory) {
  if (refuse_memory) {
    return run_refusing_memory(run);
  }
  Test test;
  return run_once(run, test);
}

#if FERRULE_PROBE_HAS_KUNIT

/// What KUnit calls for a case.
template <Result<> (*kFunction)(Test&), const auto& kRefuseMemory>
void run_in_kunit(struct kunit* kunit) {
  const Outcome outcome = run_function(kFunction, kRefuseMemory.get());
  FERRULE_UNSAFE("KUnit passes the test that is running") {
    if (outcome == Outcome::Failed) {
      ferrule_kunit_fail(kunit);
    } else if (outcome == Outcome::Skipped) {
      ferrule_kunit_skip(kunit);
    }
  }
}

/// Fills in what KUnit reads once the module's load has gone well. `storage` has room for one case
/// more, which stays zero and ends the array.
template <usize kCount>
void fill_kunit_suite(struct kunit_suite& suite, struct kunit_case (&storage)[kCount + 1],
                      const TestCase (&cases)[kCount], CStr name, CStr module) {
  FERRULE_UNSAFE("suite, cases and texts are static objects of the module") {
    for (usize i = 0; i < kCount; ++i) {
      ferrule_kunit_set_case(&storage[0], i, cases[i].name.c_str(), module.c_str(),
                             cases[i].run_in_kunit);
    }
    ferrule_kunit_set_suite(&suite, name.c_str(), &storage[0]);
  }
}

#else

inline bool run_case(const TestCase& test_case, usize number, bool refuse_memory) {
  const Outcome outcome = run_function(test_case.run, refuse_memory);
  const bool passed = outcome != Outcome::Failed;
  print_ktap("    {} {} {}{}\n", passed ? CStr("ok") : CStr("not ok"), number, test_case.name,
             outcome == Outcome::Skipped ? CStr(" # SKIP") : CStr(""));
  return passed;
}

/// Runs every case; what is printed is one KTAP document.
inline void run_suite(CStr name, Span<const TestCase> cases, bool refuse_memory) {
  print_ktap("KTAP version 1\n");
  print_ktap("1..1\n");
  print_ktap("    KTAP version 1\n");
  print_ktap("    # Subtest: {}\n", name);
  print_ktap("    1..{}\n", cases.size());
  bool passed = true;
  for (usize i = 0; i < cases.size(); ++i) {
    passed = run_case(cases[i], i + 1, refuse_memory) && passed;
  }
  print_ktap("{} 1 {}\n", passed ? CStr("ok") : CStr("not ok"), name);
}

#endif

template <Result<> (*kFunction)(Test&), const auto& kRefuseMemory>
consteval TestCase make_case(CStr name FERRULE_LIFETIMEBOUND) {
#if FERRULE_PROBE_HAS_KUNIT
  return {name, kFunction, &run_in_kunit<kFunction, kRefuseMemory>};
#else
  return {name, kFunction};
#endif
}

/// The parameter refuse_memory of a module on a kernel that cannot refuse any.
struct NeverRefused {
  [[nodiscard]] static constexpr bool get() { return false; }
};

}  // namespace internal

#if FERRULE_PROBE_HAS_FAIL_NTH
#define FERRULE_TEST_PARAMETER                           \
  FERRULE_MODULE_PARAM(refuse_memory, bool, false, 0444, \
                       "run each case once for each of its allocations, which is refused");
#else
#define FERRULE_TEST_PARAMETER constexpr ::ferrule::kernel::internal::NeverRefused refuse_memory;
#endif

#if FERRULE_PROBE_HAS_KUNIT
#define FERRULE_SUITE_STORAGE                                                              \
  FERRULE_SYNC constinit struct kunit_suite ferrule_kunit_suite{};                         \
  FERRULE_SYNC constinit struct kunit_case                                                 \
      ferrule_kunit_cases[sizeof(kFerruleTestCases) / sizeof(kFerruleTestCases[0]) + 1]{}; \
  [[gnu::section(".kunit_test_suites"),                                                    \
    gnu::used]] FERRULE_SYNC constinit struct kunit_suite* ferrule_kunit_suites[] = {      \
      &ferrule_kunit_suite};
#define FERRULE_RUN_SUITE(suite)                                                          \
  ::ferrule::kernel::internal::fill_kunit_suite(ferrule_kunit_suite, ferrule_kunit_cases, \
                                                kFerruleTestCases, #suite, KBUILD_MODNAME)
#else
#define FERRULE_SUITE_STORAGE
#define FERRULE_RUN_SUITE(suite) \
  ::ferrule::kernel::internal::run_suite(#suite, kFerruleTestCases, refuse_memory.get())
#endif

#define FERRULE_TEST_CASE(function) \
  ::ferrule::kernel::internal::make_case<&(function), refuse_memory>(#function)

/// Makes the module a suite of these cases. Once in each module, at namespace scope.
#define FERRULE_TEST_SUITE(suite, ...)                                                       \
  namespace {                                                                                \
  FERRULE_TEST_PARAMETER                                                                     \
  constexpr ::ferrule::kernel::TestCase kFerruleTestCases[] = {__VA_ARGS__};                 \
  FERRULE_SUITE_STORAGE                                                                      \
  struct FerruleTestSuite {                                                                  \
    static ::ferrule::kernel::Result<FerruleTestSuite> create(::ferrule::kernel::ThisModule) \
        FERRULE_MAY_SLEEP {                                                                  \
      FERRULE_RUN_SUITE(suite);                                                              \
      return FerruleTestSuite{};                                                             \
    }                                                                                        \
  };                                                                                         \
  }                                                                                          \
  FERRULE_MODULE(FerruleTestSuite, {.license = "Dual MIT/GPL",                               \
                                    .author = "The Ferrule developers",                      \
                                    .description = "Tests of " #suite})

}  // namespace ferrule::kernel
