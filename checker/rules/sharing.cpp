// SPDX-License-Identifier: Apache-2.0 OR MIT
// What is const stays unchanged, however it is reached.
#include "checker/ast/marks.hpp"
#include "checker/ast/types.hpp"
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {
namespace {

/// `name<T>` of the standard library with a T that is not const.
bool is_mutable_std(QualType type, llvm::StringRef name) {
  auto record =
      as<ClassTemplateSpecializationDecl>(Node(type.getNonReferenceType()->getAsCXXRecordDecl()));
  if (!record || !is_std(record) || record->getName() != name) {
    return false;
  }
  const TemplateArgumentList& arguments = record->getTemplateArgs();
  return arguments.size() != 0 && arguments.get(0).getKind() == TemplateArgument::Type &&
         !arguments.get(0).getAsType().isConstQualified();
}

void check_shared_type(QualType type, SourceLocation at, Sink& sink) {
  if (is_mutable_std(type, "shared_ptr")) {
    sink.report({"shared-mutable", at,
                 "std::shared_ptr to non-const makes mutable aliases; use shared_ptr<const T> or a "
                 "type that locks"});
  }
}

}  // namespace

void check_shared(Node<VarDecl> variable, Sink& sink) {
  check_shared_type(variable->getType(), variable->getLocation(), sink);
}

void check_shared_field(Node<FieldDecl> field, Sink& sink) {
  check_shared_type(field->getType(), field->getLocation(), sink);
  if (is_mutable_std(field->getType(), "unique_ptr")) {
    sink.report({"shallow-const", field->getLocation(),
                 "std::unique_ptr field: const does not reach the object; use Box"});
  }
  if (field->isMutable() && !is_marked(field, kSync)) {
    sink.report({"mutable-field", field->getLocation(),
                 "mutable field '" + field->getNameAsString() +
                     "'; const must mean unchanged, except for what is marked FERRULE_SYNC: it "
                     "guards its own access"});
  }
}

}  // namespace ferrule::checker::rules
