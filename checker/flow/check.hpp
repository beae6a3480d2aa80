// SPDX-License-Identifier: Apache-2.0 OR MIT
// The flow pass over one function: loans and invalidation over Clang's control-flow graph, to a
// fixpoint. Of a callee only the signature is read; a definition is checked against its own.
//
// Rules: use-after-invalidate, use-after-move, exclusive, dangling, lifetime-lie, stable-lie,
// self-ref, drop-order, flow-gave-up.
#pragma once

#include "checker/report/sink.hpp"

namespace ferrule::checker::flow {

void check(Node<FunctionDecl> function, Sink& sink);
/// The initialiser that a field has in its class.
void check_default(Node<FieldDecl> field, Sink& sink);

}  // namespace ferrule::checker::flow
