// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a call takes from an argument that holds views: the views, or a view of their place.
#pragma once

#include "checker/ast/node.hpp"

namespace ferrule::checker::flow {

/// Does what a call makes of a container of views point into the container, or is it a copy of
/// what the container holds?
bool points_into(QualType result, QualType container);
/// std::tuple<T&, U&> and its kind.
bool holds_references(QualType type);

}  // namespace ferrule::checker::flow
