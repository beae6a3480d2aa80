// SPDX-License-Identifier: Apache-2.0 OR MIT
// What does an expression point at? Reads the loans of places, of values and of what calls return,
// at one point of a function.
#pragma once

#include <map>

#include "checker/flow/callee.hpp"
#include "checker/flow/state.hpp"

namespace ferrule::checker::flow {

/// Answers for one state. Answers are remembered, so a chain of n calls costs n steps and not 2^n.
class FERRULE_VIEW LoanReader {
 public:
  LoanReader(const ASTContext& context FERRULE_LIFETIMEBOUND,
             const State& state FERRULE_LIFETIMEBOUND)
      : context_(context), state_(state) {}

  /// Loans on the storage that a glvalue names.
  Loans of_place(Node<Expr> place);
  /// Loans that a view holds: a prvalue, or what is stored in a glvalue.
  Loans of_value(Node<Expr> value);
  Loans held_by(Node<Expr> place);
  /// Loans that come with an argument, field or element: of what it names and of what it holds.
  Loans of_operand(Node<Expr> operand);
  /// held_by or of_value, as the expression is a glvalue or not.
  Loans of_view(Node<Expr> view);
  /// What the result of a call borrows through one argument.
  Loans through(Node<Expr> argument, QualType parameter, QualType result);

  /// Steps taken so far, for the bound on the work per function.
  unsigned steps() const { return steps_; }

 private:
  enum class Kind { Place, Value };

  const ASTContext& context_;
  const State& state_;
  std::map<std::pair<Kind, Node<Expr>>, Loans> known_;
  unsigned steps_ = 0;

  Loans read_place(Node<Expr> place);
  Loans read_value(Node<Expr> value);

  Loans of_materialized(Node<MaterializeTemporaryExpr> temporary);
  Loans of_name(Node<DeclRefExpr> name);
  Loans of_member(Node<MemberExpr> member);
  Loans of_closure(Node<LambdaExpr> closure);
  Loans of_result(Node<Expr> expression);
  Loans of_indirect_result(const Call& call);
  Loans through_object(Node<Expr> object, QualType result, bool is_lifetimebound_to_object);
  Loans of_pointer_operands(Node<BinaryOperator> operation);
};

/// Is the variable a reference bound to a temporary view whose life it extends (as range-for does)?
bool extends_temporary(Node<VarDecl> variable);

}  // namespace ferrule::checker::flow
