#if arch(x86_64)
  import Activations
  import RealModule
  import TestSupport
  import Testing

  @Suite struct ExponentialTests {
    static func values(_ x: [Double], on set: InstructionSet) -> [Double] {
      var y = [Double](repeating: .nan, count: x.count)
      var span = y.mutableSpan
      Exponential.values(of: x.span, into: &span, on: set)
      return y
    }

    @Test(arguments: InstructionSet.supported) func errorsAreBelowAnUlp(set: InstructionSet) {
      let points = Points.mixed(1 << 20, seed: 41)
      var worst = 0.0
      for (x, y) in zip(points, Self.values(points, on: set)) {
        worst = max(worst, ulps(of: y, against: .exp(Float80(x))))
      }
      #expect(worst < 1 && worst > 0.5)
    }

    @Test(arguments: InstructionSet.supported) func itIsMonotone(set: InstructionSet) {
      let values = Self.values(Points.mixed(1 << 18, seed: 42).sorted(), on: set)
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test(arguments: InstructionSet.supported) func edges(set: InstructionSet) {
      let infinity = Double.infinity
      let x = [-infinity, -746, -0.0, 0, 709.782712893384, 709.782712893385, infinity]
      let y = Self.values(x, on: set)
      #expect(y[0] == 0 && y[1] == 0 && y[2] == 1 && y[3] == 1)
      #expect(y[4].isFinite && y[5] == infinity && y[6] == infinity)
      #expect(Self.values([.nan], on: set)[0].isNaN)
    }
  }
#endif
