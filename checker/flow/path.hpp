// SPDX-License-Identifier: Apache-2.0 OR MIT
// Places, and loans on them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "checker/ast/node.hpp"

namespace ferrule::checker::flow {

/// A place: a variable, `this` or a temporary, and the fields that lead into it.
struct Path {
  enum class Root { Variable, This, Temporary };

  Root root = Root::Variable;
  Node<VarDecl> variable;
  std::vector<Node<FieldDecl>> fields;

  static Path of(Node<VarDecl> variable) { return {Root::Variable, variable, {}}; }
  static Path of_this() { return {Root::This, {}, {}}; }
  static Path of_temporary() { return {Root::Temporary, {}, {}}; }

  friend bool operator==(const Path& a, const Path& b) = default;
  friend bool operator<(const Path& a, const Path& b) {
    return std::tie(a.root, a.variable, a.fields) < std::tie(b.root, b.variable, b.fields);
  }
  /// Is one of them a part of the other, or the same?
  bool overlaps(const Path& other) const;
  std::string name() const;
};

/// What a view may point at. Depth 0 is the place itself, depth n + 1 what is reached through n + 1
/// owners: for a vector v of vectors, v is depth 0, v[0] depth 1, and a view into v[0]'s memory
/// depth 2. An opaque loan stands for whatever the caller's view in `path` points at.
struct Loan {
  Path path;
  unsigned depth = 0;
  bool opaque = false;

  friend bool operator==(const Loan& a, const Loan& b) = default;
  friend bool operator<(const Loan& a, const Loan& b) {
    return std::tie(a.path, a.depth, a.opaque) < std::tie(b.path, b.depth, b.opaque);
  }
};
using Loans = std::set<Loan>;

void add(Loans& to, const Loans& from);
/// The same, behind one more owner.
Loans deepened(const Loans& loans);
/// The same, as loans on what the places hold.
Loan made_opaque(Loan loan);

}  // namespace ferrule::checker::flow
