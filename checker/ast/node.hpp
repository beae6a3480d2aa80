// SPDX-License-Identifier: Apache-2.0 OR MIT
// Node<T>: a handle to a node of the syntax tree. Clang hands nodes out as raw pointers; this is
// the one place that dereferences them.
#pragma once

#include <compare>
#include <functional>

#include "checker/ast/clang.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::checker {

/// A node, or nothing. Reading nothing traps. Nodes live in the ASTContext, which outlives the
/// checker's work on it, so a handle is no borrow.
template <typename T>
class FERRULE_STATIC_LIFETIME Node {
 public:
  Node() = default;
  Node(const T* node) : node_{node} {}
  template <typename U>
    requires std::is_convertible_v<const U*, const T*>
  Node(Node<U> other) : Node{static_cast<const T*>(other.raw())} {}

  explicit operator bool() const { return node_ != nullptr; }
  FERRULE_STATIC_LIFETIME const T* raw() const { return node_; }
  FERRULE_STATIC_LIFETIME const T* operator->() const {
    ensure(node_ != nullptr);
    return node_;
  }
  FERRULE_STATIC_LIFETIME const T& operator*() const {
    ensure(node_ != nullptr);
    UNSAFE("node_ was just checked, and nodes outlive their handles") {
      return *node_;
    }
  }

  friend bool operator==(Node a, Node b) { return a.node_ == b.node_; }
  friend bool operator<(Node a, Node b) { return std::less<const T*>{}(a.node_, b.node_); }

 private:
  const T* node_ = nullptr;
};

/// The node as a `To`, or nothing when it is something else.
template <typename To, typename From>
Node<To> as(Node<From> node) {
  UNSAFE("dyn_cast_or_null reads the kind of a node that is null or alive") {
    return llvm::dyn_cast_or_null<To>(node.raw());
  }
}
template <typename... To, typename From>
bool is(Node<From> node) {
  return node && llvm::isa<To...>(node.raw());
}

}  // namespace ferrule::checker
