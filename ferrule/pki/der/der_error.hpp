// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::pki {

/// Why bytes are not the DER that was expected (ITU-T X.690, 8 to 11).
enum class DerError : u8 {
  Truncated,          ///< the input ends inside an element
  TrailingData,       ///< bytes are left after the last element
  UnexpectedTag,      ///< another element was expected
  HighTagNumber,      ///< a tag of more than one byte, which X.509 never needs
  IndefiniteLength,   ///< allowed in BER, not in DER
  NonMinimalLength,   ///< the length has a shorter form
  LengthTooLarge,     ///< a length of more than four bytes
  EmptyInteger,       ///< an INTEGER without content
  NonMinimalInteger,  ///< an INTEGER with superfluous leading bytes
  NegativeInteger,    ///< an INTEGER below zero where none may be
  IntegerTooLarge,    ///< an INTEGER larger than its use allows
  BadBoolean,         ///< neither 0x00 nor 0xff
  DefaultEncoded,     ///< a DEFAULT value was written out (X.690, 11.5)
  BadBitString,       ///< unused bits that are too many, not zero, or present where none may be
  BadObjectId,        ///< an OBJECT IDENTIFIER that is empty or not minimal
  BadTime,            ///< no date, or not in the form RFC 5280, 4.1.2.5 demands
  EmptySequence,      ///< a SEQUENCE OF without elements where one is the minimum
};

}  // namespace ferrule::pki
