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

/// What is known of the function before the pass starts, and what holds for all of its steps.
struct FERRULE_VIEW Frame {
  Frame(Node<FunctionDecl> checked, Sink& findings FERRULE_LIFETIMEBOUND);

  Node<FunctionDecl> function;
  Sink& sink;
  bool is_stable;
  bool is_closure;
  bool reporting = false;  ///< only after the fixpoint is reached
  unsigned long work = 0;
  std::set<Node<DeclRefExpr>> rebound;  ///< names that are assigned to, not read
  std::map<Node<CXXRecordDecl>, std::set<Node<VarDecl>>> closures;

  void report(Node<Stmt> where, const Finding& finding);
  const std::set<Node<VarDecl>>& changed_by(Node<CXXRecordDecl> closure) FERRULE_LIFETIMEBOUND;
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
  bool is_rooted_outside(Node<Expr> place);
  // calls.cpp: what calls change, and what they may not be given
  void call(Node<CallExpr> call);
  void construct(Node<CXXConstructExpr> construction);
  void move_from(Node<Expr> place, SourceLocation at);
  void call_unknown(const Call& parts, Node<CallExpr> call);
  void call_closure(Node<Expr> callee, SourceLocation at);
  std::vector<Change> changes_of(const Call& parts);
  void add_closure_changes(Node<Expr> argument, std::vector<Change>& changes);
  void check_exclusive(const Call& parts, const std::vector<Change>& changes);
  void check_conflict(const Change& change, Node<Expr> argument, QualType parameter);
  void change(const Loans& places, const Event& event);
  Loans places_of(Node<VarDecl> variable);
  // stores.cpp: views that assignments and calls put somewhere
  void assign(Node<Stmt> where, Node<Expr> to, Node<Expr> from);
  void leave_closure(Node<Stmt> where, Node<VarDecl> to, const Loans& loans);
  void store_captured(const Call& parts);
  void store_into_object(const Call& parts, Node<CallExpr> call);
};

}  // namespace ferrule::checker::flow
