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

Frame::Frame(Node<FunctionDecl> checked, Sink& findings, KnownEffects& known)
    : function(checked),
      sink(findings),
      is_stable(is_marked(checked, kStable)),
      is_closure(is_call_of_closure(checked)),
      closures(known) {}

void Frame::report(Node<Stmt> where, const Finding& finding) {
  if (reporting) {
    sink.report_at(where, finding);
  }
}

const Effects& Frame::effects_of(Node<CXXRecordDecl> closure) {
  if (!closures.contains(closure)) {
    closures.emplace(closure, Effects{});
    Effects all;
    for (Node<FunctionDecl> body : bodies_of_closure(closure)) {
      const Effects found = effects_of_body(body, sink, closures);
      add(all.changes, found.changes);
      for (const auto& [variable, loans] : found.stores) {
        add(all.stores[variable], loans);
      }
    }
    closures.at(closure) = std::move(all);
  }
  return closures.at(closure);
}

bool Frame::outlives_call(Node<VarDecl> variable) const {
  return is_closure && !variable->hasGlobalStorage() &&
         (variable->isInitCapture() ||
          Node<DeclContext>(variable->getDeclContext()) != Node<DeclContext>(function));
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
      assign(binary, binary->getLHS(), reader_.of_view(binary->getRHS()));
    }
  } else if (auto result = as<ReturnStmt>(statement)) {
    return_value(result);
  } else if (auto invocation = as<CallExpr>(statement)) {
    call(invocation);
  } else if (auto construction = as<CXXConstructExpr>(statement)) {
    construct(construction);
  } else if (auto cast = as<CXXStaticCastExpr>(statement);
             cast && cast->isXValue() && !frame_.function->isDefaulted()) {
    move_from(cast->getSubExpr(), cast->getBeginLoc());
  }
}

}  // namespace ferrule::checker::flow
