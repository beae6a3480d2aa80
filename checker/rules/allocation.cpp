// SPDX-License-Identifier: Apache-2.0 OR MIT
// Objects are made and ended by owners, never by hand.
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {

void check_new(Node<CXXNewExpr> expression, Sink& sink) {
  sink.report({"raw-alloc", expression->getBeginLoc(),
               expression->getNumPlacementArgs() != 0
                   ? "placement new; use Option::emplace or an owner"
                   : "operator new; use Box or Vec"});
}

void check_delete(Node<CXXDeleteExpr> expression, Sink& sink) {
  sink.report({"raw-alloc", expression->getBeginLoc(),
               "operator delete; let an owner (Box, Vec) end its object"});
}

void check_destructor_call(Node<CallExpr> call, Sink& sink) {
  if (is<CXXDestructorDecl>(Node<Decl>(call->getCalleeDecl()))) {
    sink.report(
        {"raw-alloc", call->getBeginLoc(), "explicit destructor call; use an Option and reset()"});
  }
}

void check_pseudo_destructor(Node<CXXPseudoDestructorExpr> expression, Sink& sink) {
  sink.report({"raw-alloc", expression->getBeginLoc(),
               "explicit destructor call; use an Option and reset()"});
}

}  // namespace ferrule::checker::rules
