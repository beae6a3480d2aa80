// SPDX-License-Identifier: Apache-2.0 OR MIT
// Reads an HTTP/1.1 response (RFC 9112) from bytes as they arrive. Knows no connection.
#pragma once

#include <string>
#include <vector>

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

enum class HttpError : u8 {
  HeadTooLarge,  ///< status line and fields take more than kMaxHead bytes
  BadStatusLine,
  BadField,
  BadLength,      ///< Content-Length is no number, or comes twice with different ones
  BadChunk,       ///< a chunk size or its line end is malformed
  UnknownCoding,  ///< a Transfer-Encoding other than chunked
  Truncated,      ///< the connection ended before the response did
};
[[nodiscard]] std::string explain(HttpError error);

struct HttpField {
  std::string name;  ///< in lower case
  std::string value;
};

class HttpResponse {
 public:
  static constexpr usize kMaxHead = 64 * 1024;

  /// Takes more bytes of the response; appends what belongs to the body to `body`.
  Result<void, HttpError> feed(Bytes data, std::string& body);
  /// The peer ended its data properly. An error unless the response is complete, or is delimited
  /// by this end.
  Result<void, HttpError> feed_end();

  [[nodiscard]] bool has_head() const { return state_ > State::Fields; }
  [[nodiscard]] bool is_complete() const { return state_ == State::Done; }
  [[nodiscard]] u32 status() const { return status_; }
  [[nodiscard]] const std::string& reason() const FERRULE_LIFETIMEBOUND { return reason_; }
  [[nodiscard]] const std::vector<HttpField>& fields() const FERRULE_LIFETIMEBOUND {
    return fields_;
  }

 private:
  enum class State : u8 {
    StatusLine,
    Fields,
    BodyByLength,
    BodyUntilEnd,
    ChunkSize,
    ChunkData,
    ChunkEnd,
    Trailers,
    Done,
  };

  State state_ = State::StatusLine;
  std::string line_;
  usize head_size_ = 0;
  u64 left_ = 0;  ///< of the body or of the chunk
  u32 status_ = 0;
  std::string reason_;
  std::vector<HttpField> fields_;

  [[nodiscard]] bool in_lines() const;
  Result<void, HttpError> take_line_byte(char c);
  Result<void, HttpError> take_line(const std::string& line);
  Result<void, HttpError> take_status(const std::string& line);
  Result<void, HttpError> take_field(const std::string& line);
  Result<void, HttpError> begin_body();
  Result<void, HttpError> take_chunk_size(const std::string& line);
  [[nodiscard]] usize take_body(Bytes data, std::string& body);
  void chunk_or_body_done();
};

}  // namespace ferrule::cmd
