// SPDX-License-Identifier: Apache-2.0 OR MIT
// Escapes: a view that is returned or stored may outlive what it borrows, unless the declaration
// says from where it borrows. Here definitions are held to what they declare.
#include "checker/ast/marks.hpp"
#include "checker/ast/types.hpp"
#include "checker/flow/step.hpp"

namespace ferrule::checker::flow {
namespace {

bool is_declared_in(Node<VarDecl> variable, Node<FunctionDecl> function) {
  return Node<DeclContext>(variable->getDeclContext()) == Node<DeclContext>(function);
}

/// Copies and moves hold what the other object of their class held, and callers know.
bool is_from_own_class(Node<FunctionDecl> function, Node<ParmVarDecl> parameter) {
  auto method = as<CXXMethodDecl>(function);
  auto own = method ? record_of(method->getThisType()->getPointeeType()) : Node<CXXRecordDecl>();
  return own && own == record_of(parameter->getType()) &&
         (is<CXXConstructorDecl>(method) || method->getOverloadedOperator() == OO_Equal);
}

/// A constructor without marks: its callers take the object to hold whatever the arguments hold.
bool is_unmarked_view_constructor(Node<FunctionDecl> function) {
  auto constructor = as<CXXConstructorDecl>(function);
  return constructor && !names_a_source(constructor) &&
         is_view(constructor->getThisType()->getPointeeType());
}

/// Does the declaration claim to name every source? Constructors do, as their object is the view.
bool claims_sources(Node<FunctionDecl> function) {
  return is<CXXConstructorDecl>(function) || names_a_source(function);
}

}  // namespace

void Step::return_value(Node<ReturnStmt> statement) {
  Node<Expr> value = statement->getRetValue();
  QualType type = frame_.function->getReturnType();
  if (!value || !is_view(type)) {
    return;
  }
  const Loans loans = type->isReferenceType() ? reader_.of_place(value) : reader_.of_value(value);
  auto marked = unsafe_mark(Node<Stmt>(value->IgnoreParenImpCasts()));
  escape(marked ? marked->body : Node<Stmt>(statement), loans, statement->getReturnLoc(),
         "returned", true);
}

void Step::initialise_field(Node<CXXCtorInitializer> initialiser) {
  Node<FieldDecl> field = initialiser->getAnyMember();
  Node<Expr> value = initialiser->getInit();
  // A base, or the whole object by another constructor, is initialised like a field.
  QualType type = field ? field->getType() : value->getType();
  if (!is_view(type) || (field && is_inert_pointer(field))) {
    return;
  }
  const SourceLocation at = initialiser->getSourceLocation();
  const Loans loans = type->isReferenceType() ? reader_.of_place(value) : reader_.of_value(value);
  Node<Stmt> where = value->IgnoreParenImpCasts();
  if (auto list = as<InitListExpr>(where); list && list->getNumInits() == 1) {
    where = Node(list->getInit(0))->IgnoreParenImpCasts();
  }
  escape(where, loans, at.isValid() ? at : frame_.function->getLocation(), "stored in a field",
         false);
}

void Step::escape(Node<Stmt> where, const Loans& loans, SourceLocation at, const std::string& how,
                  bool is_return) {
  for (const Loan& loan : loans) {
    switch (loan.path.root) {
      case Path::Root::Temporary:
        frame_.report(where, {"dangling", at,
                              "a view of a temporary is " + how +
                                  "; keep the temporary in a variable "
                                  "that lives longer"});
        break;
      case Path::Root::This:
        if (!is_return && !loan.opaque) {
          frame_.report(
              where, {"self-ref", at,
                      "a view into '" + loan.path.name() + "' is " + how +
                          ": the object would dangle when it is copied or moved; store an index"});
        } else if (is_return && !frame_.is_closure && names_a_source(frame_.function) &&
                   !this_is_lifetimebound(frame_.function)) {
          frame_.report(where, {"lifetime-lie", at,
                                "a view into 'this' is " + how +
                                    ", but the function is not marked FERRULE_LIFETIMEBOUND"});
        }
        break;
      case Path::Root::Variable:
        if (auto parameter = as<ParmVarDecl>(loan.path.variable);
            loan.opaque || (parameter && parameter->getType()->isReferenceType())) {
          escape_parameter(where, loan, at, how, is_return);
        } else if (!loan.path.variable->hasGlobalStorage() &&
                   is_declared_in(loan.path.variable, frame_.function)) {
          frame_.report(where, {"dangling", at,
                                "a view into local '" + loan.path.variable->getNameAsString() +
                                    "' is " + how + "; return or store the object itself"});
        }
        break;
    }
  }
}

void Step::escape_parameter(Node<Stmt> where, const Loan& loan, SourceLocation at,
                            const std::string& how, bool is_return) {
  auto parameter = as<ParmVarDecl>(loan.path.variable);
  if (!parameter || is_lifetimebound(parameter) ||
      (loan.opaque && is_from_own_class(frame_.function, parameter)) ||
      !is_declared_in(parameter, frame_.function)) {
    return;
  }
  const std::string view = "a view into '" + parameter->getNameAsString() + "' is " + how;
  if (is_return && claims_sources(frame_.function)) {
    frame_.report(where, {"lifetime-lie", at,
                          view + ", but that parameter is not marked FERRULE_LIFETIMEBOUND"});
  } else if (!is_return && !may_keep(frame_.function, parameter) &&
             !(loan.opaque && is_unmarked_view_constructor(frame_.function))) {
    frame_.report(where, {"lifetime-lie", at,
                          view + ", but that parameter is marked neither FERRULE_LIFETIMEBOUND "
                                 "(constructors) nor FERRULE_CAPTURED"});
  }
}

/// A place that the caller knows: of `this`, of a reference, of what a view was given to show.
bool Step::is_outside(const Loan& place) const {
  auto parameter = as<ParmVarDecl>(place.path.variable);
  return place.path.root == Path::Root::This ||
         (parameter && (place.opaque || parameter->getType()->isReferenceType()) &&
          !frame_.outlives_call(parameter));
}

}  // namespace ferrule::checker::flow
