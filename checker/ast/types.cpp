// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/ast/types.hpp"

#include <set>

#include "checker/ast/marks.hpp"
#include "checker/ast/names.hpp"

namespace ferrule::checker {
namespace {

/// Views of other libraries: they carry no mark, so their names must do.
constexpr Names<30> kForeignViews = {"span",
                                     "basic_string_view",
                                     "reference_wrapper",
                                     "initializer_list",
                                     "__normal_iterator",
                                     "__wrap_iter",
                                     "__bounded_iter",
                                     "mdspan",
                                     "subrange",
                                     "_Bit_reference",
                                     "any",
                                     "function",
                                     "move_only_function",
                                     "StringRef",
                                     "ArrayRef",
                                     "MutableArrayRef",
                                     "Twine",
                                     "function_ref",
                                     "const_buffer",
                                     "mutable_buffer",
                                     "const_buffers_1",
                                     "mutable_buffers_1",
                                     "buffers_iterator",
                                     "iterator_range",
                                     "packaged_task",
                                     "_Bind",
                                     "_Bind_result",
                                     "__bind",
                                     "awaitable",
                                     "coroutine_handle"};

constexpr unsigned kDeepestNesting = 6;

bool is_foreign_view(Node<CXXRecordDecl> record) {
  llvm::StringRef name = record->getName();
  if (name.ends_with("directory_iterator")) {
    return false;  // it keeps the folder open
  }
  return is_one_of(kForeignViews, name) || name.ends_with("iterator") || name.ends_with("_view");
}

/// Decides is_view for one type; remembers the classes on the way, which may contain each other.
class ViewSearch {
 public:
  bool borrows(QualType type) {
    type = type.getNonReferenceType().getCanonicalType();
    if (type->isFunctionPointerType()) {
      return false;
    }
    if (type->isPointerType()) {
      return true;
    }
    if (Node<ArrayType> array = type->getAsArrayTypeUnsafe()) {
      return borrows(array->getElementType());
    }
    auto record = record_of(type);
    return record && seen_.insert(record).second && record_borrows(record);
  }

 private:
  std::set<Node<CXXRecordDecl>> seen_;

  bool record_borrows(Node<CXXRecordDecl> record) {
    if (is_marked_view(record)) {
      return true;
    }
    if (is_marked(record, kStaticLifetime)) {
      return false;
    }
    const bool foreign = is_foreign(record);
    if (foreign && is_foreign_view(record)) {
      return true;
    }
    if (foreign || is_marked_owner(record)) {
      return argument_borrows(record);
    }
    return part_borrows(record);
  }
  /// An owner of views is a view: vector<span<T>>.
  bool argument_borrows(Node<CXXRecordDecl> record) {
    auto specialisation = as<ClassTemplateSpecializationDecl>(record);
    return specialisation && any_borrows(specialisation->getTemplateArgs().asArray());
  }
  bool any_borrows(llvm::ArrayRef<TemplateArgument> arguments) {
    for (const TemplateArgument& argument : arguments) {
      if (argument.getKind() == TemplateArgument::Pack && any_borrows(argument.pack_elements())) {
        return true;
      }
      if (argument.getKind() == TemplateArgument::Type &&
          (argument.getAsType()->isReferenceType() || borrows(argument.getAsType()))) {
        return true;
      }
    }
    return false;
  }
  bool part_borrows(Node<CXXRecordDecl> record) {
    for (Node<FieldDecl> field : record->fields()) {
      if (field->getType()->isReferenceType() || borrows(field->getType())) {
        return true;
      }
    }
    for (const CXXBaseSpecifier& base : record->bases()) {
      if (borrows(base.getType())) {
        return true;
      }
    }
    return false;
  }
};

bool record_needs_initialiser(Node<CXXRecordDecl> record, unsigned depth);

bool needs_initialiser_within(QualType type, unsigned depth) {
  type = type.getCanonicalType();
  if (depth > kDeepestNesting) {
    return false;
  }
  if (Node<ArrayType> array = type->getAsArrayTypeUnsafe()) {
    return array->isConstantArrayType() &&
           needs_initialiser_within(array->getElementType(), depth + 1);
  }
  if (type->isScalarType()) {
    return true;
  }
  auto record = record_of(type);
  return record && record_needs_initialiser(record, depth);
}

bool record_needs_initialiser(Node<CXXRecordDecl> record, unsigned depth) {
  // A constructor somebody wrote is checked where it is written.
  if (record->isLambda() || record->hasUserProvidedDefaultConstructor()) {
    return false;
  }
  for (Node<FieldDecl> field : record->fields()) {
    if (!field->hasInClassInitializer() && !field->isUnnamedBitField() &&
        needs_initialiser_within(field->getType(), depth + 1)) {
      return true;
    }
  }
  for (const CXXBaseSpecifier& base : record->bases()) {
    if (needs_initialiser_within(base.getType(), depth + 1)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_std(Node<Decl> decl) {
  if (!decl) {
    return false;
  }
  Node<DeclContext> context = decl->getDeclContext();
  while (context && !context->isStdNamespace()) {
    context = context->getParent();
  }
  return static_cast<bool>(context);
}

bool is_foreign(Node<Decl> decl) {
  return decl && (is_std(decl) ||
                  decl->getASTContext().getSourceManager().isInSystemHeader(decl->getLocation()));
}

bool is_raw_pointer(QualType type) {
  return type->isPointerType() && !type->isFunctionPointerType();
}

Node<CXXRecordDecl> record_of(QualType type) {
  Node record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return record ? Node<CXXRecordDecl>(record->getDefinition()) : record;
}

QualType pointee_or_self(QualType type) {
  return type->isReferenceType() || type->isPointerType() ? type->getPointeeType() : type;
}

bool is_view(QualType type) {
  if (type.isNull() || type->isDependentType()) {
    return false;
  }
  return type->isReferenceType() || ViewSearch().borrows(type);
}

bool is_owner(QualType type) {
  auto record = record_of(type);
  if (!record) {
    return false;
  }
  if (is_marked_owner(record)) {
    return true;
  }
  if (is_marked_view(record) || record->isLambda() || is_marked(record, kStaticLifetime)) {
    return false;
  }
  if (is_foreign(record)) {
    llvm::StringRef name = record->getName();
    if (name == "optional" || name == "variant" || name == "expected") {
      return true;  // another alternative may take the place of the one referred to
    }
    if (is_foreign_view(record)) {
      return false;
    }
  }
  return record->isUnion() || !record->hasTrivialDestructor();
}

bool is_iterator(QualType type) {
  auto record = record_of(type);
  if (!record || !is_foreign(record)) {
    return false;
  }
  llvm::StringRef name = record->getName();
  const bool grows = name == "back_insert_iterator" || name == "front_insert_iterator";
  return (name.ends_with("iterator") && !grows) || name.ends_with("_iter");
}

bool needs_initialiser(QualType type) { return needs_initialiser_within(type, 0); }

}  // namespace ferrule::checker
