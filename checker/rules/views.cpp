// SPDX-License-Identifier: Apache-2.0 OR MIT
// References and views are second class: who stores or returns one says so in its declaration. Whether the declaration is
// true is the flow pass's question.
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

/// A field that borrows only because an argument of the template does: T, Option<T>, Vec<T>. The instantiated class is then
/// a view by itself (see is_view), and the author of the template has nothing to declare.
bool borrows_by_argument(Node<FieldDecl> field) {
  auto pattern = pattern_of(field);
  if (!pattern || !pattern->getType()->isDependentType()) {
    return false;
  }
  QualType type = pattern->getType();
  if (type->isReferenceType() || type->isPointerType()) {
    return false;
  }
  Node specialisation = type->getAs<TemplateSpecializationType>();
  Node<TemplateDecl> named = specialisation ? specialisation->getTemplateName().getAsTemplateDecl() : nullptr;
  auto record = as<CXXRecordDecl>(Node<NamedDecl>(named ? named->getTemplatedDecl() : nullptr));
  return !record || !is_marked_view(record);
}

/// Owners hold their memory by a private raw pointer, and so do handles into what lives for ever.
bool may_hold_pointer(Node<FieldDecl> field, Node<CXXRecordDecl> parent) {
  return field->getAccess() == AS_private && field->getType()->isPointerType() &&
         (is_marked_owner(parent) || is_marked(parent, kStaticLifetime));
}

bool is_assignment_or_step(Node<FunctionDecl> function) {
  auto method = as<CXXMethodDecl>(function);
  return method && (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator() ||
                    method->getOverloadedOperator() == OO_PlusPlus ||
                    method->getOverloadedOperator() == OO_MinusMinus);
}

}  // namespace

void check_field_view(Node<FieldDecl> field, Sink& sink) {
  auto parent = as<CXXRecordDecl>(Node<RecordDecl>(field->getParent()));
  if (!parent || !is_view(field->getType()) || is_marked_view(parent) || may_hold_pointer(field, parent) ||
      borrows_by_argument(field)) {
    return;
  }
  sink.report({"field-view", field->getLocation(),
               "field '" + field->getNameAsString() + "' borrows; mark its class FERRULE_VIEW, or own the data"});
}

void check_returned_view(Node<FunctionDecl> function, Sink& sink) {
  QualType type = function->getReturnType();
  if (!is_view(type) || type->isFunctionPointerType() || type->isVoidPointerType() || function->isExternC() ||
      is_marked(function, kStaticLifetime) || Node<FunctionDecl>(function->getFirstDecl()) != function) {
    return;
  }
  if (!names_a_source(function) && !is_assignment_or_step(function)) {
    sink.report({"return-unbound", function->getLocation(),
                 "'" + function->getNameAsString() +
                     "' returns a reference or view; mark what it comes from FERRULE_LIFETIMEBOUND"});
  }
}

void check_override(Node<CXXMethodDecl> method, Sink& sink) {
  if (!is_marked(method, kUnsafeFn)) {
    return;
  }
  for (Node<CXXMethodDecl> overridden : method->overridden_methods()) {
    if (!is_marked(overridden, kUnsafeFn)) {
      sink.report({"override", method->getLocation(),
                   "unsafe override of a safe virtual function; callers of the base cannot know the contract"});
    }
  }
}

}  // namespace ferrule::checker::rules
