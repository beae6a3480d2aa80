// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/record/record_test_keys.hpp"

namespace ferrule::tls {
namespace {

using testing::copy_of;

class RecordRoundTrip : public RecordTest {
 protected:
  /// Receives all of `wire` and compares.
  void expect_content(Buffer wire, Bytes expected) {
    MutBytes rest(wire);
    usize at = 0;
    while (!rest.empty()) {
      const auto received = receiver.next(rest);
      ASSERT_TRUE(received.has_value() && received->record.has_value());
      const Bytes content = received->record->content;
      ASSERT_LE(at + content.size(), expected.size());
      ASSERT_TRUE(equal(content, expected.subspan(at, content.size())));
      at += content.size();
      rest = rest.subspan(received->consumed);
    }
    ASSERT_EQ(at, expected.size());
  }
};

TEST_F(RecordRoundTrip, every_size_up_to_a_whole_record) {
  protect();
  const Buffer all = pattern(kMaxFragment);
  for (usize size = 0; size <= kMaxFragment; ++size) {
    const Bytes content = Bytes(all).first(size);
    // Three pieces, cut in places that move with the size.
    const usize cut = size / 3;
    const Array pieces{content.first(cut), content.subspan(cut, cut / 2),
                       content.subspan(cut + cut / 2)};
    Buffer out(sender.output_size(pieces));
    const auto sent = sender.send(content::kApplicationData, pieces, out);
    ASSERT_TRUE(sent.has_value());
    ASSERT_EQ(*sent, kRecordOverhead + size);
    expect_content(std::move(out), content);
  }
}

TEST_F(RecordRoundTrip, every_suite) {
  const Buffer all = pattern(kMaxFragment);
  for (const CipherSuiteRow& row : kCipherSuiteTable) {
    protect(row.suite);
    for (usize size = 0; size <= kMaxFragment; size = size * 3 / 2 + 1) {
      const Bytes content = Bytes(all).first(size);
      expect_content(send(content::kApplicationData, content), content);
    }
  }
}

TEST_F(RecordRoundTrip, unprotected) {
  receiver.start_handshake();
  const Buffer content = pattern(40000);
  const Buffer wire = send(content::kHandshake, content);
  EXPECT_EQ(wire.size(), 40000 + 3 * kRecordHeaderLength);
  expect_content(wire, content);
}

TEST_F(RecordRoundTrip, fragments_are_of_the_size_asked_for) {
  protect();
  ASSERT_TRUE(sender.set_max_fragment(512).has_value());
  const Buffer content = pattern(1300);
  const Buffer wire = send(content::kApplicationData, content);
  EXPECT_EQ(wire.size(), 1300 + 3 * kRecordOverhead);
  expect_content(wire, content);
  EXPECT_TRUE(sender.set_max_fragment(0).error().is(ApiMisuse::BadFragmentSize));
  EXPECT_TRUE(sender.set_max_fragment(kMaxFragment + 1).error().is(ApiMisuse::BadFragmentSize));
}

TEST_F(RecordRoundTrip, padding_hides_the_length) {
  protect();
  ASSERT_TRUE(sender.set_padding_block(256).has_value());
  const Buffer content = pattern(700);
  for (const usize size : {usize{0}, usize{1}, usize{255}, usize{256}, usize{257}, usize{700}}) {
    const Bytes part = Bytes(content).first(size);
    const Buffer wire = send(content::kApplicationData, part);
    EXPECT_EQ((wire.size() - kRecordOverhead) % 256, 0U);
    expect_content(wire, part);
  }
  ASSERT_TRUE(sender.set_padding_block(kMaxFragment).has_value());
  const Buffer wire = send(content::kApplicationData, content);
  EXPECT_EQ(wire.size(), kRecordOverhead + kMaxFragment);
  expect_content(wire, content);
  EXPECT_TRUE(sender.set_padding_block(0).error().is(ApiMisuse::BadPaddingSize));
}

TEST_F(RecordRoundTrip, many_pieces_make_more_records) {
  protect();
  const Buffer content = pattern(100);
  std::vector<Bytes> pieces;
  for (usize i = 0; i < content.size(); ++i) {
    pieces.push_back(Bytes(content).subspan(i, 1));
    pieces.push_back(Bytes());
  }
  Buffer wire(sender.output_size(pieces));
  const auto sent = sender.send(content::kApplicationData, pieces, wire);
  ASSERT_TRUE(sent.has_value());
  EXPECT_EQ(*sent, 100 + 7 * kRecordOverhead);
  expect_content(std::move(wire), content);
}

TEST_F(RecordRoundTrip, content_that_fits_is_the_most_that_fits) {
  protect();
  const Buffer all = pattern(2500);
  for (const usize block : {usize{1}, usize{100}, usize{1000}}) {
    ASSERT_TRUE(sender.set_max_fragment(1000).has_value());
    ASSERT_TRUE(sender.set_padding_block(block).has_value());
    for (usize room = 0; room < 2500; ++room) {
      const usize fits = sender.content_that_fits(room);
      const Array pieces{Bytes(all).first(fits)};
      if (fits > 0) {
        ASSERT_LE(sender.output_size(pieces), room);
      }
      const Array more{Bytes(all).first(fits + 1)};
      ASSERT_GT(sender.output_size(more), room);
    }
  }
}

TEST_F(RecordRoundTrip, nothing_is_sent_when_the_output_is_too_small) {
  protect();
  const Buffer content = pattern(20000);
  const Array pieces{Bytes(content)};
  Buffer out(sender.output_size(pieces) - 1);
  EXPECT_TRUE(
      sender.send(content::kApplicationData, pieces, out).error().is(ApiMisuse::OutputTooSmall));
  expect_content(send(content::kApplicationData, content), content);  // the sequence went not on
}

TEST_F(RecordRoundTrip, nothing_is_allocated_per_record) {
  protect();
  const Buffer content = pattern(kMaxFragment);
  Buffer wire(kRecordOverhead + kMaxFragment);
  const usize before = memory.allocations();
  for (usize size = 1; size <= kMaxFragment; size += 97) {
    const Array pieces{Bytes(content).first(size)};
    const auto sent = sender.send(content::kApplicationData, pieces, wire);
    ASSERT_TRUE(sent.has_value());
    ASSERT_TRUE(receiver.next(MutBytes(wire).first(*sent)).has_value());
  }
  EXPECT_EQ(memory.allocations(), before);
}

}  // namespace
}  // namespace ferrule::tls
