// SPDX-License-Identifier: Apache-2.0 OR MIT
// The marks of the safe subset (docs/safe-subset.md). They change nothing in the generated code;
// the checker reads them.
//
// A program that installs Ferrule gets the FERRULE_ names only: its build defines
// FERRULE_NO_SHORT_NAMES.
#pragma once

namespace ferrule {

/// The reason of an unsafe expression. Both compilers refuse one that is too short to say anything.
struct UnsafeReason {
  template <unsigned long N>
  consteval UnsafeReason(
      const char (&)[N]) {  // NOLINT(google-explicit-constructor): spelled only by the macro
    static_assert(N > 12, "an UNSAFE reason has at least 12 characters");
  }
};

}  // namespace ferrule

// Annotations stay in the bitcode and keep what they annotate alive: where code is linked as
// bitcode (kernel modules), the build leaves them out.
#if defined(__clang__) && !defined(FERRULE_NO_ANNOTATIONS)
#define FERRULE_ANNOTATE(text) [[clang::annotate(text)]]
#else
#define FERRULE_ANNOTATE(text)
#endif

#if defined(__clang__)
/// A block in which the rules of the subset do not hold. The reason is the argument why that is
/// right.
#define FERRULE_UNSAFE(why) [[clang::suppress("unsafe: " why)]]
/// The returned view, or the object being built, lives no longer than this parameter (or `this`).
#define FERRULE_LIFETIMEBOUND [[clang::lifetimebound]]
/// A class that owns what it points to: changing it may end views into it.
#define FERRULE_OWNER [[gsl::Owner]]
/// A class that borrows: it must not outlive what it was made from.
#define FERRULE_VIEW [[gsl::Pointer]]
#else
#define FERRULE_UNSAFE(why)
#define FERRULE_LIFETIMEBOUND
#define FERRULE_OWNER
#define FERRULE_VIEW
#endif

/// An expression in which the rules do not hold (initialisers, default arguments).
#define FERRULE_UNSAFE_EXPR(why, ...) (static_cast<void>(::ferrule::UnsafeReason{why}), __VA_ARGS__)
/// Calling or naming this function is an unsafe operation; its own body is still checked.
#define FERRULE_UNSAFE_FN(contract) FERRULE_ANNOTATE("unsafe-fn: " contract)
/// The definition of a union, with the invariant that says which member is alive.
#define FERRULE_UNSAFE_UNION(invariant) FERRULE_ANNOTATE("unsafe-union: " invariant)
/// A member function that is not const, yet never moves or frees elements: it ends no view.
#define FERRULE_STABLE FERRULE_ANNOTATE("stable")
/// The returned view refers to something that lives as long as the program.
#define FERRULE_STATIC_LIFETIME FERRULE_ANNOTATE("static-lifetime")
/// The callee keeps this argument: it must outlive the object the function was called on.
#define FERRULE_CAPTURED FERRULE_ANNOTATE("captured")
/// The callee takes what is in this argument before it changes its own object: the argument may lie
/// in there.
#define FERRULE_TAKEN_FIRST FERRULE_ANNOTATE("taken-first")
/// A class whose data() and size() are believed, as a Span is made of them: so many elements are
/// alive there. The reason is its invariant.
#define FERRULE_CONTIGUOUS(why) FERRULE_ANNOTATE("contiguous: " why)
/// A variable of static storage, or a mutable field, that synchronises its own access (an atomic, a
/// lock with its data).
#define FERRULE_SYNC FERRULE_ANNOTATE("sync")

#if !defined(FERRULE_NO_SHORT_NAMES)
#define UNSAFE(why) FERRULE_UNSAFE(why)
#define UNSAFE_EXPR(why, ...) FERRULE_UNSAFE_EXPR(why, __VA_ARGS__)
#define UNSAFE_FN(contract) FERRULE_UNSAFE_FN(contract)
#endif
