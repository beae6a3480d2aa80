// SPDX-License-Identifier: Apache-2.0 OR MIT
// Control flow and arguments that the compiler cannot follow.
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {

void check_goto(Node<Stmt> statement, Sink& sink) {
  sink.report({"goto", statement->getBeginLoc(), "goto; use a loop, a function or a ScopeGuard"});
}

void check_va_arg(Node<VAArgExpr> expression, Sink& sink) {
  sink.report({"varargs", expression->getBeginLoc(), "va_arg; use a parameter pack"});
}

void check_asm(Node<Stmt> statement, Sink& sink) {
  sink.report({"asm", statement->getBeginLoc(), "inline assembly"});
}

void check_file_asm(Node<FileScopeAsmDecl> declaration, Sink& sink) {
  sink.report({"asm", declaration->getAsmLoc(), "assembly at file scope"});
}

void check_throw(Node<CXXThrowExpr> expression, Sink& sink) {
  sink.report({"exceptions", expression->getThrowLoc(), "throw; return a Result"});
}

void check_variadic(Node<FunctionDecl> function, Sink& sink) {
  if (function->isVariadic() && !function->isExternC()) {
    sink.report(
        {"varargs", function->getLocation(), "C-style variadic function; use a parameter pack"});
  }
}

}  // namespace ferrule::checker::rules
