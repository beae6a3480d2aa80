// SPDX-License-Identifier: GPL-2.0 OR MIT
// The other module of the folder; it names what modinfo shows, and leaves out what it may.
#include "ferrule/kernel/prelude.hpp"

namespace {

using namespace ferrule::kernel;

class SingleUnit {
 public:
  static Result<SingleUnit> create(ThisModule) { return SingleUnit(); }
};

}  // namespace

FERRULE_MODULE(SingleUnit, {.license = "Dual MIT/GPL",
                            .description = "A second module of one folder",
                            .version = "1.2",
                            .alias = "ferrule-single"});
