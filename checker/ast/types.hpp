// SPDX-License-Identifier: Apache-2.0 OR MIT
// What kind of thing a type is to the rules: a view, an owner, something that needs an initialiser.
#pragma once

#include "checker/ast/node.hpp"

namespace ferrule::checker {

/// Declared in the standard library or another library whose headers are system headers.
bool is_foreign(Node<Decl> decl);
bool is_std(Node<Decl> decl);

/// A pointer to an object (not to a function).
bool is_raw_pointer(QualType type);
Node<CXXRecordDecl> record_of(QualType type);
/// What a reference or a raw pointer refers to; any other type itself.
QualType pointee_or_self(QualType type);

/// Borrows: a reference, a raw pointer, a view class, a closure that captures by reference, an
/// aggregate or container of those.
bool is_view(QualType type);
/// A class whose contents may move or die when it is changed.
bool is_owner(QualType type);
/// A class of iterators of a library.
bool is_iterator(QualType type);
/// Default-initialising the type leaves indeterminate bytes.
bool needs_initialiser(QualType type);

}  // namespace ferrule::checker
