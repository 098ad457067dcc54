/// Reads dates and clock times from the bytes of a field.
struct TimeText {
  private let bytes: Bytes
  private let decimal: UInt8
  private var offset: Int
  private let end: Int

  private init(_ bytes: Bytes, in range: Range<Int>, decimal: DecimalSign) {
    self.bytes = bytes
    self.decimal = decimal.byte
    offset = range.lowerBound
    end = range.upperBound
  }

  /// The seconds of `h:mm` or `h:mm:ss[.fff]`; the hours may exceed 24, as in times elapsed.
  static func clock(in range: Range<Int>, of bytes: Bytes, decimal: DecimalSign) -> Double? {
    var text = TimeText(bytes, in: range, decimal: decimal)
    guard let hours = text.number(digits: 1...6), let rest = text.minutesAndSeconds(), text.isAtEnd
    else { return nil }
    return Double(hours * 3600) + rest
  }

  /// The seconds from 1970-01-01T00:00Z to `yyyy-mm-dd`, on which a `T` or blank and
  /// `hh:mm[:ss[.fff]]` may follow, and on that `Z` or `±hh[[:]mm]`. Without an offset the time is
  /// taken as UTC.
  static func date(in range: Range<Int>, of bytes: Bytes, decimal: DecimalSign) -> Double? {
    // The commonest field that is no date is a number, and soon told apart.
    guard range.count >= 10, bytes[range.lowerBound + 4] == 0x2D else { return nil }
    var text = TimeText(bytes, in: range, decimal: decimal)
    guard let year = text.number(digits: 4...4), text.skip(0x2D),
      let month = text.number(digits: 2...2), text.skip(0x2D),
      let day = text.number(digits: 2...2),
      let days = CalendarDate.daysSince1970(year: year, month: month, day: day)
    else { return nil }
    let midnight = Double(days) * 86_400
    if text.isAtEnd { return midnight }
    guard text.skip(0x54) || text.skip(0x74) || text.skip(0x20),
      let hours = text.number(digits: 2...2), hours < 24, let rest = text.minutesAndSeconds()
    else { return nil }
    text.skipBlanks()
    guard let offset = text.zoneOffset(), text.isAtEnd else { return nil }
    return midnight + (Double(hours * 3600) + rest - offset)
  }

  private var isAtEnd: Bool { offset == end }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard offset < end, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  private mutating func skipBlanks() {
    while skip(0x20) {}
  }

  private mutating func number(digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while offset < end, bytes[offset] &- 0x30 < 10 {
      guard count < digits.upperBound else { return nil }
      value = value * 10 + Int(bytes[offset] &- 0x30)
      count += 1
      offset += 1
    }
    return count >= digits.lowerBound ? value : nil
  }

  /// The seconds of `:mm[:ss[.fff]]`.
  private mutating func minutesAndSeconds() -> Double? {
    guard skip(0x3A), let minutes = number(digits: 2...2), minutes < 60 else { return nil }
    guard skip(0x3A) else { return Double(minutes * 60) }
    let first = offset
    guard let whole = number(digits: 2...2), whole < 60 else { return nil }
    var seconds = Double(whole)
    if offset < end, bytes[offset] == decimal || bytes[offset] == 0x2E {
      let (value, stop) = bytes.number(at: first, decimal: bytes[offset])
      offset += 1
      guard number(digits: 1...18) != nil, offset == stop else { return nil }
      seconds = value
    }
    return Double(minutes * 60) + seconds
  }

  /// The offset from UTC in seconds, 0 where none is written.
  private mutating func zoneOffset() -> Double? {
    if isAtEnd || skip(0x5A) || skip(0x7A) { return 0 }
    let sign: Double
    if skip(0x2B) { sign = 1 } else if skip(0x2D) { sign = -1 } else { return nil }
    let first = offset
    guard let digits = number(digits: 2...4) else { return nil }
    var (hours, minutes) = (digits, 0)
    switch offset - first {
    case 4: (hours, minutes) = (digits / 100, digits % 100)
    case 2 where skip(0x3A):
      guard let written = number(digits: 2...2) else { return nil }
      minutes = written
    case 2: break
    default: return nil
    }
    return hours < 24 && minutes < 60 ? sign * Double(hours * 3600 + minutes * 60) : nil
  }
}
