// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/adversarial/flight.hpp"

#include <utility>

#include "ferrule/core/reader.hpp"
#include "ferrule/crypto/aead.hpp"

namespace ferrule::testing {
namespace {

constexpr usize kHandshakeHeader = 4;

struct Record {
  Content content = Content::Handshake;
  bool is_protected = false;
  std::vector<u8> payload;
};

void append(std::vector<u8>& out, Bytes bytes) {
  for (const u8 byte : bytes) {
    out.push_back(byte);
  }
}

/// Strips tag, padding and inner content type (RFC 8446, 5.2 and 5.4).
Record unprotected(Bytes body) {
  Bytes inner = body.first(body.size() - crypto::kAeadTagLength);
  while (!inner.empty() && inner.back() == 0) {
    inner = inner.first(inner.size() - 1);
  }
  Record record{.content = static_cast<Content>(inner.back()), .is_protected = true, .payload = {}};
  append(record.payload, inner.first(inner.size() - 1));
  return record;
}

std::vector<Record> records_of(Bytes sent) {
  std::vector<Record> records;
  Reader reader(sent);
  while (!reader.empty()) {
    const auto content = static_cast<Content>(reader.read_u8().value());
    static_cast<void>(reader.read_u16().value());
    const auto taken = reader.read_vector_u16();
    const Bytes body = *taken;
    if (content == Content::ApplicationData) {
      records.push_back(unprotected(body));
    } else {
      Record record{.content = content, .is_protected = false, .payload = {}};
      append(record.payload, body);
      records.push_back(std::move(record));
    }
  }
  return records;
}

/// Moves the whole handshake messages at the front of `stream` to `flight`.
void take_handshake(std::vector<u8>& stream, bool is_protected, Flight& flight) {
  const Bytes all(stream);
  Reader reader(all);
  while (reader.remaining() >= kHandshakeHeader) {
    Reader peek = reader;
    static_cast<void>(peek.read_u8().value());
    const usize length = kHandshakeHeader + peek.read_u24().value();
    if (reader.remaining() < length) {
      break;
    }
    SentMessage message{.content = Content::Handshake, .is_protected = is_protected, .bytes = {}};
    const auto taken = reader.take(length);
    append(message.bytes, *taken);
    flight.push_back(std::move(message));
  }
  std::vector<u8> rest;
  append(rest, reader.rest());
  stream = std::move(rest);
}

void append_record(std::vector<u8>& out, Content outer, Bytes payload, bool is_protected,
                   Content inner) {
  const usize length = payload.size() + (is_protected ? 1 + crypto::kAeadTagLength : 0);
  out.push_back(static_cast<u8>(outer));
  out.push_back(3);
  out.push_back(3);
  out.push_back(static_cast<u8>(length >> 8));
  out.push_back(static_cast<u8>(length));
  append(out, payload);
  if (is_protected) {
    out.push_back(static_cast<u8>(inner));
    out.resize(out.size() + crypto::kAeadTagLength);
  }
}

}  // namespace

Flight take_apart(Bytes sent) {
  Flight flight;
  std::vector<u8> stream;
  for (const Record& record : records_of(sent)) {
    if (record.content == Content::Handshake) {
      append(stream, record.payload);
      take_handshake(stream, record.is_protected, flight);
    } else {
      flight.push_back({.content = record.content,
                        .is_protected = record.is_protected,
                        .bytes = record.payload});
    }
  }
  return flight;
}

std::vector<u8> put_together(const Flight& flight) {
  std::vector<u8> out;
  for (const SentMessage& message : flight) {
    append_record(out, message.is_protected ? Content::ApplicationData : message.content,
                  message.bytes, message.is_protected, message.content);
  }
  return out;
}

void mend_length(SentMessage& message) {
  const usize length = message.bytes.size() - kHandshakeHeader;
  message.bytes[1] = static_cast<u8>(length >> 16);
  message.bytes[2] = static_cast<u8>(length >> 8);
  message.bytes[3] = static_cast<u8>(length);
}

}  // namespace ferrule::testing
