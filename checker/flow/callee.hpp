// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a call says by its signature alone: its object and arguments, and what it may change.
#pragma once

#include <set>
#include <vector>

#include "checker/ast/node.hpp"

namespace ferrule::checker::flow {

/// One argument and the parameter it goes to.
struct Argument {
  Node<Expr> value;
  Node<ParmVarDecl> parameter;
};

/// A call taken apart. `function` is nothing for indirect calls; `object` is what a member function
/// is called on.
struct Call {
  Node<FunctionDecl> function;
  Node<Expr> object;
  std::vector<Node<Expr>> values;

  /// Those arguments that have a parameter.
  std::vector<Argument> arguments() const;
};
Call take_apart(Node<CallExpr> call);
Call take_apart(Node<CXXConstructExpr> construction);

bool is_std_function(Node<FunctionDecl> function, llvm::StringRef name);
bool is_assignment(Node<FunctionDecl> function);
/// Leaves the elements of its object where they are: const, marked FERRULE_STABLE, or known from
/// the standard library.
bool is_stable(Node<FunctionDecl> function);
/// A member function that may move or free what its object owns.
bool changes_object(Node<FunctionDecl> function);
/// A parameter through which the callee may move or free what the argument owns.
bool changes_argument(Node<ParmVarDecl> parameter);

/// May a function keep a view that it is given for this parameter? Those of other libraries may.
/// Ours say so with FERRULE_CAPTURED and are checked to; except that a container of T keeps what it
/// is given as a T.
bool may_keep(Node<FunctionDecl> function, Node<ParmVarDecl> parameter);
bool is_closure(Node<Expr> expression);

/// The variable at the root of `a.b.c`, if nothing is reached through a pointer on the way.
Node<VarDecl> root_variable(Node<Expr> expression);
/// The body of a closure; for `[](auto x) { ... }` one for each type it is called with.
std::vector<Node<FunctionDecl>> bodies_of_closure(Node<CXXRecordDecl> closure);
/// A closure, or those that a template (ScopeGuard<F>) may call for whoever has such an object.
std::set<Node<CXXRecordDecl>> closures_in(QualType type);

}  // namespace ferrule::checker::flow
