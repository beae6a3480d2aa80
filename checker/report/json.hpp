// SPDX-License-Identifier: Apache-2.0 OR MIT
// The regions of a translation unit as JSON, one line each, for the unsafe ledger.
#pragma once

#include <string>

#include "checker/report/sink.hpp"

namespace ferrule::checker {

/// Appends to the file; several compilers may do so at the same time. False when it cannot be
/// written.
bool append_regions(const std::string& file, const Sink& sink);

}  // namespace ferrule::checker
