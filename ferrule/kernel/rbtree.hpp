// SPDX-License-Identifier: GPL-2.0 OR MIT
// RbTree<K, V>: a map in the order of its keys, the kernel's red-black tree
// (Documentation/core-api/rbtree.rst). A node is made before the tree is locked, so that putting it
// in allocates nothing and may be done under a spinlock:
//
//   TRY(auto node, RbNode<u32, Session>::make(GFP_KERNEL, 7, Session{}));
//   auto replaced = sessions.with([&](Sessions& tree) { return tree.insert(std::move(node)); });
//   sessions.with([&](Sessions& tree) {
//     if (auto session = tree.find(7)) {
//       session->uses += 1;
//     }
//     for (auto entry : tree) {
//       uses += entry.value().uses;
//     }
//   });
//
// What was replaced or removed comes back as a node, which may be used again or ends where the lock
// is not held.
#pragma once

#include <ferrule/bindings.hpp>

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/alloc.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/embeds.hpp"
#include "ferrule/kernel/error.hpp"

namespace ferrule::kernel {

template <typename K, typename V>
class RbTree;

namespace internal {

template <typename K, typename V>
class FERRULE_OWNER RbInner : Embeds<struct rb_node> {
  using Base = Embeds<struct rb_node>;
  friend Base;

 public:
  RbInner(K key_given, V value_given) : key(std::move(key_given)), value(std::move(value_given)) {}

  K key;
  V value;

  using Base::raw;
  FERRULE_UNSAFE_FN("raw is raw() of a live RbInner that is nobody else's to change")
  [[nodiscard]] FERRULE_STATIC_LIFETIME static RbInner& of(const struct rb_node* raw) {
    FERRULE_UNSAFE("the contract above: the object was not made const") {
      return const_cast<RbInner&>(Base::container_of<RbInner>(raw));
    }
  }
};

}  // namespace internal

/// A key and a value that are in no tree.
template <typename K, typename V>
class FERRULE_OWNER RbNode {
  using Inner = internal::RbInner<K, V>;

 public:
  [[nodiscard]] static Result<RbNode> make(SleepingGfp flags, K key, V value) FERRULE_MAY_SLEEP {
    FERRULE_TRY(auto inner, KBox<Inner>::make(flags, std::move(key), std::move(value)));
    return RbNode(std::move(inner));
  }
  [[nodiscard]] static Result<RbNode> make(AtomicGfp flags, K key, V value) {
    FERRULE_TRY(auto inner, KBox<Inner>::make(flags, std::move(key), std::move(value)));
    return RbNode(std::move(inner));
  }

  [[nodiscard]] const K& key() const FERRULE_LIFETIMEBOUND { return inner_->key; }
  [[nodiscard]] const V& value() const FERRULE_LIFETIMEBOUND { return inner_->value; }
  /// While it is in no tree, both may be changed.
  void set(K key, V value) {
    inner_->key = std::move(key);
    inner_->value = std::move(value);
  }
  /// Takes the value out and frees the node.
  [[nodiscard]] V into_value() && {
    V value = std::move(inner_->value);
    const KBox<Inner> ended = std::move(inner_);
    return value;
  }

 private:
  friend class RbTree<K, V>;

  KBox<Inner> inner_;

  explicit RbNode(KBox<Inner> inner) : inner_{std::move(inner)} {}
};

template <typename K, typename V>
class FERRULE_OWNER RbTree {
  using Inner = internal::RbInner<K, V>;

 public:
  using Node = RbNode<K, V>;

  /// A key and its value in the tree. The key stays as it is, which the order depends on.
  template <typename Value>
  class FERRULE_VIEW EntryOf {
   public:
    [[nodiscard]] const K& key() const { return inner_.key; }
    [[nodiscard]] Value& value() const { return inner_.value; }

   private:
    friend class RbTree;

    Inner& inner_;

    explicit EntryOf(Inner& inner FERRULE_LIFETIMEBOUND) : inner_{inner} {}
  };
  using Entry = EntryOf<V>;
  using ConstEntry = EntryOf<const V>;

  /// For range-for: from a lesser key to the next.
  template <typename Value>
  class FERRULE_VIEW IteratorOf {
   public:
    EntryOf<Value> operator*() const {
      FERRULE_UNSAFE("the tree is not changed while it is iterated, and at_ is not its end") {
        return EntryOf<Value>(Inner::of(at_));
      }
    }
    IteratorOf& operator++() FERRULE_LIFETIMEBOUND {
      FERRULE_UNSAFE("the tree is not changed while it is iterated, and at_ is not its end") {
        at_ = rb_next(at_);
      }
      return *this;
    }
    bool operator==(const IteratorOf&) const = default;

   private:
    friend class RbTree;

    struct rb_node* at_;

    explicit IteratorOf(struct rb_node* at FERRULE_LIFETIMEBOUND) : at_{at} {}
  };
  using Iterator = IteratorOf<V>;
  using ConstIterator = IteratorOf<const V>;

  /// The upper part of a tree, for range-for.
  template <typename Value>
  class FERRULE_VIEW Rest {
   public:
    [[nodiscard]] IteratorOf<Value> begin() const { return begin_; }
    [[nodiscard]] IteratorOf<Value> end() const { return IteratorOf<Value>(nullptr); }

   private:
    friend class RbTree;

    IteratorOf<Value> begin_;

    explicit Rest(IteratorOf<Value> begin FERRULE_LIFETIMEBOUND) : begin_{begin} {}
  };

