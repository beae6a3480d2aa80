// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/get/http_response.hpp"

#include <algorithm>

#include "cmd/text_bytes.hpp"
#include "ferrule/core/try.hpp"

namespace ferrule::cmd {
namespace {

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return text;
}

std::string trimmed(const std::string& text) {
  const usize first = text.find_first_not_of(" \t");
  if (first == std::string::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Digits only, and no overflow.
Option<u64> number(const std::string& text, u64 base) {
  constexpr u64 kLargest = ~u64{0};
  u64 value = 0;
  for (const char c : lower(text)) {
    const bool decimal = c >= '0' && c <= '9';
    const bool hex = base == 16 && c >= 'a' && c <= 'f';
    if (!decimal && !hex) {
      return kNone;
    }
    const auto digit = static_cast<u64>(decimal ? c - '0' : c - 'a' + 10);
    if (value > (kLargest - digit) / base) {
      return kNone;
    }
    value = value * base + digit;
  }
  return text.empty() ? Option<u64>() : Option<u64>(value);
}

}  // namespace

std::string explain(HttpError error) {
  switch (error) {
    case HttpError::HeadTooLarge: return "the response's head is larger than 64 KiB";
    case HttpError::BadStatusLine: return "the response does not start with an HTTP/1 status line";
    case HttpError::BadField: return "a field of the response's head is malformed";
    case HttpError::BadLength: return "the response's Content-Length is malformed";
    case HttpError::BadChunk: return "a chunk of the response is malformed";
    case HttpError::UnknownCoding: return "the response uses an unknown Transfer-Encoding";
    case HttpError::Truncated: return "the connection ended before the response was complete";
  }
  return "the response is malformed";
}

Result<void, HttpError> HttpResponse::feed(Bytes data, std::string& body) {
  while (!data.empty() && state_ != State::Done) {
    usize used = 1;
    if (in_lines()) {
      TRYV(take_line_byte(static_cast<char>(data.front())));
    } else {
      used = take_body(data, body);
    }
    data = data.subspan(used);
  }
  return ok();
}

Result<void, HttpError> HttpResponse::feed_end() {
  if (state_ == State::BodyUntilEnd) {
    state_ = State::Done;
  }
  if (state_ != State::Done) {
    return Err{HttpError::Truncated};
  }
  return ok();
}

bool HttpResponse::in_lines() const {
  return state_ == State::StatusLine || state_ == State::Fields || state_ == State::ChunkSize ||
         state_ == State::ChunkEnd || state_ == State::Trailers;
}

Result<void, HttpError> HttpResponse::take_line_byte(char c) {
  if (++head_size_ > kMaxHead) {
    return Err{HttpError::HeadTooLarge};
  }
  if (c != '\n') {
    line_.push_back(c);
    return ok();
  }
  if (line_.ends_with('\r')) {
    line_.pop_back();
  }
  std::string line;
  line.swap(line_);
  return take_line(line);
}

Result<void, HttpError> HttpResponse::take_line(const std::string& line) {
  switch (state_) {
    case State::StatusLine: return take_status(line);
    case State::Fields:
      if (line.empty()) {
        return begin_body();
      }
      return take_field(line);
    case State::ChunkSize: return take_chunk_size(line);
    case State::ChunkEnd:
      if (!line.empty()) {
        return Err{HttpError::BadChunk};
      }
      head_size_ = 0;
      state_ = State::ChunkSize;
      return ok();
    case State::Trailers:
      if (line.empty()) {
        state_ = State::Done;
      }
      return ok();
    case State::BodyByLength:
    case State::BodyUntilEnd:
    case State::ChunkData:
    case State::Done: break;
  }
  return ok();
}

/// "HTTP/1.1 200 OK" (RFC 9112, 4)
Result<void, HttpError> HttpResponse::take_status(const std::string& line) {
  const bool version = line.starts_with("HTTP/1.1 ") || line.starts_with("HTTP/1.0 ");
  if (!version || line.size() < 12 || (line.size() > 12 && line[12] != ' ')) {
    return Err{HttpError::BadStatusLine};
  }
  const Option<u64> code = number(line.substr(9, 3), 10);
  if (!code || *code < 100 || *code > 599) {
    return Err{HttpError::BadStatusLine};
  }
  status_ = static_cast<u32>(*code);
  reason_ = line.size() > 13 ? line.substr(13) : "";
  state_ = State::Fields;
  return ok();
}

Result<void, HttpError> HttpResponse::take_field(const std::string& line) {
  const usize colon = line.find(':');
  if (colon == std::string::npos || colon == 0 ||
      line.substr(0, colon).find_first_of(" \t") != std::string::npos) {
    return Err{HttpError::BadField};
  }
  fields_.push_back({lower(line.substr(0, colon)), trimmed(line.substr(colon + 1))});
  return ok();
}

/// How the body ends (RFC 9112, 6.3).
Result<void, HttpError> HttpResponse::begin_body() {
  if (status_ < 200) {  // an interim response; the one that was asked for follows
    fields_.clear();
    head_size_ = 0;
    state_ = State::StatusLine;
    return ok();
  }
  if (status_ == 204 || status_ == 304) {
    state_ = State::Done;
    return ok();
  }
  state_ = State::BodyUntilEnd;
  Option<u64> length;
  for (const HttpField& field : fields_) {
    if (field.name == "transfer-encoding") {
      if (lower(field.value) != "chunked") {
        return Err{HttpError::UnknownCoding};
      }
      state_ = State::ChunkSize;
      head_size_ = 0;
    } else if (field.name == "content-length") {
      const Option<u64> value = number(field.value, 10);
      if (!value || (length && *length != *value)) {
        return Err{HttpError::BadLength};
      }
      length = value;
    }
  }
  if (length && state_ == State::ChunkSize) {
    return Err{HttpError::BadLength};  // the two disagree: an attack or a broken server
  }
  if (length) {
    left_ = *length;
    state_ = left_ == 0 ? State::Done : State::BodyByLength;
  }
  return ok();
}

Result<void, HttpError> HttpResponse::take_chunk_size(const std::string& line) {
  const Option<u64> size = number(trimmed(line.substr(0, line.find(';'))), 16);
  if (!size) {
    return Err{HttpError::BadChunk};
  }
  left_ = *size;
  state_ = left_ == 0 ? State::Trailers : State::ChunkData;
  return ok();
}

usize HttpResponse::take_body(Bytes data, std::string& body) {
  const usize count = state_ == State::BodyUntilEnd
                          ? data.size()
                          : static_cast<usize>(std::min<u64>(left_, data.size()));
  body += text_of(data.first(count));
  if (state_ != State::BodyUntilEnd) {
    left_ -= count;
    chunk_or_body_done();
  }
  return count;
}

void HttpResponse::chunk_or_body_done() {
  if (left_ == 0) {
    state_ = state_ == State::ChunkData ? State::ChunkEnd : State::Done;
  }
}

}  // namespace ferrule::cmd
