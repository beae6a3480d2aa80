// SPDX-License-Identifier: Apache-2.0 OR MIT
// Casts that change what the bytes behind a pointer or reference are taken for.
#include "checker/ast/types.hpp"
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {
namespace {

bool reinterprets(CastKind kind) {
  return kind == CK_BitCast || kind == CK_LValueBitCast || kind == CK_LValueToRValueBitCast ||
         kind == CK_IntegralToPointer || kind == CK_PointerToIntegral ||
         kind == CK_ReinterpretMemberPointer;
}

std::string complaint(Node<ExplicitCastExpr> cast) {
  if (is<CXXReinterpretCastExpr>(cast)) {
    return "reinterpret_cast; read and write bytes with Reader and Writer, or std::bit_cast a "
           "value";
  }
  if (is<CXXConstCastExpr>(cast)) {
    return "const_cast; ask for a non-const reference where the object is changed";
  }
  if (is<CStyleCastExpr>(cast) && cast->getCastKind() != CK_ToVoid) {
    return "C-style cast; use static_cast or a constructor";
  }
  if (cast->getCastKind() == CK_BaseToDerived) {
    return "unchecked downcast; keep the derived type, or use Either";
  }
  if (reinterprets(cast->getCastKind())) {
    return "cast that reinterprets a pointer or the bytes of an object";
  }
  return {};
}

}  // namespace

void check_explicit_cast(Node<ExplicitCastExpr> cast, Sink& sink) {
  if (cast->isTypeDependent() || Node(cast->getSubExpr())->isTypeDependent()) {
    return;
  }
  if (std::string message = complaint(cast); !message.empty()) {
    sink.report({"cast", cast->getBeginLoc(), std::move(message)});
  }
}

void check_upcast(Node<ImplicitCastExpr> cast, Sink& sink) {
  const CastKind kind = cast->getCastKind();
  if (kind != CK_DerivedToBase && kind != CK_UncheckedDerivedToBase) {
    return;
  }
  Node<Expr> operand = cast->getSubExpr();
  if (is<CXXThisExpr>(Node<Expr>(operand->IgnoreParenImpCasts()))) {
    return;
  }
  if (is_view(pointee_or_self(operand->getType())) && !is_view(pointee_or_self(cast->getType()))) {
    sink.report({"view-erasure", cast->getBeginLoc(),
                 "converting a view to a base that does not look like one hides what it borrows; "
                 "mark the base "
                 "FERRULE_VIEW"});
  }
}

}  // namespace ferrule::checker::rules
