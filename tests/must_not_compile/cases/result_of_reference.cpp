// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: a Result holds a value

#include "ferrule/core/result.hpp"

namespace ferrule {

#if defined(WRONG)
Result<int&, int> answer();
inline bool use() { return answer().has_value(); }
#else
Result<int, int> answer();
inline bool use() { return answer().has_value(); }
#endif

}  // namespace ferrule
