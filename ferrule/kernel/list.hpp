// SPDX-License-Identifier: GPL-2.0 OR MIT
// List<P>: a doubly linked list of objects that carry their links, so that putting one in allocates
// nothing and cannot fail for want of memory. P, what owns them, is KBox<T> or Arc<T>:
//
//   struct Request : ListNode<Request> {
//     explicit Request(u64 at) : sector{at} {}
//     u64 sector;
//   };
//
//   List<KBox<Request>> waiting;
//   TRY(auto request, KBox<Request>::make(GFP_KERNEL, 8U));
//   waiting.push_back(std::move(request));
//   for (Request& each : waiting) {
//     each.sector += 1;
//   }
//   Option<KBox<Request>> next = waiting.pop_front();
//
// A cursor changes the list while it goes through it:
//
//   auto cursor = waiting.cursor();
//   while (!cursor.at_end()) {
//     if (cursor->sector % 2 == 0) {
//       KBox<Request> removed = cursor.remove();
//     } else {
//       cursor.next();
//     }
//   }
//
// A T that is in several lists at once is shared (Arc), and has a base for each list, told apart by
// a tag: `ListNode<Request, ByAge>` and `List<Arc<Request>, ByAge>`. The list guards the links.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/option.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/foreign_ownable.hpp"

namespace ferrule::kernel {

template <typename P, typename Tag>
class List;

namespace internal {

/// The links of one list. Only the list that the object is in touches them.
class FERRULE_OWNER ListLinks {
  template <typename, typename>
  friend class ::ferrule::kernel::List;

  ListLinks* next = nullptr;
  ListLinks* previous = nullptr;
  void* owner = nullptr;  // what Foreign<P> made of the owner
};

/// The list of a cursor: by this, a parameter, the checker knows that the cursor borrows.
template <typename L>
struct FERRULE_VIEW HeldList {
  L& list;

  explicit HeldList(L& held FERRULE_LIFETIMEBOUND) : list{held} {}
};

template <typename P>
struct ListElement;
template <typename T>
struct ListElement<KBox<T>> {
  using Object = T;
  using Seen = T;
  static constexpr bool kShared = false;
};
template <typename T>
struct ListElement<Arc<T>> {
  using Object = T;
  using Seen = const T;  // others share it
  static constexpr bool kShared = true;
};

}  // namespace internal

/// Base of what can be in a list.
template <typename T, typename Tag = void>
class ListNode : internal::ListLinks {
 public:
  ListNode(const ListNode&) = delete;
  ListNode& operator=(const ListNode&) = delete;

 protected:
  ListNode() = default;
  ~ListNode() = default;

 private:
  template <typename, typename>
  friend class List;

  Atomic<bool> listed_{false};
};

template <typename P, typename Tag = void>
class FERRULE_OWNER List {
  using Element = internal::ListElement<P>;
  using Object = typename Element::Object;
  using Seen = typename Element::Seen;
  using Node = ListNode<Object, Tag>;
  using Links = internal::ListLinks;

 public:
  /// For range-for. E is the element, const in a list that is.
  template <typename E>
  class FERRULE_VIEW IteratorOf {
   public:
    E& operator*() const {
      FERRULE_UNSAFE("the list is not changed while it is iterated, and at_ is not its end") {
        return object(at_);
      }
    }
    IteratorOf& operator++() FERRULE_LIFETIMEBOUND {
      FERRULE_UNSAFE("the list is not changed while it is iterated, and at_ is not its end") {
        at_ = at_->next;
      }
      return *this;
    }
    bool operator==(const IteratorOf&) const = default;

   private:
    friend class List;

    Links* at_;

    explicit IteratorOf(Links* at FERRULE_LIFETIMEBOUND) : at_{at} {}
  };
  using Iterator = IteratorOf<Seen>;
  using ConstIterator = IteratorOf<const Seen>;

  /// A place in the list: at an element, or behind the last one. To the checker it owns what is in
  /// the list: taking an element out ends the views that the cursor gave.
  template <typename Held>
  class FERRULE_OWNER CursorOf {
   public:
    CursorOf(const CursorOf&) = delete;
    CursorOf& operator=(const CursorOf&) = delete;

    [[nodiscard]] bool at_end() const { return at_ == nullptr; }
    /// The element. Traps at the end.
    FERRULE_STABLE Seen& operator*() const FERRULE_LIFETIMEBOUND { return here(); }
    FERRULE_STABLE Seen* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(here()); }
    /// To the next element, or the end. Traps at the end.
    void next() { at_ = links().next; }
    /// Takes the element out; the cursor is then at the one behind it. Traps at the end.
    [[nodiscard]] P remove() {
      Links* const next = links().next;
      return *list().pop(std::exchange(at_, next));
    }
    /// Puts one in front of the cursor, which stays where it is. False: see push_back().
    bool insert(P owner) { return list().link_before(at_, std::move(owner)); }

   private:
    friend class List;

    Held held_;
    Links* at_;

