// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/get/http_response.hpp"

#include <gtest/gtest.h>

#include "cmd/text_bytes.hpp"

namespace ferrule::cmd {
namespace {

struct Read {
  bool ok = true;
  HttpError error = HttpError::Truncated;
  u32 status = 0;
  std::string body;
  bool complete = false;
};

/// Feeds `text` in pieces of `piece` bytes and then, if asked, the end.
Read read(const std::string& text, usize piece, bool end = true) {
  Read made;
  HttpResponse response;
  Bytes rest = bytes_of(text);
  while (!rest.empty() && made.ok) {
    const usize count = rest.size() < piece ? rest.size() : piece;
    if (auto fed = response.feed(rest.first(count), made.body); !fed) {
      made.ok = false;
      made.error = fed.error();
    }
    rest = rest.subspan(count);
  }
  if (made.ok && end) {
    if (auto fed = response.feed_end(); !fed) {
      made.ok = false;
      made.error = fed.error();
    }
  }
  made.status = response.status();
  made.complete = response.is_complete();
  return made;
}

TEST(HttpResponse, reads_a_body_by_its_length_in_pieces_of_any_size) {
  const std::string text = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello";
  for (usize piece = 1; piece <= text.size(); ++piece) {
    const Read made = read(text, piece);
    EXPECT_TRUE(made.ok);
    EXPECT_EQ(made.status, 200u);
    EXPECT_EQ(made.body, "hello");
  }
}

TEST(HttpResponse, reads_chunks_with_extensions_and_trailers) {
  const std::string text =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: x\r\n\r\n";
  for (usize piece = 1; piece <= text.size(); ++piece) {
    const Read made = read(text, piece);
    EXPECT_TRUE(made.ok);
    EXPECT_EQ(made.body, "hello world");
    EXPECT_TRUE(made.complete);
  }
}

TEST(HttpResponse, reads_a_body_that_ends_with_the_connection) {
  EXPECT_EQ(read("HTTP/1.0 404 Not Found\r\n\r\nnope", 3).body, "nope");
  EXPECT_EQ(read("HTTP/1.0 404 Not Found\r\n\r\nnope", 3).status, 404u);
  EXPECT_FALSE(read("HTTP/1.0 404 Not Found\r\n\r\nnope", 3, false).complete);
}

TEST(HttpResponse, skips_interim_responses) {
  EXPECT_EQ(
      read("HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", 7).status,
      204u);
}

TEST(HttpResponse, tells_a_truncated_response_from_a_complete_one) {
  for (const std::string text :
       {"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello", "HTTP/1.1 200 OK\r\nA: b\r\n", "",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"}) {
    const Read made = read(text, 100);
    EXPECT_FALSE(made.ok) << text;
    EXPECT_EQ(made.error, HttpError::Truncated) << text;
  }
}

struct Refused {
  std::string text;
  HttpError why;
};

TEST(HttpResponse, refuses_what_is_malformed) {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const Refused cases[] = {
      {"SSH-2.0-x\r\n", HttpError::BadStatusLine},
      {"HTTP/1.1 20 OK\r\n", HttpError::BadStatusLine},
      {"HTTP/1.1 2000\r\n", HttpError::BadStatusLine},
      {head + "no colon\r\n", HttpError::BadField},
      {head + "space : x\r\n", HttpError::BadField},
      {head + "Content-Length: 5x\r\n\r\n", HttpError::BadLength},
      {head + "Content-Length: 99999999999999999999999\r\n\r\n", HttpError::BadLength},
      {head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", HttpError::BadLength},
      {head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", HttpError::BadLength},
      {head + "Transfer-Encoding: gzip\r\n\r\n", HttpError::UnknownCoding},
      {head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", HttpError::BadChunk},
      {head + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", HttpError::BadChunk},
      {head + std::string(HttpResponse::kMaxHead, 'a'), HttpError::HeadTooLarge},
  };
  for (const Refused& wrong : cases) {
    const Read made = read(wrong.text, 1000);
    EXPECT_FALSE(made.ok) << wrong.text.substr(0, 80);
    EXPECT_EQ(made.error, wrong.why) << wrong.text.substr(0, 80);
  }
}

}  // namespace
}  // namespace ferrule::cmd
