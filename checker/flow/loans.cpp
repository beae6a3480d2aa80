// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/flow/loans.hpp"

#include "checker/ast/marks.hpp"
#include "checker/ast/types.hpp"
#include "checker/flow/lending.hpp"

namespace ferrule::checker::flow {
namespace {

constexpr std::size_t kLongestPath = 4;

/// Looks through what changes neither the place nor the value.
Node<Expr> inner(Node<Expr> expression) {
  while (true) {
    expression = expression->IgnoreParens();
    if (auto full = as<FullExpr>(expression)) {
      expression = full->getSubExpr();
    } else if (auto bound = as<CXXBindTemporaryExpr>(expression)) {
      expression = bound->getSubExpr();
    } else if (auto opaque = as<OpaqueValueExpr>(expression);
               opaque && opaque->getSourceExpr() != nullptr) {
      expression = opaque->getSourceExpr();
    } else if (auto replaced = as<SubstNonTypeTemplateParmExpr>(expression)) {
      expression = replaced->getReplacement();
    } else if (auto initialiser = as<CXXDefaultInitExpr>(expression)) {
      expression = initialiser->getExpr();
    } else if (auto argument = as<CXXDefaultArgExpr>(expression)) {
      expression = argument->getExpr();
    } else {
      return expression;
    }
  }
}

/// A member of a view, or of an owner that may hold views.
bool is_marked_method(Node<FunctionDecl> function) {
  auto method = as<CXXMethodDecl>(function);
  return method && !is_foreign(method) && this_is_lifetimebound(method) &&
         (is_marked_view(method->getParent()) || is_marked_owner(method->getParent()));
}

bool is_same_class(const ASTContext& context, QualType a, QualType b) {
  return context.hasSameUnqualifiedType(a, b);
}

bool is_base_of(QualType base, QualType derived) {
  auto from = record_of(derived);
  auto to = record_of(base);
  UNSAFE("both are complete class definitions of the ASTContext") {
    return from && to && from->isDerivedFrom(to.raw());
  }
}

/// Looks through casts that only add const as well.
Node<Expr> without_noop_casts(Node<Expr> expression) {
  expression = inner(expression);
  auto cast = as<CastExpr>(expression);
  return cast && cast->getCastKind() == CK_NoOp ? without_noop_casts(cast->getSubExpr())
                                                : expression;
}

/// A temporary in the range of a loop that only compilers with P2718 (g++-15, clang-19) keep alive
/// until the end of the loop: any but the range itself, and the array of `{1, 2}`.
bool is_kept_for_loop(Node<MaterializeTemporaryExpr> temporary) {
  auto range = as<VarDecl>(Node<ValueDecl>(temporary->getExtendingDecl()));
  if (!range || !range->isImplicit() || temporary->getType()->isArrayType() ||
      !Node<Expr>(range->getInit())) {
    return false;
  }
  Node<Expr> kept = without_noop_casts(range->getInit());
  while (auto member = as<MemberExpr>(kept)) {  // a part keeps the whole
    kept = without_noop_casts(member->getBase());
  }
  return range->getType()->isReferenceType() && !(kept == Node<Expr>(temporary));
}

/// The variable a loan is on, if it is on a variable.
Node<VarDecl> variable_of(const Loan& loan) {
  return loan.path.root == Path::Root::Variable ? loan.path.variable : Node<VarDecl>();
}

}  // namespace

bool extends_temporary(Node<VarDecl> variable) {
  Node<Expr> initialiser = variable->getInit();
  return variable->getType()->isReferenceType() && initialiser &&
         is<MaterializeTemporaryExpr>(without_noop_casts(initialiser));
}

Loans LoanReader::of_place(Node<Expr> place) {
  const auto key = std::pair(Kind::Place, inner(place));
  if (!known_.contains(key)) {
    Loans loans = read_place(key.second);
    known_.emplace(key, std::move(loans));
  }
  return known_.at(key);
}

Loans LoanReader::of_value(Node<Expr> value) {
  const auto key = std::pair(Kind::Value, inner(value));
  if (!known_.contains(key)) {
    Loans loans = read_value(key.second);
    known_.emplace(key, std::move(loans));
  }
  return known_.at(key);
}

Loans LoanReader::read_place(Node<Expr> place) {
  ++steps_;
  if (auto cast = as<CastExpr>(place)) {
    if (!cast->isGLValue()) {
      return of_value(place);
    }
    Node<Expr> operand = cast->getSubExpr();
    return operand->isGLValue() ? of_place(operand) : of_value(operand);
  }
  if (auto temporary = as<MaterializeTemporaryExpr>(place)) {
    return of_materialized(temporary);
  }
  if (auto name = as<DeclRefExpr>(place)) {
    return of_name(name);
  }
  if (auto member = as<MemberExpr>(place)) {
    return of_member(member);
  }
  if (auto unary = as<UnaryOperator>(place)) {
    return unary->getOpcode() == UO_Deref ? of_value(unary->getSubExpr())
                                          : of_place(unary->getSubExpr());
  }
  if (auto subscript = as<ArraySubscriptExpr>(place)) {
    Node<Expr> base = Node(subscript->getBase())->IgnoreParenImpCasts();
    return base->getType()->isArrayType() ? of_place(base) : of_value(subscript->getBase());
  }
  if (auto choice = as<AbstractConditionalOperator>(place)) {
    Loans loans = of_place(choice->getTrueExpr());
    add(loans, of_place(choice->getFalseExpr()));
    return loans;
  }
  if (auto binary = as<BinaryOperator>(place)) {
    return of_place(binary->getOpcode() == BO_Comma ? binary->getRHS() : binary->getLHS());
  }
  if (is<CallExpr>(place)) {
    return of_result(place);
  }
  return place->isGLValue() ? Loans{} : of_value(place);
}

Loans LoanReader::of_materialized(Node<MaterializeTemporaryExpr> temporary) {
  Loans loans;
  if (is_view(temporary->getType())) {
    loans = of_value(temporary->getSubExpr());
  } else if (temporary->getStorageDuration() == SD_FullExpression || is_kept_for_loop(temporary)) {
    loans.insert(Loan{Path::of_temporary()});
  }
  return loans;
}

Loans LoanReader::of_name(Node<DeclRefExpr> name) {
  Node<ValueDecl> decl = name->getDecl();
  if (auto binding = as<BindingDecl>(decl)) {
    Node<Expr> bound = binding->getBinding();
    return bound ? of_place(bound) : Loans{};
  }
  auto variable = as<VarDecl>(decl);
  if (!variable) {
    return {};
  }
  if (variable->getType()->isReferenceType() && state_.views.contains(variable) &&
      (!is<ParmVarDecl>(variable) || is_marked(variable, kTakenFirst))) {
    return state_.loans_of(variable);
  }
  return {Loan{Path::of(variable)}};
}

Loans LoanReader::of_member(Node<MemberExpr> member) {
  auto field = as<FieldDecl>(Node<ValueDecl>(member->getMemberDecl()));
  if (!field) {
    return {};
  }
  Node<Expr> base = member->getBase();
  const Loans outer = member->isArrow() ? of_value(base) : of_place(base);
  Loans loans;
  if (field->getType()->isReferenceType()) {
    // What a local aggregate's reference field refers to is known as the loans of the aggregate.
    bool is_known = false;
    for (const Loan& loan : outer) {
      auto variable = variable_of(loan);
      if (variable && loan.depth == 0 && state_.views.contains(variable)) {
        add(loans, state_.loans_of(variable));
        is_known = true;
      }
    }
    if (is_known) {
      return loans;
    }
  }
  for (Loan loan : outer) {
    if (loan.depth == 0 && !loan.opaque && loan.path.fields.size() < kLongestPath) {
      loan.path.fields.push_back(field);
    }
    loans.insert(std::move(loan));
  }
  return loans;
}

Loans LoanReader::held_by(Node<Expr> place) {
  if (!place->isGLValue()) {
    return of_value(place);
  }
  Node<Expr> plain = without_noop_casts(place);
  if (auto temporary = as<MaterializeTemporaryExpr>(plain)) {
    return of_value(temporary->getSubExpr());
  }
  if (auto name = as<DeclRefExpr>(plain)) {
    auto variable = as<VarDecl>(Node<ValueDecl>(name->getDecl()));
    if (variable && extends_temporary(variable) && state_.views.contains(variable)) {
      return state_.loans_of(variable);
    }
  }
  Loans loans;
  for (const Loan& loan : of_place(place)) {
    auto variable = variable_of(loan);
    if (loan.opaque) {
      loans.insert(loan);
    } else if (variable && !variable->getType()->isReferenceType() &&
               state_.views.contains(variable)) {
      add(loans, state_.loans_of(variable));
    } else if (!variable || !variable->hasGlobalStorage()) {
      loans.insert(made_opaque(loan));
    }
  }
  return loans;
}

Loans LoanReader::read_value(Node<Expr> value) {
  ++steps_;
  if (is<CXXThisExpr>(value)) {
    return {Loan{Path::of_this()}};
  }
  if (auto cast = as<CastExpr>(value)) {
    Node<Expr> operand = cast->getSubExpr();
    if (cast->getCastKind() == CK_LValueToRValue) {
      return held_by(operand);
    }
    return operand->isGLValue() ? of_place(operand) : of_value(operand);
  }
  if (auto unary = as<UnaryOperator>(value)) {
    return unary->getOpcode() == UO_AddrOf ? of_place(unary->getSubExpr())
                                           : of_view(unary->getSubExpr());
  }
  if (auto binary = as<BinaryOperator>(value)) {
    return of_pointer_operands(binary);
  }
  if (auto choice = as<AbstractConditionalOperator>(value)) {
    Loans loans = of_value(choice->getTrueExpr());
    add(loans, of_value(choice->getFalseExpr()));
    return loans;
  }
  if (auto list = as<InitListExpr>(value)) {
    Loans loans;
    for (Node<Expr> element : list->inits()) {
      add(loans, of_operand(element));
    }
    return loans;
  }
  if (auto list = as<CXXParenListInitExpr>(value)) {
    Loans loans;
    for (Node<Expr> element : list->getInitExprs()) {
      add(loans, of_operand(element));
    }
    return loans;
  }
  if (auto list = as<CXXStdInitializerListExpr>(value)) {
    return of_place(list->getSubExpr());
  }
  if (auto closure = as<LambdaExpr>(value)) {
    return of_closure(closure);
  }
  if (is<CallExpr, CXXConstructExpr>(value)) {
    return of_result(value);
  }
  return value->isGLValue() ? held_by(value) : Loans{};
}

Loans LoanReader::of_pointer_operands(Node<BinaryOperator> operation) {
  Loans loans;
  Node<Expr> left = operation->getLHS();
  Node<Expr> right = operation->getRHS();
  if (left->getType()->isPointerType()) {
    loans = of_value(left);
  }
  if (operation->getOpcode() == BO_Comma || right->getType()->isPointerType()) {
    add(loans, of_value(right));
  }
  return loans;
}

Loans LoanReader::of_closure(Node<LambdaExpr> closure) {
  Loans loans;
  auto initialiser = closure->capture_init_begin();
  for (const LambdaCapture& capture : closure->captures()) {
    Node<Expr> captured;
    UNSAFE("a closure has as many initialisers as captures") {
      captured = *initialiser++;
    }
    if (capture.capturesThis()) {
      loans.insert(Loan{Path::of_this()});
    } else if (captured && capture.getCaptureKind() == LCK_ByRef) {
      add(loans, of_place(captured));
    } else if (captured && is_view(captured->getType())) {
      add(loans, of_view(captured));
    }
  }
  return loans;
}

Loans LoanReader::of_view(Node<Expr> view) {
  return view->isGLValue() ? held_by(view) : of_value(view);
}

Loans LoanReader::of_operand(Node<Expr> operand) {
  if (!operand->isGLValue()) {
    return is_view(operand->getType()) ? of_value(operand) : Loans{};
  }
  Loans loans = of_place(operand);
  if (is_view(operand->getType())) {
    add(loans, held_by(operand));
  }
  return loans;
}

Loans LoanReader::through(Node<Expr> argument, QualType parameter, QualType result) {
  if (!parameter->isReferenceType()) {
    return argument->isGLValue() || is_view(argument->getType()) ? of_view(argument) : Loans{};
  }
  QualType referred = parameter.getNonReferenceType();
  if (is_view(referred)) {
    Loans loans = held_by(argument);
    if (points_into(result, referred)) {
      add(loans, deepened(of_place(argument)));
    } else if (result->isReferenceType() || holds_references(result)) {
      add(loans, of_place(argument));
    }
    return loans;
  }
  Loans places = of_place(argument);
  QualType returned = result.getNonReferenceType();
  if (result->isReferenceType() &&
      (is_same_class(context_, returned, referred) || is_base_of(returned, referred))) {
    return places;  // the argument itself comes back
  }
  return is_owner(referred) ? deepened(places) : places;
}

Loans LoanReader::through_object(Node<Expr> object, QualType result,
                                 bool is_lifetimebound_to_object) {
  QualType type = pointee_or_self(object->getType());
  Loans places = object->getType()->isPointerType() ? of_value(object) : of_place(object);
  if (result->isReferenceType() && is_same_class(context_, result.getNonReferenceType(), type)) {
    return places;
  }
  if (!is_view(type)) {
    QualType whole = pointee_or_self(Node(object->IgnoreParenImpCasts())->getType());
    return is_owner(type) || is_owner(whole) ? deepened(places) : places;
  }
  Loans loans = object->getType()->isPointerType() ? Loans{} : of_view(object);
  if (object->getType()->isPointerType()) {
    for (const Loan& loan : places) {
      loans.insert(made_opaque(loan));
    }
  }
  // What is marked borrows the object itself, and not only what is in it.
  if (points_into(result, type) || (is_owner(type) && is_lifetimebound_to_object)) {
    add(loans, deepened(places));
  } else if (is_lifetimebound_to_object) {
    add(loans, places);
  }
  return loans;
}

Loans LoanReader::of_indirect_result(const Call& call) {
  Loans loans;
  for (Node<Expr> argument : call.values) {
    if (is_view(argument->getType()) || argument->isGLValue()) {
      add(loans, of_operand(argument));
    }
  }
  return loans;
}

Loans LoanReader::of_result(Node<Expr> expression) {
  QualType result = expression->getType();
  Call call;
  if (auto construction = as<CXXConstructExpr>(expression)) {
    call = take_apart(construction);
    if (Node(construction->getConstructor())->isCopyOrMoveConstructor() && !call.values.empty()) {
      return of_view(call.values.front());
    }
    if (!is_view(result)) {
      return {};
    }
  } else if (auto plain = as<CallExpr>(expression)) {
    call = take_apart(plain);
    result = plain->getCallReturnType(context_);
  }
  if (!call.function) {
    return of_indirect_result(call);
  }
  if (!is_view(result)) {
    return {};
  }
  if (is_marked(call.function, kStaticLifetime)) {
    return {};
  }
  // Without any mark, everything that is given by reference or view may come back.
  const bool has_source = names_a_source(call.function);
  Loans loans;
  if (call.object && (!has_source || this_is_lifetimebound(call.function))) {
    loans = through_object(call.object, result, is_marked_method(call.function));
  }
  if (call.object && is_foreign(call.function) && !is_std_function(call.function, "value_or")) {
    return loans;  // members of library classes give out parts of their object, not of a key or a
                   // position
  }
  for (const Argument& argument : call.arguments()) {
    QualType parameter = argument.parameter->getType();
    // A view made of an unmarked number has copied it, std::pair<int&, int>(a, 1), and a callable
    // has been called.
    const bool is_library = is_foreign(call.function) && !is_std(call.function);
    QualType given = parameter.getNonReferenceType();
    const bool is_copied =
        !has_source && !result->isReferenceType() && parameter->isReferenceType() &&
        !is_view(given) && is<MaterializeTemporaryExpr>(without_noop_casts(argument.value)) &&
        (given->isScalarType() || is_closure(argument.value) || (is_library && !is_owner(given)));
    if (has_source ? is_lifetimebound(argument.parameter) : is_view(parameter) && !is_copied) {
      add(loans, through(argument.value, parameter, result));
    }
  }
  return loans;
}

}  // namespace ferrule::checker::flow
