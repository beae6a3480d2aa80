// SPDX-License-Identifier: Apache-2.0 OR MIT
// Clang 19 builds no control-flow graph for `if consteval`, which has no condition.
#pragma once

#include <vector>

#include "checker/ast/node.hpp"

namespace ferrule::checker::flow {

/// While it lives, every `if consteval` of a function has a condition that nobody knows, so that
/// both branches are checked.
class FERRULE_OWNER ConstevalIfs {
 public:
  ConstevalIfs(Node<Stmt> body, const ASTContext& context);
  ~ConstevalIfs();
  ConstevalIfs(const ConstevalIfs&) = delete;
  ConstevalIfs& operator=(const ConstevalIfs&) = delete;

 private:
  struct Changed {
    Node<IfStmt> statement;
    IfStatementKind kind;
  };
  std::vector<Changed> changed_;

  void collect(Node<Stmt> statement);
};

}  // namespace ferrule::checker::flow
