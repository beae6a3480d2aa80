// SPDX-License-Identifier: Apache-2.0 OR MIT
// One walk over a translation unit: applies the rules of rules/, keeps track of UNSAFE regions, and
// collects the functions for the flow pass.
#pragma once

#include <vector>

#include "checker/report/sink.hpp"

namespace ferrule::checker {

/// Every first-party function with a body, template instantiations and closures included.
std::vector<Node<FunctionDecl>> walk(Sink& sink);

}  // namespace ferrule::checker
