// SPDX-License-Identifier: Apache-2.0 OR MIT
// Dates of certificates (RFC 5280, 4.1.2.5).
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/pki/der/der.hpp"

namespace ferrule::pki {

namespace internal {

/// Days from 1970-01-01 to a date of the Gregorian calendar.
constexpr i64 days_from_civil(i64 year, i64 month, i64 day) {
  // Years are counted from March, so that the leap day is the last day of one.
  const i64 y = month > 2 ? year : year - 1;
  const i64 months_from_march = month > 2 ? month - 3 : month + 9;
  const i64 day_of_year = (153 * months_from_march + 2) / 5 + day - 1;
  const i64 days_to_epoch = 719468;  // from 0000-03-01 to 1970-01-01
  return 365 * y + y / 4 - y / 100 + y / 400 + day_of_year - days_to_epoch;
}

constexpr i64 days_in_month(i64 year, i64 month) {
  if (month == 2) {
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return leap ? 29 : 28;
  }
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// A number written with two decimal digits.
constexpr Result<i64, DerError> two_digits(Bytes text, usize at) {
  const u32 tens = static_cast<u32>(text[at]) - '0';
  const u32 ones = static_cast<u32>(text[at + 1]) - '0';
  if (tens > 9 || ones > 9) {
    return Err{DerError::BadTime};
  }
  return i64{tens} * 10 + ones;
}

}  // namespace internal

/// A UTCTime "YYMMDDHHMMSSZ" (1950 to 2049) or GeneralizedTime "YYYYMMDDHHMMSSZ", in seconds since
/// 1970-01-01 00:00 UTC.
[[nodiscard]] constexpr Result<i64, DerError> read_time(DerReader& reader) {
  FERRULE_TRY(const DerElement element, reader.read_any());
  const Bytes text = element.content;
  const bool is_utc = element.tag == DerTag::UtcTime;
  if (!is_utc && element.tag != DerTag::GeneralizedTime) {
    return Err{DerError::UnexpectedTag};
  }
  if (text.size() != (is_utc ? 13u : 15u) || text.back() != 'Z') {
    return Err{DerError::BadTime};
  }
  usize at = 0;
  i64 century = 0;
  if (!is_utc) {
    FERRULE_TRY(century, internal::two_digits(text, 0));
    at = 2;
  }
  FERRULE_TRY(const i64 short_year, internal::two_digits(text, at));
  FERRULE_TRY(const i64 month, internal::two_digits(text, at + 2));
  FERRULE_TRY(const i64 day, internal::two_digits(text, at + 4));
  FERRULE_TRY(const i64 hour, internal::two_digits(text, at + 6));
  FERRULE_TRY(const i64 minute, internal::two_digits(text, at + 8));
  FERRULE_TRY(const i64 second, internal::two_digits(text, at + 10));
  if (is_utc) {
    century = short_year >= 50 ? 19 : 20;
  }
  const i64 year = century * 100 + short_year;
  if (month < 1 || month > 12 || day < 1 || day > internal::days_in_month(year, month) ||
      hour > 23 || minute > 59 || second > 59) {
    return Err{DerError::BadTime};
  }
  const i64 days = internal::days_from_civil(year, month, day);
  return ((days * 24 + hour) * 60 + minute) * 60 + second;
}

}  // namespace ferrule::pki
