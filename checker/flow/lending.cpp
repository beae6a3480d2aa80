// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/flow/lending.hpp"

#include <algorithm>

#include "checker/ast/marks.hpp"
#include "checker/ast/types.hpp"

namespace ferrule::checker::flow {

bool points_into(QualType result, QualType container) {
  QualType plain = result.getNonReferenceType();
  auto specialisation = as<ClassTemplateSpecializationDecl>(record_of(container));
  const bool is_array = container->isArrayType() ||
                        (specialisation && !is_owner(container) && specialisation->isAggregate());
  if (is_array && !result->isReferenceType()) {
    return is_view(plain) && !is_owner(plain) && !plain->isAggregateType();
  }
  if (!is_owner(container)) {
    return false;
  }
  if (result->isReferenceType() || plain->isPointerType() || !specialisation ||
      !(is_foreign(specialisation) || is_marked_owner(specialisation))) {
    return result->isReferenceType() || plain->isPointerType();
  }
  auto is_element = [&](const TemplateArgument& argument) {
    return argument.getKind() == TemplateArgument::Type &&
           argument.getAsType().getCanonicalType().getUnqualifiedType() ==
               plain.getCanonicalType().getUnqualifiedType();
  };
  return is_view(plain) && !is_owner(plain) &&
         std::ranges::none_of(specialisation->getTemplateArgs().asArray(), is_element);
}

bool holds_references(QualType type) {
  auto specialisation = as<ClassTemplateSpecializationDecl>(record_of(type));
  auto is_reference = [](const TemplateArgument& argument) {
    return argument.getKind() == TemplateArgument::Type && argument.getAsType()->isReferenceType();
  };
  return specialisation && is_foreign(specialisation) &&
         std::ranges::any_of(
             specialisation->getTemplateArgs().asArray(), [&](const TemplateArgument& argument) {
               return argument.getKind() == TemplateArgument::Pack
                          ? std::ranges::any_of(argument.pack_elements(), is_reference)
                          : is_reference(argument);
             });
}

}  // namespace ferrule::checker::flow
