// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused by clang++: no viable conversion
// refused by g++: could not convert

#include "ferrule/core/try.hpp"

namespace ferrule {

enum class Inner { Wrong };
enum class Outer { Failed };
Result<int, Inner> inner();
inline Result<int, Outer> use() {
#if defined(WRONG)
  FERRULE_TRY(const int value, inner());
#else
  FERRULE_TRY(const int value, inner().map_err([](Inner) { return Outer::Failed; }));
#endif
  return value;
}

}  // namespace ferrule
