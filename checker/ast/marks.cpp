// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/ast/marks.hpp"

#include <algorithm>
#include <vector>

#include "clang/AST/TypeLoc.h"

namespace ferrule::checker {
namespace {

std::string trimmed(llvm::StringRef text) { return text.ltrim().str(); }

Node<StringLiteral> first_string(Node<Stmt> statement) {
  if (auto literal = as<StringLiteral>(statement)) {
    return literal;
  }
  for (Node<Stmt> child : statement->children()) {
    if (child) {
      if (auto literal = first_string(child)) {
        return literal;
      }
    }
  }
  return {};
}

std::optional<UnsafeMark> unsafe_block(Node<AttributedStmt> statement) {
  for (Node<Attr> attribute : statement->getAttrs()) {
    auto suppress = as<SuppressAttr>(attribute);
    if (!suppress) {
      continue;
    }
    for (llvm::StringRef text : suppress->diagnosticIdentifiers()) {
      if (text.consume_front("unsafe:")) {
        return UnsafeMark{trimmed(text), statement->getSubStmt()};
      }
    }
  }
  return std::nullopt;
}

/// `(static_cast<void>(UnsafeReason{"why"}), expression)`
std::optional<UnsafeMark> unsafe_expression(Node<BinaryOperator> comma) {
  if (comma->getOpcode() != BO_Comma) {
    return std::nullopt;
  }
  Node<Expr> left = Node(comma->getLHS())->IgnoreParenCasts();
  Node record = left->getType()->getAsCXXRecordDecl();
  if (!record || record->getQualifiedNameAsString() != "ferrule::UnsafeReason") {
    return std::nullopt;
  }
  auto literal = first_string(left);
  return UnsafeMark{literal ? literal->getString().str() : "(reason not spelled here)",
                    comma->getRHS()};
}

}  // namespace

std::optional<std::string> annotation(Node<Decl> decl, std::string_view prefix) {
  if (!decl) {
    return std::nullopt;
  }
  for (Node<AnnotateAttr> attribute : decl->specific_attrs<AnnotateAttr>()) {
    llvm::StringRef text = attribute->getAnnotation();
    if (text.consume_front(prefix)) {
      return trimmed(text);
    }
  }
  return std::nullopt;
}

bool is_marked(Node<Decl> decl, std::string_view mark) {
  return annotation(decl, mark).has_value();
}

bool is_marked_view(Node<CXXRecordDecl> record) { return record->hasAttr<PointerAttr>(); }
bool is_marked_owner(Node<CXXRecordDecl> record) { return record->hasAttr<OwnerAttr>(); }

bool is_inert_pointer(Node<FieldDecl> field) {
  auto parent = as<CXXRecordDecl>(Node<RecordDecl>(field->getParent()));
  return parent && field->getAccess() == AS_private && field->getType()->isPointerType() &&
         (is_marked_owner(parent) || is_marked(parent, kStaticLifetime));
}

namespace {

/// The same parameter in every declaration of its function: a mark on one counts for all.
std::vector<Node<ParmVarDecl>> declarations_of(Node<ParmVarDecl> parameter) {
  std::vector<Node<ParmVarDecl>> all{parameter};
  auto function = as<FunctionDecl>(Node<DeclContext>(parameter->getDeclContext()));
  const unsigned index = parameter->getFunctionScopeIndex();
  if (function) {
    for (Node<FunctionDecl> declaration : function->redecls()) {
      if (index < declaration->getNumParams()) {
        all.push_back(declaration->getParamDecl(index));
      }
    }
  }
  return all;
}

bool this_is_lifetimebound_here(Node<FunctionDecl> function) {
  // The attribute stands after the parameter list, so it is part of the type as written.
  Node<TypeSourceInfo> info = function->getTypeSourceInfo();
  if (!info) {
    return false;
  }
  TypeLoc location = info->getTypeLoc();
  while (auto attributed = location.getAsAdjusted<AttributedTypeLoc>()) {
    if (Node<Attr>(attributed.getAttrAs<LifetimeBoundAttr>())) {
      return true;
    }
    location = attributed.getModifiedLoc();
  }
  return false;
}

}  // namespace

bool is_lifetimebound(Node<ParmVarDecl> parameter) {
  return std::ranges::any_of(declarations_of(parameter), [](Node<ParmVarDecl> declaration) {
    return declaration->hasAttr<LifetimeBoundAttr>();
  });
}

bool is_captured(Node<ParmVarDecl> parameter) {
  return std::ranges::any_of(declarations_of(parameter), [](Node<ParmVarDecl> declaration) {
    return is_marked(declaration, kCaptured);
  });
}

bool this_is_lifetimebound(Node<FunctionDecl> function) {
  for (Node<FunctionDecl> declaration : function->redecls()) {
    if (this_is_lifetimebound_here(declaration)) {
      return true;
    }
  }
  return false;
}

bool names_a_source(Node<FunctionDecl> function) {
  for (Node<ParmVarDecl> parameter : function->parameters()) {
    if (is_lifetimebound(parameter)) {
      return true;
    }
  }
  return this_is_lifetimebound(function);
}

std::optional<UnsafeMark> unsafe_mark(Node<Stmt> statement) {
  if (auto cast = as<ImplicitCastExpr>(
          statement)) {  // the conversion of a marked expression is marked with it
    auto mark = unsafe_mark(Node<Stmt>(Node(cast->getSubExpr())->IgnoreParens()));
    return mark ? std::optional(UnsafeMark{mark->reason, cast}) : std::nullopt;
  }
  if (auto attributed = as<AttributedStmt>(statement)) {
    return unsafe_block(attributed);
  }
  if (auto binary = as<BinaryOperator>(statement)) {
    return unsafe_expression(binary);
  }
  return std::nullopt;
}

}  // namespace ferrule::checker
