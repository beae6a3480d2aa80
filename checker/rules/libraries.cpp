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
  // The algorithms of std::ranges are objects that are called; the object stands first.
  if (is<CXXOperatorCallExpr>(call) &&
      !llvm::StringRef(callee->getQualifiedNameAsString()).starts_with("std::ranges::")) {
    return;
  }
  auto method = as<CXXMethodDecl>(callee);
  const unsigned first = is<CXXOperatorCallExpr>(call) && method && !method->isStatic() ? 1 : 0;
  const unsigned count = std::min(callee->getNumParams(), call->getNumArgs() - first);
  for (unsigned i = 0; i < count; ++i) {
    if (is_unchecked(call->getArg(i + first), Node(callee->getParamDecl(i))->getType())) {
      sink.report({"std-raw", call->getBeginLoc(),
                   "library function '" + callee->getNameAsString() +
                       "' takes raw pointers or bare iterators; use the form for ranges or spans"});
      return;
    }
  }
}

/// make_unique_for_overwrite and its kind leave what they make without a value.
void check_overwritten(Node<CallExpr> call, Node<FunctionDecl> callee, Sink& sink) {
  const std::string name = callee->getNameAsString();
  if (is_std(callee) && (llvm::StringRef(name).ends_with("_for_overwrite") ||
                         llvm::StringRef(name).ends_with("_and_overwrite"))) {
    sink.report({"uninit", call->getBeginLoc(),
                 "'" + name + "' leaves memory without a value; use the form that initialises"});
  }
}

/// Numbers, and aggregates and arrays of them: any bytes are such a value, but for bool.
bool is_numbers_only(QualType type) {
  QualType plain = type.getCanonicalType().getUnqualifiedType();
  if (Node array = plain->getAsArrayTypeUnsafe()) {
    return is_numbers_only(array->getElementType());
  }
  Node<CXXRecordDecl> record = plain->getAsCXXRecordDecl();
  if (!record) {
    return plain->isArithmeticType() && !plain->isBooleanType();
  }
  return record->isAggregate() && !record->isUnion() && record->getNumBases() == 0 &&
         std::ranges::all_of(record->fields(), [](Node<FieldDecl> field) {
           return is_numbers_only(field->getType());
         });
}

/// std::bit_cast makes an object of any class of any bytes, a view of an address that never was.
void check_bit_cast(Node<CallExpr> call, Node<FunctionDecl> callee, Sink& sink) {
  if (!callee->getDeclName().isIdentifier() || callee->getName() != "bit_cast" ||
      callee->getNumParams() != 1) {
    return;
  }
  const QualType from = Node(callee->getParamDecl(0))->getType().getNonReferenceType();
  if (!is_numbers_only(callee->getReturnType()) || !is_numbers_only(from)) {
    sink.report({"cast", call->getBeginLoc(),
                 "std::bit_cast of more than numbers; make the object with its constructor"});
  }
}

}  // namespace

void check_library_call(Node<CallExpr> call, Sink& sink) {
  Node callee = call->getDirectCallee();
  if (call->isTypeDependent() || !callee || !is_foreign(callee) || callee->isExternC()) {
    return;
  }
  check_overwritten(call, callee, sink);
  if (auto operation = as<CXXOperatorCallExpr>(call)) {
    check_operator(operation, sink);
    check_arguments(call, callee, sink);
  } else if (is_std(callee) && is_raw_pointer(callee->getReturnType()) &&
             !passes_pointer_on(callee)) {
    sink.report({"std-raw", call->getBeginLoc(),
                 "standard-library function '" + callee->getNameAsString() +
                     "' gives a raw pointer; use a Span, a reference or the object itself"});
  } else {
    if (is_std(callee)) {
      check_bit_cast(call, callee, sink);
    }
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
