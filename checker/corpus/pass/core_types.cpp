// SPDX-License-Identifier: Apache-2.0 OR MIT
// The core's own types as the library uses them.
#include "ferrule/core/array.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/either.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/core/writer.hpp"

using namespace ferrule;

struct FERRULE_VIEW Message {
  u16 version = 0;
  Bytes body;
  static Result<Message, ReadError> read(Reader& reader) {
    TRY(const u16 version, reader.read_u16());
    TRY(const Bytes body, reader.take(4));
    return Message{version, body};
  }
  void write(Writer& writer) const {
    writer.u16(version);
    writer.prefixed_u16([&](Writer& inner) { inner.bytes(body); });
  }
};
Result<Message, ReadError> parse(Bytes input) {
  Reader reader(input);
  TRY(const Message message, Message::read(reader));
  return message;
}
u8 local_scratch(Writer& writer) {
  Array<u8, 4> scratch{};
  writer.bytes(scratch.span());
  return scratch[0];
}
Result<u8, ReadError> first_of(const ByteVec& v) {
  Reader reader(v);
  TRY(const u8 byte, reader.read_u8());
  return byte;
}
usize taken(Option<ByteVec>& o) {
  auto gone = o.take();
  return gone.has_value() ? gone->size() : 0;
}
u8 again(ByteVec& v) {
  Bytes b = v;
  const u8 x = b[0];
  v.clear();
  b = v;
  return static_cast<u8>(x + b.size());
}
int iterate(Span<const int> numbers) {
  int t = 0;
  for (int x : numbers) {
    t += x;
  }
  return t;
}
class Session {
 public:
  explicit Session(ByteVec buffer) : buffer_(std::move(buffer)) {}
  [[nodiscard]] Bytes pending() const FERRULE_LIFETIMEBOUND { return buffer_; }
  void drop() { buffer_.clear(); }

 private:
  ByteVec buffer_;
};
usize used_then_dropped(Session& s) {
  const usize n = s.pending().size();
  s.drop();
  return n + s.pending().size();
}

// What an owner is given may lie in what it ends: it is taken first.
struct Link {
  Option<Box<Link>> next;
  Vec<Box<Link>> others;
  Either<Vec<Link>, int> either;
  Result<Vec<Link>, ByteVec> result;
};
void pop(Option<Box<Link>>& head) { head = std::move((*head)->next); }
void pop_through(Option<Box<Link>>& head) {
  auto& next = (*head)->next;
  head = std::move(next);
}
void descend(Vec<Box<Link>>& links) { links = std::move(links[0]->others); }
void descend(Box<Link>& link) { link = std::move(link->others[0]); }
void descend(Either<Vec<Link>, int>& way) { way = std::move((*way.as_left())[0].either); }
void descend(Result<Vec<Link>, ByteVec>& way) { way = std::move((*way)[0].result); }
