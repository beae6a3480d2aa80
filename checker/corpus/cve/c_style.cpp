// SPDX-License-Identifier: Apache-2.0 OR MIT
// The shapes of known bugs in the C style: each is refused.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "ferrule/core/unsafe.hpp"

using u8 = std::uint8_t; using u16 = std::uint16_t; using u32 = std::uint32_t;

// CVE-2014-0160 (Heartbleed): the peer says how much is copied back to it.
void heartbeat(u8* out, const u8* record) {
  u16 n = static_cast<u16>(record[1] << 8 | record[2]);                    // expect: subscript
  // expect below: call-c ptr-arith
  std::memcpy(out, record + 3, n);
}
// CVE-2014-1266 (goto fail): one jump too many skips the verification.
int verify(int a, int b) {
  int error = 0;
  if ((error = a) != 0) goto fail;                                         // expect: goto
  goto fail;                                                               // expect: goto
  if ((error = b) != 0) goto fail;                                         // expect: goto
fail:
  return error;
}
// CVE-2017-0144 (EternalBlue): a 32-bit size is stored through a 16-bit pointer.
struct List { u32 size; u8 data[1]; };
void shrink(List* list, u32 size) { *(u16*)&list->size = (u16)size; }      // expect: cast ptr-deref
// CVE-2022-3602: one element too many in an array on the stack.
int decode(const u32* in, unsigned n) {
  u32 buffer[4] = {};
  unsigned w = 0;
  for (unsigned i = 0; i < n; ++i) {
    if (w > 4) { return 0; }
    buffer[w++] = in[i];                                                   // expect: subscript
  }
  return 1;
}
// CVE-2021-3156 (sudo): the walk passes the terminator.
void unescape(char* to, const char* from) {
  while (*from) {                                                          // expect: ptr-deref
    // expect below: subscript ptr-arith
    if (from[0] == '\\') { from++; }
    // expect below: ptr-deref ptr-arith
    *to++ = *from++;
  }
}
// CVE-2023-0286: two types of one union are taken for each other.
// expect below: union field-view
union Name { void* other; u32 x400; };
u32 confuse(Name& name) { return name.x400; }                              // expect: union
// CVE-2022-0847 (Dirty Pipe): a flag keeps what was in memory before.
struct PipeBuffer { u32 length = 0; u32 flags; PipeBuffer() {} };          // expect: uninit
// Use after the last reference is dropped.
struct Object { int state = 0; };
int use_after_free(std::unique_ptr<Object> o) {
  Object& r = *o;
  o.reset();
  // expect below: use-after-invalidate
  return r.state;
}
// CVE-2024-1086: one buffer is freed by two owners.
void sink(std::unique_ptr<Object> o);
void twice(std::unique_ptr<Object> o) {
  sink(std::move(o));
  sink(std::move(o));                                                      // expect: use-after-move
}
// A list changes while a cursor stands in it.
struct Peer { int id = 0; std::vector<int> streams; };
void sweep(std::vector<Peer>& peers) {
  // expect below: use-after-invalidate
  for (Peer& peer : peers) {
    if (peer.streams.empty()) { peers.pop_back(); }
  }
}
// A callback outlives the object it was made from.
// expect below: return-unbound
struct Device { int n = 0; auto callback() { return [this] { return n; }; } };
// container_of, and a list whose links point into other objects.
struct Link { Link* next = nullptr; };                                     // expect: field-view
struct Task { int pid = 0; Link link; };                                   // expect: field-view
Task& container_of(Link& l FERRULE_LIFETIMEBOUND) {
  // expect below: cast ptr-arith ptr-deref
  return *reinterpret_cast<Task*>(reinterpret_cast<char*>(&l) - offsetof(Task, link));
}
// CVE-2020-1967: an optional part that is not there.
int signature(const Object* o) { return o->state; }                        // expect: ptr-deref
