// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/der_fields.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/try.hpp"

namespace ferrule::crypto {

namespace {

Result<usize, DerError> read_length(Reader& reader) {
  TRY(const u8 first, reader.read_u8());
  if (first < 0x80) {
    return usize{first};
  }
  const usize width = first & 0x7fU;
  if (width == 0 || width > 3) {
    return Err{DerError{}};
  }
  TRY(const Bytes digits, reader.take(width));
  usize length = 0;
  for (const u8 digit : digits) {
    length = length << 8 | digit;
  }
  if (digits[0] == 0 || length < 0x80) {
    return Err{DerError{}};
  }
  return length;
}

}  // namespace

Result<Bytes, DerError> der_element(Reader& reader, u8 tag) {
  TRY(const u8 found, reader.read_u8());
  if (found != tag) {
    return Err{DerError{}};
  }
  TRY(const usize length, read_length(reader));
  TRY(const Bytes contents, reader.take(length));
  return contents;
}

bool der_next_is(const Reader& reader, u8 tag) {
  return !reader.empty() && reader.rest()[0] == tag;
}

Result<Bytes, DerError> der_unsigned(Reader& reader) {
  TRY(const Bytes contents, der_element(reader, kDerInteger));
  if (contents.empty() || contents[0] >= 0x80) {
    return Err{DerError{}};
  }
  if (contents[0] != 0 || contents.size() == 1) {
    return contents;
  }
  if (contents[1] < 0x80) {
    return Err{DerError{}};
  }
  return contents.subspan(1);
}

Result<void, AllocError> der_append(ByteVec& out, u8 tag, Bytes contents) {
  const usize size = contents.size();
  Array<u8, 5> head{{tag}};
  usize used = 1;
  if (size < 0x80) {
    head[used++] = static_cast<u8>(size);
  } else {
    const usize width = size < 0x100 ? 1 : size < 0x10000 ? 2 : 3;
    head[used++] = static_cast<u8>(0x80 | width);
    for (usize i = width; i > 0; --i) {
      head[used++] = static_cast<u8>(size >> (8 * (i - 1)));
    }
  }
  TRYV(out.append(head.span().first(used)));
  return out.append(contents);
}

}  // namespace ferrule::crypto
