// SPDX-License-Identifier: Apache-2.0 OR MIT
// What of other C++ libraries may be used: nothing that takes a raw pointer or a bare iterator, and
// of the standard library nothing that gives a raw pointer either.
#include <algorithm>

#include "checker/ast/types.hpp"
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {
namespace {

bool is_plain_pointer(Node<Expr> argument) {
  return is_raw_pointer(argument->getType()) &&
         !is<StringLiteral>(Node<Expr>(argument->IgnoreParenImpCasts()));
}

bool is_unchecked(Node<Expr> argument, QualType parameter) {
  if (is<CXXDefaultArgExpr>(argument)) {
    return false;
  }
  if (is_iterator(parameter)) {
    return true;
  }
  return is_raw_pointer(parameter) &&
         !is<StringLiteral>(Node<Expr>(argument->IgnoreParenImpCasts()));
}

/// `T exchange(T&, U)` for a T that is a pointer, and addressof, which is the & of any object:
/// nothing unchecked is in them.
bool passes_pointer_on(Node<FunctionDecl> callee) {
  if (callee->getDeclName().isIdentifier() && callee->getName() == "addressof") {
    return true;
  }
  Node<FunctionDecl> pattern = callee->getTemplateInstantiationPattern();
  return pattern && !is<CXXMethodDecl>(callee) && pattern->getReturnType()->isDependentType() &&
         !pattern->getReturnType()->isPointerType();
}

void check_operator(Node<CXXOperatorCallExpr> call, Sink& sink) {
  if (call->getOperator() != OO_Arrow && call->getNumArgs() != 0 &&
      is_iterator(Node(call->getArg(0))->getType())) {
    sink.report(
        {"iterator", call->getBeginLoc(),
         "unchecked iterator outside range-for; use an index, a Span or a range algorithm"});
  }
}

void check_arguments(Node<CallExpr> call, Node<FunctionDecl> callee, Sink& sink) {
  const unsigned count = std::min(callee->getNumParams(), call->getNumArgs());
  for (unsigned i = 0; i < count; ++i) {
    if (is_unchecked(call->getArg(i), Node(callee->getParamDecl(i))->getType())) {
      sink.report({"std-raw", call->getBeginLoc(),
                   "library function '" + callee->getNameAsString() +
                       "' takes raw pointers or bare iterators; use the form for ranges or spans"});
      return;
    }
  }
}

}  // namespace

void check_library_call(Node<CallExpr> call, Sink& sink) {
  Node callee = call->getDirectCallee();
  if (call->isTypeDependent() || !callee || !is_foreign(callee) || callee->isExternC()) {
    return;
  }
  if (auto operation = as<CXXOperatorCallExpr>(call)) {
    check_operator(operation, sink);
  } else if (is_std(callee) && is_raw_pointer(callee->getReturnType()) &&
             !passes_pointer_on(callee)) {
    sink.report({"std-raw", call->getBeginLoc(),
                 "standard-library function '" + callee->getNameAsString() +
                     "' gives a raw pointer; use a Span, a reference or the object itself"});
  } else {
    check_arguments(call, callee, sink);
  }
}

void check_library_construction(Node<CXXConstructExpr> construction, Sink& sink) {
  Node constructor = construction->getConstructor();
  Node<CXXRecordDecl> record = constructor->getParent();
  if (!is_foreign(record) || constructor->isCopyOrMoveConstructor()) {
    return;
  }
  for (Node<Expr> argument : construction->arguments()) {
    if (is_plain_pointer(argument)) {
      sink.report({"std-raw", construction->getBeginLoc(),
                   "constructing '" + record->getNameAsString() +
                       "' from a raw pointer; use an owner, array or range"});
      return;
    }
  }
}

}  // namespace ferrule::checker::rules