  RbTree() = default;
  RbTree(RbTree&& other) noexcept : root_{other.root_} { other.root_ = {}; }
  RbTree& operator=(RbTree&& other) noexcept {
    RbTree taken(std::move(other));  // which may be inside a value that ends here
    std::swap(root_, taken.root_);
    return *this;
  }
  RbTree(const RbTree&) = delete;
  RbTree& operator=(const RbTree&) = delete;
  ~RbTree() { clear(); }

  [[nodiscard]] bool empty() const { return root_.rb_node == nullptr; }

  /// The node that had this key before, if there was one, comes back. Callable anywhere.
  [[nodiscard]] Option<Node> insert(Node node) {
    const K& key = node.inner_->key;
    FERRULE_UNSAFE("nodes of the tree are alive and its own; the new one is so from now on") {
      struct rb_node* parent = nullptr;
      struct rb_node** link = std::addressof(root_.rb_node);
      while (*link != nullptr) {
        parent = *link;
        const Inner& here = Inner::of(parent);
        if (key < here.key) {
          link = std::addressof(parent->rb_left);
        } else if (here.key < key) {
          link = std::addressof(parent->rb_right);
        } else {
          struct rb_node* const fresh = std::move(node.inner_).into_raw()->raw();
          rb_replace_node(parent, fresh, std::addressof(root_));
          return owner_of(parent);
        }
      }
      struct rb_node* const fresh = std::move(node.inner_).into_raw()->raw();
      ferrule_rb_insert(fresh, parent, link, std::addressof(root_));
    }
    return kNone;
  }
  /// Makes the node and puts it in. What had this key before ends.
  [[nodiscard]] Result<> insert(K key, V value, SleepingGfp flags) FERRULE_MAY_SLEEP {
    FERRULE_TRY(Node node, Node::make(flags, std::move(key), std::move(value)));
    const Option<Node> replaced = insert(std::move(node));
    return ok();
  }
  [[nodiscard]] FERRULE_STABLE Option<V&> find(const K& key) FERRULE_LIFETIMEBOUND {
    return value_of<V>(lookup(key));
  }
  [[nodiscard]] Option<const V&> find(const K& key) const FERRULE_LIFETIMEBOUND {
    return value_of<const V>(lookup(key));
  }
  [[nodiscard]] bool contains(const K& key) const { return lookup(key) != nullptr; }
  /// Takes the key out.
  [[nodiscard]] Option<Node> remove(const K& key) { return take(lookup(key)); }
  /// Takes the least key out.
  [[nodiscard]] Option<Node> pop_first() { return take(first()); }
  void clear() {
    while (pop_first()) {
    }
  }

  [[nodiscard]] FERRULE_STABLE Iterator begin() FERRULE_LIFETIMEBOUND { return Iterator(first()); }
  [[nodiscard]] FERRULE_STABLE Iterator end() FERRULE_LIFETIMEBOUND { return Iterator(nullptr); }
  [[nodiscard]] ConstIterator begin() const FERRULE_LIFETIMEBOUND { return ConstIterator(first()); }
  [[nodiscard]] ConstIterator end() const FERRULE_LIFETIMEBOUND { return ConstIterator(nullptr); }

  /// Those from the first key on that is not less than this one.
  [[nodiscard]] FERRULE_STABLE Rest<V> lower_bound(const K& key) FERRULE_LIFETIMEBOUND {
    return Rest<V>(Iterator(first_from(key)));
  }
  [[nodiscard]] Rest<const V> lower_bound(const K& key) const FERRULE_LIFETIMEBOUND {
    return Rest<const V>(ConstIterator(first_from(key)));
  }

 private:
  struct rb_root root_{};

  [[nodiscard]] FERRULE_STATIC_LIFETIME struct rb_node* first() const {
    FERRULE_UNSAFE("root_ is a whole tree") {
      return rb_first(std::addressof(root_));
    }
  }
  /// The first node whose key is not less, or null.
  [[nodiscard]] FERRULE_STATIC_LIFETIME struct rb_node* first_from(const K& key) const {
    struct rb_node* found = nullptr;
    FERRULE_UNSAFE("every node of the tree is alive, and null ends a branch") {
      struct rb_node* at = root_.rb_node;
      while (at != nullptr) {
        if (Inner::of(at).key < key) {
          at = at->rb_right;
        } else {
          found = std::exchange(at, at->rb_left);
        }
      }
    }
    return found;
  }
  [[nodiscard]] FERRULE_STATIC_LIFETIME struct rb_node* lookup(const K& key) const {
    struct rb_node* const found = first_from(key);
    FERRULE_UNSAFE("first_from() found it in this tree") {
      return found != nullptr && !(key < Inner::of(found).key) ? found : nullptr;
    }
  }
  /// Of a node of this tree, or null.
  template <typename Value>
  [[nodiscard]] FERRULE_STATIC_LIFETIME static Option<Value&> value_of(struct rb_node* node) {
    if (node == nullptr) {
      return kNone;
    }
    FERRULE_UNSAFE("a node of the tree is alive") {
      return Inner::of(node).value;
    }
  }
  FERRULE_UNSAFE_FN("node was in this tree, and is not any more")
  [[nodiscard]] static Node owner_of(struct rb_node* node) {
    FERRULE_UNSAFE("the contract above: insert() got it from a box") {
      return Node(KBox<Inner>::from_raw(std::addressof(Inner::of(node))));
    }
  }
  [[nodiscard]] Option<Node> take(struct rb_node* node) {
    if (node == nullptr) {
      return kNone;
    }
    FERRULE_UNSAFE("first() or lookup() found it in this tree") {
      rb_erase(node, std::addressof(root_));
      return owner_of(node);
    }
  }
};

}  // namespace ferrule::kernel
