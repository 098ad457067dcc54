import Foundation

/// A value with its gradient in up to nine parameters: exact Jacobians for the test problems, from
/// the model's formula written once.
struct Dual {
  var value: Double
  var gradient: [Double]

  /// The parameter with this index.
  static func parameter(_ value: Double, _ index: Int, of count: Int) -> Dual {
    var gradient = [Double](repeating: 0, count: count)
    gradient[index] = 1
    return Dual(value: value, gradient: gradient)
  }

  fileprivate func mapped(_ value: Double, slope: Double) -> Dual {
    Dual(value: value, gradient: gradient.map { slope * $0 })
  }

  fileprivate func combined(
    _ other: Dual, _ value: Double, _ own: Double, _ others: Double
  ) -> Dual {
    Dual(value: value, gradient: zip(gradient, other.gradient).map { own * $0 + others * $1 })
  }
}

extension Dual {
  static func + (a: Dual, b: Dual) -> Dual { a.combined(b, a.value + b.value, 1, 1) }
  static func + (a: Dual, b: Double) -> Dual { a.mapped(a.value + b, slope: 1) }
  static func + (a: Double, b: Dual) -> Dual { b.mapped(a + b.value, slope: 1) }
  static func - (a: Dual, b: Dual) -> Dual { a.combined(b, a.value - b.value, 1, -1) }
  static func - (a: Dual, b: Double) -> Dual { a.mapped(a.value - b, slope: 1) }
  static func - (a: Double, b: Dual) -> Dual { b.mapped(a - b.value, slope: -1) }
  static func * (a: Dual, b: Dual) -> Dual { a.combined(b, a.value * b.value, b.value, a.value) }
  static func * (a: Dual, b: Double) -> Dual { a.mapped(a.value * b, slope: b) }
  static func * (a: Double, b: Dual) -> Dual { b.mapped(a * b.value, slope: a) }
  static func / (a: Dual, b: Dual) -> Dual {
    a.combined(b, a.value / b.value, 1 / b.value, -a.value / b.value / b.value)
  }
  static func / (a: Dual, b: Double) -> Dual { a.mapped(a.value / b, slope: 1 / b) }
  static func / (a: Double, b: Dual) -> Dual {
    b.mapped(a / b.value, slope: -a / b.value / b.value)
  }
  static prefix func - (a: Dual) -> Dual { a.mapped(-a.value, slope: -1) }

  static func exp(_ a: Dual) -> Dual {
    let value = Foundation.exp(a.value)
    return a.mapped(value, slope: value)
  }
  static func sin(_ a: Dual) -> Dual {
    a.mapped(Foundation.sin(a.value), slope: Foundation.cos(a.value))
  }
  static func cos(_ a: Dual) -> Dual {
    a.mapped(Foundation.cos(a.value), slope: -Foundation.sin(a.value))
  }
  static func arctan(_ a: Dual) -> Dual {
    a.mapped(Foundation.atan(a.value), slope: 1 / (1 + a.value * a.value))
  }
  static func pow(_ a: Dual, _ exponent: Double) -> Dual {
    a.mapped(
      Foundation.pow(a.value, exponent), slope: exponent * Foundation.pow(a.value, exponent - 1))
  }
  static func pow(_ base: Double, _ b: Dual) -> Dual {
    let value = Foundation.pow(base, b.value)
    return b.mapped(value, slope: value * Foundation.log(base))
  }
  static func pow(_ a: Dual, _ b: Dual) -> Dual {
    let value = Foundation.pow(a.value, b.value)
    return a.combined(
      b, value, b.value * Foundation.pow(a.value, b.value - 1), value * Foundation.log(a.value))
  }
}
