import Activations
import Foundation
import TestSupport
import Testing

/// Values computed with mpmath at 50 digits and more and rounded once, for 62 arguments and eight
/// functions.
@Suite struct GoldenTests {
  struct Number: Decodable {
    /// The correctly rounded result as a hexadecimal floating-point number.
    var hex: String
  }

  struct Point: Decodable {
    var x: Double
    var sigmoid, sigmoid_derivative, log_sigmoid, softplus, tanh: Number
    var gelu_erf, gelu_tanh, elu_a1: Number
  }

  static func points() throws -> [Point] {
    let url = try #require(
      Bundle.module.url(forResource: "activation_golden", withExtension: "json"))
    return try JSONDecoder().decode([Point].self, from: Data(contentsOf: url))
  }

  /// An error of at most 1 ulp leaves at most one double between; GELU may be 3 ulps off.
  @Test func everyGoldenValueIsMet() throws {
    let points = try Self.points()
    #expect(points.count == 62)
    for point in points {
      let x = point.x
      let (sigmoid, slope) = Sigmoid().valueAndSlope(x)
      let results: [(String, Double, Number, UInt64)] = [
        ("sigmoid", sigmoid, point.sigmoid, 1),
        ("sigmoid slope", slope, point.sigmoid_derivative, 1),
        ("log-sigmoid", LogSigmoid().value(x), point.log_sigmoid, 1),
        ("softplus", Softplus().value(x), point.softplus, 1),
        ("tanh", Tanh().value(x), point.tanh, 1),
        ("gelu", GELU().value(x), point.gelu_erf, 3),
        ("gelu-tanh", GELUTanh().value(x), point.gelu_tanh, 1),
        ("elu", ELU().value(x), point.elu_a1, 1),
      ]
      for (name, value, number, allowed) in results {
        let expected = try #require(Double(number.hex), "\(number.hex)")
        #expect(doublesBetween(value, expected) <= allowed, "\(name) at \(x): \(value)")
      }
    }
  }
}
