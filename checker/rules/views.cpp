// SPDX-License-Identifier: Apache-2.0 OR MIT
// References and views are second class: who stores or returns one says so in its declaration.
// Whether the declaration is true is the flow pass's question.
#include <algorithm>

#include "checker/ast/marks.hpp"
#include "checker/ast/types.hpp"
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {
namespace {

/// The field as the template spells it, for a field of an instantiated class.
Node<FieldDecl> pattern_of(Node<FieldDecl> field) {
  auto record = as<CXXRecordDecl>(Node<RecordDecl>(field->getParent()));
  Node<CXXRecordDecl> pattern = record ? record->getTemplateInstantiationPattern() : nullptr;
  if (!pattern) {
    return {};
  }
  for (Node<FieldDecl> candidate : pattern->fields()) {
    if (candidate->getFieldIndex() == field->getFieldIndex()) {
      return candidate;
    }
  }
  return {};
}

/// A type that borrows only because an argument of the template does: T, Option<T>, Vec<T>. The
/// author of the template has nothing to declare: the instantiated class is a view by itself (see
/// is_view), and a result may hold whatever was given.
bool borrows_by_argument(QualType type) {
  if (!type->isDependentType() || type->isReferenceType() || type->isPointerType()) {
    return false;
  }
  Node specialisation = type->getAs<TemplateSpecializationType>();
  Node<TemplateDecl> named =
      specialisation ? specialisation->getTemplateName().getAsTemplateDecl() : nullptr;
  auto record = as<CXXRecordDecl>(Node<NamedDecl>(named ? named->getTemplatedDecl() : nullptr));
  return !record || !is_marked_view(record);
}

bool is_generic_field(Node<FieldDecl> field) {
  auto pattern = pattern_of(field);
  return pattern && borrows_by_argument(pattern->getType());
}

bool is_generic_result(Node<FunctionDecl> function) {
  Node<FunctionDecl> pattern = function->getTemplateInstantiationPattern();
  return pattern && !function->getReturnType()->isReferenceType() &&
         borrows_by_argument(pattern->getReturnType());
}

/// What a member of a view returns borrows what the view does, unless it is marked to borrow the
/// view itself.
bool passes_on_view(Node<FunctionDecl> function) {
  auto method = as<CXXMethodDecl>(function);
  return method && !method->isStatic() && is_marked_view(method->getParent());
}

/// Operators that give their own object back by convention: a = b, a += b, ++a.
bool returns_object(Node<FunctionDecl> function) {
  const OverloadedOperatorKind kind = function->getOverloadedOperator();
  return is<CXXMethodDecl>(function) && (kind == OO_PlusPlus || kind == OO_MinusMinus ||
                                         CXXOperatorCallExpr::isAssignmentOp(kind));
}

/// A function that is given views and no references to other things passes on what they borrow, as
/// members of views do.
bool is_given_only_views(Node<FunctionDecl> function) {
  auto method = as<CXXMethodDecl>(function);
  if (method && !method->isStatic()) {
    return false;
  }
  bool is_given_view = false;
  for (Node<ParmVarDecl> parameter : function->parameters()) {
    QualType type = parameter->getType();
    if (!is_view(type)) {
      continue;
    }
    auto record = record_of(type);
    if (record && record->isLambda()) {
      continue;  // a callable
    }
    if (type->isPointerType() || !is_view(type.getNonReferenceType())) {
      return false;
    }
    is_given_view = true;
  }
  return is_given_view;
}

}  // namespace

void check_field_view(Node<FieldDecl> field, Sink& sink) {
  auto parent = as<CXXRecordDecl>(Node<RecordDecl>(field->getParent()));
  if (!parent || !is_view(field->getType()) || is_marked_view(parent) || is_inert_pointer(field) ||
      is_generic_field(field)) {
    return;
  }
  sink.report({"field-view", field->getLocation(),
               "field '" + field->getNameAsString() +
                   "' borrows; mark its class FERRULE_VIEW, or own the data"});
}

void check_returned_view(Node<FunctionDecl> function, Sink& sink) {
  QualType type = function->getReturnType();
  if (is<CXXDeductionGuideDecl>(function) || !is_view(type) || type->isFunctionPointerType() ||
      type->isVoidPointerType() || function->isExternC() || is_marked(function, kStaticLifetime) ||
      Node<FunctionDecl>(function->getFirstDecl()) != function) {
    return;
  }
  if (!names_a_source(function) && !returns_object(function) && !passes_on_view(function) &&
      !is_generic_result(function) && !is_given_only_views(function)) {
    sink.report(
        {"return-unbound", function->getLocation(),
         "'" + function->getNameAsString() +
             "' returns a reference or view; mark what it comes from FERRULE_LIFETIMEBOUND"});
  }
}

namespace {

/// What callers of a virtual function cannot know of one that overrides it.
std::string unkept_promise(Node<CXXMethodDecl> method, Node<CXXMethodDecl> base) {
  if (is_marked(method, kUnsafeFn) && !is_marked(base, kUnsafeFn)) {
    return "it is unsafe to call";
  }
  if ((method->hasAttr<RequiresCapabilityAttr>() && !base->hasAttr<RequiresCapabilityAttr>()) ||
      (method->hasAttr<LocksExcludedAttr>() && !base->hasAttr<LocksExcludedAttr>())) {
    return "it may sleep, or asks for another context or lock";
  }
  if (is_marked(base, kStable) && !is_marked(method, kStable)) {
    return "it may end views, as it is not FERRULE_STABLE";
  }
  const bool names = names_a_source(base);
  if (names && this_is_lifetimebound(method) && !this_is_lifetimebound(base)) {
    return "its result borrows from the object";
  }
  for (Node<ParmVarDecl> parameter : method->parameters()) {
    Node<ParmVarDecl> known = base->getParamDecl(parameter->getFunctionScopeIndex());
    if (is_captured(parameter) && !is_captured(known)) {
      return "it keeps '" + parameter->getNameAsString() + "'";
    }
    if (names && is_lifetimebound(parameter) && !is_lifetimebound(known)) {
      return "its result borrows from '" + parameter->getNameAsString() + "'";
    }
  }
  return {};
}

}  // namespace

void check_override(Node<CXXMethodDecl> method, Sink& sink) {
  for (Node<CXXMethodDecl> overridden : method->overridden_methods()) {
    const std::string promise = unkept_promise(method, overridden);
    if (!promise.empty() && !is_foreign(overridden)) {
      sink.report({"override", method->getLocation(),
                   "callers of the virtual function that this overrides cannot know that " +
                       promise + "; mark that one too"});
    }
  }
}

void check_coroutine(Node<FunctionDecl> function, Sink& sink) {
  if (!is<CoroutineBodyStmt>(Node<Stmt>(function->getBody()))) {
    return;
  }
  auto method = as<CXXMethodDecl>(function);
  const bool is_empty_closure = method && Node(method->getParent())->isLambda() &&
                                Node(method->getParent())->capture_size() == 0;
  const bool borrows_object =
      method && !method->isStatic() && !is_empty_closure && !this_is_lifetimebound(function);
  const bool borrows_argument =
      std::ranges::any_of(function->parameters(), [](Node<ParmVarDecl> parameter) {
        return is_view(parameter->getType()) && !is_lifetimebound(parameter);
      });
  if (borrows_object || borrows_argument) {
    sink.report({"return-unbound", function->getLocation(),
                 "the coroutine '" + function->getNameAsString() +
                     "' may go on after its caller; give it values, or mark what it borrows "
                     "FERRULE_LIFETIMEBOUND"});
  }
}

}  // namespace ferrule::checker::rules
