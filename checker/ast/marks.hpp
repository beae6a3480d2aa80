// SPDX-License-Identifier: Apache-2.0 OR MIT
// Reads the marks of ferrule/core/unsafe.hpp out of the syntax tree.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "checker/ast/node.hpp"

namespace ferrule::checker {

/// Spellings of the marks that are annotations.
inline constexpr std::string_view kUnsafeFn = "unsafe-fn:";
inline constexpr std::string_view kUnsafeUnion = "unsafe-union:";
inline constexpr std::string_view kStable = "stable";
inline constexpr std::string_view kStaticLifetime = "static-lifetime";
inline constexpr std::string_view kCaptured = "captured";
inline constexpr std::string_view kTakenFirst = "taken-first";
inline constexpr std::string_view kSync = "sync";
inline constexpr std::string_view kContiguous = "contiguous:";

/// The text after `prefix` in an annotation of the declaration that starts with it.
std::optional<std::string> annotation(Node<Decl> decl, std::string_view prefix);
bool is_marked(Node<Decl> decl, std::string_view mark);

/// A private raw pointer of an owner, or of a handle into what lives for ever. It is inert: whoever
/// dereferences it gives the reason, which is about the invariant of the class.
bool is_inert_pointer(Node<FieldDecl> field);

bool is_marked_view(Node<CXXRecordDecl> record);
bool is_marked_owner(Node<CXXRecordDecl> record);

/// Does the result borrow from this parameter, from `this`, from anything that is named?
bool is_lifetimebound(Node<ParmVarDecl> parameter);
/// Marked FERRULE_CAPTURED: the callee keeps the argument.
bool is_captured(Node<ParmVarDecl> parameter);
bool this_is_lifetimebound(Node<FunctionDecl> function);
bool names_a_source(Node<FunctionDecl> function);

/// An UNSAFE block or expression.
struct UnsafeMark {
  std::string reason;
  Node<Stmt> body;
};
std::optional<UnsafeMark> unsafe_mark(Node<Stmt> statement);

}  // namespace ferrule::checker
