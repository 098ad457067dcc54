extension FloatingPoint {
  /// The value of a finite `Double`. (Not every `Real` type is a `BinaryFloatingPoint`.)
  init(converting x: Double) {
    // An integer below 2^53 times a power of two.
    let integer = Int64((x.significand * 0x1p52).rounded())
    let magnitude = Self(
      sign: .plus, exponent: Exponent(x == 0 ? 0 : x.exponent - 52), significand: Self(integer))
    self.init(signOf: x.sign == .minus ? -1 : 1, magnitudeOf: x == 0 ? 0 : magnitude)
  }
}
