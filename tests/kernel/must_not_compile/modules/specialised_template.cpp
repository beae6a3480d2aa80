// SPDX-License-Identifier: GPL-2.0 OR MIT
// A specialisation would have the friends of Ferrule's own template.
#include <type_traits>

#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

struct Mine {};

template <>
struct ferrule::kernel::Formatter<Mine> {
  static constexpr bool kNumber = false;
  static void format(FormatBuffer& out, const FormatSpec&, const Mine&) { out.put('m'); }
};
#if defined(WRONG)
template <>  // what the library says of a type is believed too
// refused by the checker below: [ferrule-specialised]
inline constexpr bool std::is_trivially_copyable_v<Mine> = true;
template <>
class ferrule::kernel::MutexGuard<Mine> {};  // refused by the checker: [ferrule-specialised]
#endif
