// SPDX-License-Identifier: Apache-2.0 OR MIT
// The transfer functions of the flow pass: what one element of the control-flow graph does to the
// state, and which findings it makes.
#pragma once

#include <map>
#include <set>
#include <string>

#include "checker/flow/loans.hpp"
#include "checker/report/sink.hpp"
#include "clang/Analysis/CFG.h"

namespace ferrule::checker::flow {

/// What a closure does to what it captured: it changes places, and keeps views in variables.
struct Effects {
  Loans changes;
  std::map<Node<VarDecl>, Loans> stores;
};
/// The effects of closures, each found once. A closure on the way to its own has none yet.
using KnownEffects = std::map<Node<CXXRecordDecl>, Effects>;

/// What is known of the function before the pass starts, and what holds for all of its steps.
struct FERRULE_VIEW Frame {
  Frame(Node<FunctionDecl> checked, Sink& findings FERRULE_LIFETIMEBOUND,
        KnownEffects& known FERRULE_LIFETIMEBOUND);

  Node<FunctionDecl> function;
  Sink& sink;
  bool is_stable;
  bool is_closure;
  bool reporting = false;  ///< only after the fixpoint is reached
  unsigned long work = 0;
  std::set<Node<DeclRefExpr>> rebound;  ///< names that are assigned to, not read
  KnownEffects& closures;
  Effects effects;  ///< of the function itself, if it is the body of a closure

  void report(Node<Stmt> where, const Finding& finding);
  const Effects& effects_of(Node<CXXRecordDecl> closure) FERRULE_LIFETIMEBOUND;
  /// A variable that a closure captured, or keeps from call to call.
  bool outlives_call(Node<VarDecl> variable) const;
};

class FERRULE_VIEW Step {
 public:
  Step(Frame& frame FERRULE_LIFETIMEBOUND, State& state FERRULE_LIFETIMEBOUND)
      : frame_(frame), state_(state), reader_(frame.sink.context(), state) {}

  void run(const CFGElement& element);
  unsigned work() const { return reader_.steps() + 1; }

 private:
  /// A place that a call may change.
  struct Change {
    Loans places;
    Node<Expr> argument;
  };

  Frame& frame_;
  State& state_;
  LoanReader reader_;

  void run_statement(Node<Stmt> statement);
  // names.cpp: uses of views and owners, declarations, the end of variables
  void use(Node<DeclRefExpr> name);
  void use_view(Node<DeclRefExpr> name, Node<VarDecl> variable);
  void declare(Node<DeclStmt> statement);
  void bind(Node<VarDecl> variable, const Loans& loans, SourceLocation at);
  void end_scope(Node<VarDecl> variable, Node<Stmt> trigger);
  // escapes.cpp: views that go to a place which may outlive what they borrow
  void return_value(Node<ReturnStmt> statement);
  void initialise_field(Node<CXXCtorInitializer> initialiser);
  void escape(Node<Stmt> where, const Loans& loans, SourceLocation at, const std::string& how,
              bool is_return);
  void escape_parameter(Node<Stmt> where, const Loan& loan, SourceLocation at,
                        const std::string& how, bool is_return);
  bool is_outside(const Loan& place) const;
  // calls.cpp: what calls change, and what they may not be given
  void call(Node<CallExpr> call);
  void construct(Node<CXXConstructExpr> construction);
  void move_from(Node<Expr> place, SourceLocation at);
  void call_unknown(const Call& parts, Node<CallExpr> call);
  void call_argument(Node<Expr> argument, SourceLocation at);
  void call_closures(Node<Expr> callee, SourceLocation at);
  void call_closure(Node<CXXRecordDecl> closure, Node<Stmt> where, SourceLocation at);
  bool is_made_here(Node<Expr> object) const;
  std::vector<Change> changes_of(const Call& parts);
  void add_closure_changes(Node<Expr> argument, std::vector<Change>& changes);
  Loans at_call(const Loan& loan);
  Loans at_call(const Loans& loans);
  void check_exclusive(const Call& parts, const std::vector<Change>& changes);
  void check_conflict(const Change& change, Node<Expr> argument, QualType parameter, bool assigns);
  void change(const Loans& places, const Event& event);
  // stores.cpp: views that assignments and calls put somewhere
  void assign(Node<Stmt> where, Node<Expr> to, const Loans& loans);
  void keep(Node<Stmt> where, const Loans& places, const Loans& loans, const std::string& how);
  void keep_in(Node<VarDecl> variable, const Loans& loans, SourceLocation at);
  void leave_closure(Node<Stmt> where, Node<VarDecl> to, const Loans& loans);
  void store_captured(const Call& parts, Node<Stmt> where);
  void store_into_object(const Call& parts, Node<CallExpr> call);
};

/// Runs the pass over the body of a closure without any findings.
Effects effects_of_body(Node<FunctionDecl> body, Sink& sink, KnownEffects& known);

}  // namespace ferrule::checker::flow
