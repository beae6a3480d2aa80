// SPDX-License-Identifier: GPL-2.0 OR MIT
// Of the 256 values of its byte two are a bool.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

struct Request {
#if defined(WRONG)
  bool on;
#else
  u8 on;
#endif
};

Result<> handle(UserSliceReader& in) MAY_SLEEP {
  // refused below: no matching member function for call to 'read'
  TRY(const Request request, in.read<Request>());
  pr_info("{}\n", request.on);
  return ok();
}
