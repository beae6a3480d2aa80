// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/adversarial/protected_part.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/reader.hpp"

namespace ferrule::testing {
namespace {

constexpr usize kHeader = 5;
constexpr u8 kMajorVersion = 3;

/// Puts contents of the same kind together, under a header that cannot be taken for content.
class Parts {
 public:
  void add(Content content, bool is_protected, Bytes bytes) {
    const u8 kind = static_cast<u8>(static_cast<u8>(content) | (is_protected ? 0x80U : 0U));
    if (kind != last_ || content != Content::Handshake) {
      end_run();
      last_ = kind;
      joined_.push_back(kind);
    }
    for (const u8 byte : bytes) {
      run_.push_back(byte);
    }
  }
  void add_raw(Bytes bytes) { add(Content{0}, false, bytes); }
  [[nodiscard]] std::vector<u8> finish() {
    end_run();
    return joined_;
  }

 private:
  std::vector<u8> joined_;
  std::vector<u8> run_;
  u8 last_ = 0;

  void end_run() {
    for (const u8 byte : run_) {
      joined_.push_back(byte);
    }
    for (usize length = run_.size(), i = 0; i < 4; ++i, length >>= 8U) {
      joined_.push_back(static_cast<u8>(length));
    }
    run_.clear();
  }
};

bool is_dummy(Content content, Bytes payload) {
  return content == Content::ChangeCipherSpec && payload.size() == 1 && payload[0] == 1;
}

}  // namespace

std::vector<u8> protected_part(Bytes stream) {
  Parts parts;
  while (!stream.empty()) {
    if (stream.size() < kHeader || stream[1] != kMajorVersion) {
      parts.add_raw(stream);
      break;
    }
    const auto content = static_cast<Content>(u8{stream[0]});
    const usize length = usize{stream[3]} << 8U | stream[4];
    if (stream.size() - kHeader < length) {
      parts.add_raw(stream);
      break;
    }
    const Bytes payload = stream.subspan(kHeader, length);
    if (content == Content::ApplicationData) {
      parts.add(content, true, stream.first(kHeader + length));
    } else if (!is_dummy(content, payload)) {
      parts.add(content, false, payload);
    }
    stream = stream.subspan(kHeader + length);
  }
  return parts.finish();
}

std::vector<u8> protected_part(const Flight& flight) {
  Parts parts;
  for (const SentMessage& message : flight) {
    if (message.is_protected || !is_dummy(message.content, message.bytes)) {
      parts.add(message.content, message.is_protected, message.bytes);
    }
  }
  return parts.finish();
}

}  // namespace ferrule::testing
