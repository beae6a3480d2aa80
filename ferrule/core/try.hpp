// SPDX-License-Identifier: Apache-2.0 OR MIT
// TRY(declaration, expression): binds the value of a Result, or returns its error from the
// function.
//
//   TRY(const u16 version, reader.read_u16());
//   TRYV(reader.expect_empty());
//
// Not a statement expression: clang-19 refuses a `return` inside one in constant evaluation, and
// our code is tested there.
#pragma once

#include "ferrule/core/result.hpp"

#define FERRULE_CONCAT_(a, b) a##b
#define FERRULE_CONCAT(a, b) FERRULE_CONCAT_(a, b)

#define FERRULE_TRY(declaration, ...) \
  FERRULE_TRY_(FERRULE_CONCAT(ferrule_result_, __LINE__), declaration, __VA_ARGS__)
#define FERRULE_TRY_(result, declaration, ...)          \
  auto result = (__VA_ARGS__);                          \
  if (!result) [[unlikely]] {                           \
    return ::ferrule::Err{::std::move(result).error()}; \
  }                                                     \
  declaration = ::std::move(result).value()

/// The same for a Result without a value.
#define FERRULE_TRYV(...)                                          \
  do {                                                             \
    auto ferrule_result_ = (__VA_ARGS__);                          \
    if (!ferrule_result_) [[unlikely]] {                           \
      return ::ferrule::Err{::std::move(ferrule_result_).error()}; \
    }                                                              \
  } while (false)

#if !defined(FERRULE_NO_SHORT_NAMES)
#define TRY(declaration, ...) FERRULE_TRY(declaration, __VA_ARGS__)
#define TRYV(...) FERRULE_TRYV(__VA_ARGS__)
#endif
