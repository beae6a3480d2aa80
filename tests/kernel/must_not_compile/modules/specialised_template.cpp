// SPDX-License-Identifier: GPL-2.0 OR MIT
// A specialisation would have the friends of Ferrule's own template.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

struct Mine {};

template <>
struct ferrule::kernel::Formatter<Mine> {
  static constexpr bool kNumber = false;
  static void format(FormatBuffer& out, const FormatSpec&, const Mine&) { out.put('m'); }
};
#if defined(WRONG)
template <>
class ferrule::kernel::MutexGuard<Mine> {};  // refused by the checker: [ferrule-specialised]
#endif
