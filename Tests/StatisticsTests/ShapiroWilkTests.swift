import Foundation
import Statistics
import Testing

struct ShapiroWilkTests {
  enum Sample: Sendable {
    case sines
    case squares

    func values(_ count: Int) -> [Double] {
      (1...count).map { i in
        let sum = [2.0, 3, 5, 7].reduce(0) { $0 + sin(Double(i) * $1.squareRoot()) }
        return self == .sines ? sum : sum * sum
      }
    }
  }

  /// R 4.2.2: x <- sin(i*sqrt(2)) + sin(i*sqrt(3)) + sin(i*sqrt(5)) + sin(i*sqrt(7)), i <- 1:n;
  /// shapiro.test(x), and of x^2. SciPy 1.17.1 gives the same to 9 digits.
  @Test(arguments: [
    (Sample.sines, 3, 0.9428009667500795, 0.5387614448170347),
    (.sines, 4, 0.8667661910630873, 0.2851881483841571),
    (.sines, 5, 0.9428226633437868, 0.6859574420213169),
    (.sines, 6, 0.955556007960335, 0.7849205716282849),
    (.sines, 7, 0.9379528982913113, 0.6203563777315542),
    (.sines, 10, 0.9320232730610106, 0.4680859196120448),
    (.sines, 11, 0.9269343393788461, 0.3806782851006297),
    (.sines, 12, 0.9553565024066859, 0.7160670507065707),
    (.sines, 13, 0.9498191546121981, 0.5955520196099959),
    (.sines, 20, 0.9400562753237752, 0.2403685547201548),
    (.sines, 50, 0.9848930209171423, 0.7669956714251296),
    (.sines, 51, 0.9846784627849341, 0.7474234101446207),
    (.sines, 300, 0.9922882746493012, 0.1219150660039258),
    (.sines, 2001, 0.9969633088963648, 0.0005557478794142478),
    (.sines, 5000, 0.9975458459650319, 3.329385284387067e-07),
    (.squares, 3, 0.952257356233693, 0.5793000349276889),
    (.squares, 4, 0.819044061957068, 0.1409915959618606),
    (.squares, 5, 0.7666057746088903, 0.04210289548118862),
    (.squares, 6, 0.7026038742977285, 0.006584049904245188),
    (.squares, 7, 0.6803561409370475, 0.002253947531903945),
    (.squares, 10, 0.5878752842718331, 3.966219036204216e-05),
    (.squares, 11, 0.571810191784771, 1.138026415223859e-05),
    (.squares, 12, 0.5827427787018921, 7.729898405848597e-05),
    (.squares, 13, 0.6068741479472824, 7.511053360283774e-05),
    (.squares, 20, 0.6273996252666192, 5.737796805453783e-06),
    (.squares, 50, 0.7666079079845463, 1.617428621202372e-07),
    (.squares, 51, 0.7693924585780694, 1.504479223162359e-07),
    (.squares, 300, 0.7511548319020587, 5.79814260109154e-21),
  ])
  func agreesWithR(_ row: (sample: Sample, count: Int, statistic: Double, p: Double)) throws {
    let test = try #require(ShapiroWilk(of: row.sample.values(row.count)))
    #expect(relativeError(test.statistic, row.statistic) < 1e-12)
    #expect(relativeError(test.p, row.p) < 1e-8)
  }

  /// The weights of eleven men, the example of Shapiro and Wilk 1965, who print W = 0.79.
  @Test func weightsOfMen() throws {
    let men: [Double] = [148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]
    let test = try #require(ShapiroWilk(of: men))
    #expect(abs(test.statistic - 0.79) < 0.005)
    #expect(test.p < 0.01)
  }

  @Test("Order, location and scale do not matter")
  func invariance() throws {
    let values = Sample.squares.values(30)
    let test = try #require(ShapiroWilk(of: values))
    let moved = values.reversed().map { -0x1p1000 * $0 }
    let other = try #require(ShapiroWilk(of: moved))
    #expect(relativeError(other.statistic, test.statistic) < 1e-13)
    #expect(relativeError(other.p, test.p) < 1e-10)
    let offset = values.map { $0 + 1000 }
    #expect(abs(try #require(ShapiroWilk(of: offset)).statistic - test.statistic) < 1e-12)
  }

  @Test("The extremes of W for three values, and a lone outlier among ten")
  func extremes() throws {
    let even = [1.0, 2, 3]
    #expect(try #require(ShapiroWilk(of: even)).p == 1)
    let uneven = [1.0, 1, 3]
    let test = try #require(ShapiroWilk(of: uneven))
    #expect(abs(test.statistic - 0.75) < 1e-15)
    #expect(test.p < 1e-7)
    let outlier = [Double](repeating: 0, count: 9) + [1]
    #expect(try #require(ShapiroWilk(of: outlier)).p < 1e-6)
  }

  @Test("A level of 5 % for normal samples", arguments: [5, 11, 12, 60, 400])
  func level(_ count: Int) throws {
    var stream = RandomStream(seed: 91)
    let repeats = 4000
    var rejected = 0
    for _ in 0..<repeats {
      let values = (0..<count).map { _ in stream.normal() }
      if try #require(ShapiroWilk(of: values)).p < 0.05 { rejected += 1 }
    }
    // Four standard errors, √(0.05·0.95/4000), and what Royston's approximation may err.
    #expect(abs(Double(rejected) / Double(repeats) - 0.05) < 0.0138 + 0.002)
  }

  @Test("Where there is nothing to test")
  func none() {
    for values in [
      [], [1, 2], [4, 4, 4, 4], [1, 2, .nan], [1, 2, .infinity],
      [Double](repeating: 1, count: 5000) + [2],
    ] as [[Double]] {
      #expect(ShapiroWilk(of: values) == nil)
    }
  }
}

extension ShapiroWilk {
  fileprivate init?(of values: [Double]) { self.init(values.span) }
}