    CursorOf(List& list FERRULE_LIFETIMEBOUND, Links* at FERRULE_LIFETIMEBOUND)
        : held_(list), at_{at} {}

    [[nodiscard]] List& list() const FERRULE_LIFETIMEBOUND { return held_.list; }
    [[nodiscard]] Links& links() const FERRULE_LIFETIMEBOUND {
      ensure(at_ != nullptr);
      FERRULE_UNSAFE("at_ is an element of the list, which changes through this cursor only") {
        return *at_;
      }
    }
    [[nodiscard]] Seen& here() const FERRULE_LIFETIMEBOUND {
      FERRULE_UNSAFE("links() are those of an element of the list") {
        return object(std::addressof(links()));
      }
    }
  };

  using Cursor = CursorOf<internal::HeldList<List>>;

  List() {
    static_assert(std::is_base_of_v<Node, Object>, "the elements have a base ListNode<T, Tag>");
  }
  List(List&& other) noexcept
      : first_{std::exchange(other.first_, nullptr)}, last_{std::exchange(other.last_, nullptr)} {}
  List& operator=(List&& other) noexcept {
    List taken(std::move(other));  // which may be inside an element that ends here
    std::swap(first_, taken.first_);
    std::swap(last_, taken.last_);
    return *this;
  }
  List(const List&) = delete;
  List& operator=(const List&) = delete;
  ~List() { clear(); }

  [[nodiscard]] bool empty() const { return first_ == nullptr; }

  /// True. But an object that is shared may be in another list of this kind already: it stays
  /// there, this owner is given up, and the answer is false.
  bool push_back(P owner) { return link_before(nullptr, std::move(owner)); }
  bool push_front(P owner) { return link_before(first_, std::move(owner)); }
  [[nodiscard]] Option<P> pop_front() { return pop(first_); }
  [[nodiscard]] Option<P> pop_back() { return pop(last_); }
  /// Moves all of the other list behind this one. Behind itself it stays as it is.
  void append(List&& other) {
    if (other.first_ == nullptr || other.first_ == first_) {
      return;
    }
    FERRULE_UNSAFE("both lists are whole: an element is in one of them, and stays alive there") {
      other.first_->previous = last_;
      (last_ == nullptr ? first_ : last_->next) = other.first_;
    }
    last_ = std::exchange(other.last_, nullptr);
    other.first_ = nullptr;
  }
  void clear() {
    while (pop_front()) {
    }
  }

  /// At the first element.
  [[nodiscard]] Cursor cursor() FERRULE_LIFETIMEBOUND { return Cursor(*this, first_); }

  [[nodiscard]] FERRULE_STABLE Iterator begin() FERRULE_LIFETIMEBOUND { return Iterator(first_); }
  [[nodiscard]] FERRULE_STABLE Iterator end() FERRULE_LIFETIMEBOUND { return Iterator(nullptr); }
  [[nodiscard]] ConstIterator begin() const FERRULE_LIFETIMEBOUND { return ConstIterator(first_); }
  [[nodiscard]] ConstIterator end() const FERRULE_LIFETIMEBOUND { return ConstIterator(nullptr); }

 private:
  Links* first_ = nullptr;
  Links* last_ = nullptr;

  FERRULE_UNSAFE_FN("links are those of an object that is in a list of this type")
  [[nodiscard]] FERRULE_STATIC_LIFETIME static Object& object(Links* links) {
    FERRULE_UNSAFE("the contract above: the links are a base of a Node, and that of an Object") {
      return static_cast<Object&>(static_cast<Node&>(*links));
    }
  }
  /// In front of `place`, or last if that is null.
  bool link_before(Links* place, P owner) {
    FERRULE_UNSAFE("the object is kept alive by its owner, and nobody else touches its links") {
      // What is shared is const, its links are not: they are the list's.
      auto& node = const_cast<Node&>(static_cast<const Node&>(*owner));
      if (Element::kShared && node.listed_.xchg(true)) {
        return false;
      }
      Links& links = node;
      links.next = place;
      links.previous = place == nullptr ? last_ : place->previous;
      (links.previous == nullptr ? first_ : links.previous->next) = std::addressof(links);
      (place == nullptr ? last_ : place->previous) = std::addressof(links);
      links.owner = kernel::into_foreign(std::move(owner));
    }
    return true;
  }
  /// `links` are those of an object that is in this list, or null.
  [[nodiscard]] Option<P> pop(Links* links) {
    if (links == nullptr) {
      return kNone;
    }
    FERRULE_UNSAFE("an object of this list: its owner comes back, and it is in no list") {
      (links->previous == nullptr ? first_ : links->previous->next) = links->next;
      (links->next == nullptr ? last_ : links->next->previous) = links->previous;
      links->next = nullptr;
      links->previous = nullptr;
      void* const owner = std::exchange(links->owner, nullptr);
      if constexpr (Element::kShared) {
        static_cast<Node*>(links)->listed_.store(false, kRelease);
      }
      return from_foreign<P>(owner);
    }
  }
};

}  // namespace ferrule::kernel
