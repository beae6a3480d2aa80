// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/flow/step.hpp"

#include "checker/ast/marks.hpp"

namespace ferrule::checker::flow {
namespace {

bool is_call_of_closure(Node<FunctionDecl> function) {
  auto method = as<CXXMethodDecl>(function);
  return method && Node(method->getParent())->isLambda();
}

}  // namespace

Frame::Frame(Node<FunctionDecl> checked, Sink& findings)
    : function(checked),
      sink(findings),
      is_stable(is_marked(checked, kStable)),
      is_closure(is_call_of_closure(checked)) {}

void Frame::report(Node<Stmt> where, const Finding& finding) {
  if (reporting) {
    sink.report_at(where, finding);
  }
}

const std::set<Node<VarDecl>>& Frame::changed_by(Node<CXXRecordDecl> closure) {
  if (!closures.contains(closure)) {
    closures.emplace(closure, changed_by_closure(closure));
  }
  return closures.at(closure);
}

void Step::run(const CFGElement& element) {
  if (auto statement = element.getAs<CFGStmt>()) {
    run_statement(statement->getStmt());
  } else if (auto scope = element.getAs<CFGLifetimeEnds>()) {
    end_scope(scope->getVarDecl(), scope->getTriggerStmt());
  } else if (auto initialiser = element.getAs<CFGInitializer>()) {
    initialise_field(initialiser->getInitializer());
  }
}

void Step::run_statement(Node<Stmt> statement) {
  if (auto name = as<DeclRefExpr>(statement)) {
    use(name);
  } else if (auto declaration = as<DeclStmt>(statement)) {
    declare(declaration);
  } else if (auto binary = as<BinaryOperator>(statement)) {
    if (binary->getOpcode() == BO_Assign) {
      assign(binary, binary->getLHS(), binary->getRHS());
    }
  } else if (auto result = as<ReturnStmt>(statement)) {
    return_value(result);
  } else if (auto invocation = as<CallExpr>(statement)) {
    call(invocation);
  } else if (auto construction = as<CXXConstructExpr>(statement)) {
    construct(construction);
  }
}

}  // namespace ferrule::checker::flow
