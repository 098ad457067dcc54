internal import CFastFloat

extension Bytes {
  /// Reads the decimal number that begins at an offset, and says where it ends; it ends where it
  /// begins when there is none.
  ///
  /// A number is `[+-] digits [. digits] [(e|E) [+-] digits]` with at least one digit before or
  /// behind the decimal sign. The value is the double nearest to it, ties to even, as `strtod`
  /// gives it: an infinity when it is too large, a zero of its sign when it is too small.
  ///
  /// With at most 19 digits, a value below 2⁵³ without its point, and a power of ten that is
  /// exact, one multiplication or division rounds once and is therefore exact (Clinger 1990).
  /// Everything else goes to fast_float.
  @inline(__always)
  func number(at start: Int, decimal: UInt8) -> (value: Double, end: Int) {
    let negative = self[start] == 0x2D
    let first = negative || self[start] == 0x2B ? start + 1 : start
    var digits: UInt64 = 0
    var offset = readDigits(at: first, into: &digits)
    var digitCount = offset - first
    var exponent = 0
    if self[offset] == decimal {
      let fraction = offset + 1
      offset = readDigits(at: fraction, into: &digits)
      exponent = fraction - offset
      digitCount -= exponent
    }
    if digitCount == 0 { return (0, start) }
    if self[offset] | 0x20 == 0x65 {
      guard let (written, end) = exponentPart(at: offset + 1) else { return (0, start) }
      exponent += written
      offset = end
    }
    if digitCount <= 19, digits <= 1 << 53, -22 <= exponent, exponent <= 22 {
      let size = Double(digits)
      let value =
        exponent < 0 ? size / cff_power_of_ten(-exponent) : size * cff_power_of_ten(exponent)
      return (negative ? -value : value, offset)
    }
    return (slowNumber(in: first..<offset, decimal: decimal, negative: negative), offset)
  }

  /// Appends the digits that begin at an offset to a number and returns where they end. The number
  /// wraps round past 19 digits.
  ///
  /// Eight bytes at a time: runs of digits in a table differ in length from field to field, and a
  /// loop over single digits would end in a mispredicted branch for each.
  @inline(__always)
  private func readDigits(at start: Int, into number: inout UInt64) -> Int {
    var offset = start
    while offset < count {
      let values = word(at: offset) ^ 0x3030_3030_3030_3030
      let others = ((values &+ 0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080
      let length = others.trailingZeroBitCount >> 3
      if length == 0 { break }
      // The digits go to the top, zeros come in below as leading digits.
      var eight = values &<< UInt64(truncatingIfNeeded: 64 - 8 * length)
      eight = eight &* 10 &+ (eight &>> 8)
      let outer = (eight & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
      let inner = ((eight &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
      let value = UInt64(UInt32(truncatingIfNeeded: (outer &+ inner) &>> 32))
      number = number &* cff_integer_power_of_ten(length) &+ value
      offset += length
      if length < 8 { break }
    }
    return offset
  }

  /// The exponent whose sign or first digit is at an offset, and where it ends; nil without digits.
  /// An exponent that is too large for any double stays so, but does not overflow.
  private func exponentPart(at start: Int) -> (exponent: Int, end: Int)? {
    let negative = self[start] == 0x2D
    var offset = negative || self[start] == 0x2B ? start + 1 : start
    let first = offset
    var exponent = 0
    while self[offset] &- 0x30 < 10 {
      exponent = min(exponent * 10 + Int(self[offset] &- 0x30), 1 << 40)
      offset += 1
    }
    return offset == first ? nil : (negative ? -exponent : exponent, offset)
  }

  /// The value of a number without its sign.
  @inline(never)
  private func slowNumber(in range: Range<Int>, decimal: UInt8, negative: Bool) -> Double {
    var value = 0.0
    let length = unsafe withBytes(in: range) { digits in
      unsafe digits.withMemoryRebound(to: CChar.self) { text in
        let end = unsafe text.baseAddress.map { unsafe $0 + text.count }
        return unsafe cff_parse_double(text.baseAddress, end, CChar(bitPattern: decimal), &value)
      }
    }
    assert(length == range.count)
    return negative ? -value : value
  }
}
