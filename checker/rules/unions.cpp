// SPDX-License-Identifier: Apache-2.0 OR MIT
// A union does not know which of its members is alive. The few that Option and Result are made of
// state their invariant.
#include "checker/ast/marks.hpp"
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {

void check_union(Node<CXXRecordDecl> record, bool in_template, Sink& sink) {
  if (!record->isUnion() || !record->isThisDeclarationADefinition() || record->isImplicit()) {
    return;
  }
  const SourceLocation at = record->getLocation();
  if (auto invariant = annotation(record, kUnsafeUnion)) {
    const unsigned lines =
        sink.origins().line(record->getEndLoc()) - sink.origins().line(record->getBeginLoc()) + 1;
    sink.declare(at,
                 {"union", record->getQualifiedNameAsString(), *invariant, lines, in_template, {}},
                 "union");
  } else if (!record->isDependentType()) {
    sink.report(
        {"union", at,
         "union; use Option, Result or Either, or state its invariant with FERRULE_UNSAFE_UNION"});
  }
}

void check_union_access(Node<MemberExpr> expression, Sink& sink) {
  auto field = as<FieldDecl>(Node<ValueDecl>(expression->getMemberDecl()));
  if (field && Node(field->getParent())->isUnion()) {
    sink.report({"union", expression->getMemberLoc(),
                 "access to a member of a union; use Option, Result or Either"});
  }
}

}  // namespace ferrule::checker::rules
