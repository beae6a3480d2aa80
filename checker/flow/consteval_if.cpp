// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/flow/consteval_if.hpp"

namespace ferrule::checker::flow {
namespace {

void set(Node<IfStmt> statement, Expr* condition, IfStatementKind kind) {
  UNSAFE("the statement is a node of the ASTContext, which allocated it as non-const") {
    auto* changed = const_cast<IfStmt*>(statement.raw());
    changed->setCond(condition);
    changed->setStatementKind(kind);
  }
}

}  // namespace

ConstevalIfs::ConstevalIfs(Node<Stmt> body, const ASTContext& context) {
  collect(body);
  for (const Changed& change : changed_) {
    UNSAFE(
        "placement new of a node into the arena of the ASTContext, which never runs destructors") {
      set(change.statement,
          new (context) OpaqueValueExpr(change.statement->getIfLoc(), context.BoolTy, VK_PRValue),
          IfStatementKind::Ordinary);
    }
  }
}

ConstevalIfs::~ConstevalIfs() {
  for (const Changed& change : changed_) {
    set(change.statement, nullptr, change.kind);
  }
}

void ConstevalIfs::collect(Node<Stmt> statement) {
  if (!statement || is<LambdaExpr>(statement)) {
    return;
  }
  if (auto choice = as<IfStmt>(statement); choice && choice->isConsteval()) {
    changed_.push_back({choice, choice->getStatementKind()});
  }
  for (Node<Stmt> child : statement->children()) {
    collect(child);
  }
}

}  // namespace ferrule::checker::flow
