// SPDX-License-Identifier: Apache-2.0 OR MIT
// Raw pointers may be held, passed and compared for equality. Nothing may be reached through them.
#include "checker/ast/types.hpp"
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {
namespace {

bool is_this(Node<Expr> expression) {
  return is<CXXThisExpr>(Node<Expr>(expression->IgnoreParenImpCasts()));
}

constexpr auto kArithmetic = "arithmetic on a raw pointer; take parts of a Span instead";

/// A constant index inside a C array of known size needs no check at run time.
bool is_in_bounds(Node<ArraySubscriptExpr> expression, const ASTContext& context) {
  Node<Expr> base = Node(expression->getBase())->IgnoreParenImpCasts();
  Node array = context.getAsConstantArrayType(base->getType());
  Node<Expr> index = expression->getIdx();
  if (!array || index->isValueDependent()) {
    return false;
  }
  auto value = index->getIntegerConstantExpr(context);
  return value && !value->isNegative() && value->getZExtValue() < array->getZExtSize();
}

}  // namespace

void check_unary(Node<UnaryOperator> expression, Sink& sink) {
  Node<Expr> operand = expression->getSubExpr();
  if (!is_raw_pointer(operand->getType())) {
    return;
  }
  if (expression->getOpcode() == UO_Deref && !is_this(operand)) {
    sink.report({"ptr-deref", expression->getOperatorLoc(),
                 "dereference of a raw pointer; use a reference, a Span or an Option<T&>"});
  }
  if (expression->isIncrementDecrementOp()) {
    sink.report({"ptr-arith", expression->getOperatorLoc(), kArithmetic});
  }
}

namespace {

/// The name of a member, not null: a template argument, a constant.
bool is_known_member(Node<Expr> pointer, const ASTContext& context) {
  if (pointer->isValueDependent()) {
    return true;
  }
  Expr::EvalResult known;
  return pointer->EvaluateAsRValue(known, context) && known.Val.isMemberPointer() &&
         Node<ValueDecl>(known.Val.getMemberPointerDecl());
}

}  // namespace

void check_binary(Node<BinaryOperator> expression, Sink& sink) {
  SourceLocation at = expression->getOperatorLoc();
  if (expression->getOpcode() == BO_PtrMemD &&
      Node(expression->getRHS())->getType()->isMemberDataPointerType() &&
      !is_known_member(expression->getRHS(), sink.context())) {
    sink.report({"ptr-deref", at,
                 "the pointer to a member may be null; give it as a template argument, or take a "
                 "callable"});
  }
  if (expression->getOpcode() == BO_PtrMemI) {
    sink.report(
        {"ptr-deref", at, "pointer to member through a raw pointer; use a reference and .*"});
  }
  if (!is_raw_pointer(Node(expression->getLHS())->getType()) &&
      !is_raw_pointer(Node(expression->getRHS())->getType())) {
    return;
  }
  const BinaryOperatorKind kind = expression->getOpcode();
  if (expression->isAdditiveOp() || kind == BO_AddAssign || kind == BO_SubAssign) {
    sink.report({"ptr-arith", at, kArithmetic});
  }
  if (expression->isRelationalOp()) {
    sink.report({"ptr-arith", at, "order of raw pointers; compare indices instead"});
  }
}

void check_subscript(Node<ArraySubscriptExpr> expression, Sink& sink) {
  if (!expression->isTypeDependent() && !is_in_bounds(expression, sink.context())) {
    sink.report({"subscript", expression->getRBracketLoc(),
                 "unchecked subscript of a raw pointer or C array; use an Array or a Span"});
  }
}

void check_decay(Node<ImplicitCastExpr> cast, bool is_subscripted, Sink& sink) {
  if (cast->getCastKind() != CK_ArrayToPointerDecay || is_subscripted) {
    return;
  }
  if (!is<StringLiteral, PredefinedExpr>(Node<Expr>(Node(cast->getSubExpr())->IgnoreParens()))) {
    sink.report({"decay", cast->getBeginLoc(),
                 "the array decays to a raw pointer and loses its bound; use an Array or a Span"});
  }
}

namespace {

/// The address of something that is named here: &x, std::addressof(x).
bool is_address(Node<Expr> pointer) {
  Node<Expr> inner = pointer->IgnoreParenImpCasts();
  if (auto unary = as<UnaryOperator>(inner)) {
    return unary->getOpcode() == UO_AddrOf;
  }
  auto call = as<CallExpr>(inner);
  Node<FunctionDecl> callee = call ? call->getDirectCallee() : nullptr;
  return callee && is_std(callee) && callee->getNameAsString() == "addressof";
}

}  // namespace

void check_atomic(Node<AtomicExpr> expression, Sink& sink) {
  const ASTContext& context = sink.context();
  const QualType value = Node(expression->getPtr())->getType()->getPointeeType();
  for (Node<Stmt> child : expression->children()) {
    auto operand = as<Expr>(child);
    if (operand && is_raw_pointer(operand->getType()) && !is_address(operand) &&
        !context.hasSameUnqualifiedType(operand->getType(), value)) {
      sink.report({"ptr-deref", operand->getBeginLoc(),
                   "atomic access through a raw pointer; use an Atomic, or name the object"});
    }
  }
}

void check_arrow(Node<MemberExpr> expression, Sink& sink) {
  Node<Expr> base = Node(expression->getBase())->IgnoreParenImpCasts();
  if (!expression->isArrow() || is<CXXThisExpr>(base)) {
    return;
  }
  auto call = as<CXXOperatorCallExpr>(base);
  if (!call || call->getOperator() != OO_Arrow) {
    sink.report({"ptr-deref", expression->getOperatorLoc(),
                 "member access through a raw pointer; use a reference or an Option<T&>"});
  }
}

}  // namespace ferrule::checker::rules
