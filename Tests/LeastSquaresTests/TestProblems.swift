import LeastSquares

/// y = f(x; b) facing observations, with the exact Jacobian from the formula written once.
struct CurveProblem: LeastSquaresProblem {
  typealias Model = @Sendable (_ b: [Dual], _ x: Double) -> Dual
  var model: Model
  var parameterCount: Int
  var predictors: [Double]
  var responses: [Double]

  var observationCount: Int { responses.count }

  func residuals(at b: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
    let parameters = (0..<b.count).map { Dual(value: b[$0], gradient: []) }
    for i in responses.indices {
      residuals[i] = model(parameters, predictors[i]).value - responses[i]
    }
    return true
  }

  func jacobian(at b: Span<Double>, into columns: inout MutableSpan<Double>) -> Bool {
    let parameters = (0..<b.count).map { Dual.parameter(b[$0], $0, of: b.count) }
    for i in responses.indices {
      let gradient = model(parameters, predictors[i]).gradient
      for j in gradient.indices { columns[j * responses.count + i] = gradient[j] }
    }
    return true
  }
}

/// Residuals from a closure, `nil` where there are none; the Jacobian is the default one.
struct ResidualProblem: LeastSquaresProblem {
  var observationCount: Int
  var parameterCount: Int
  var body: ([Double]) -> [Double]?

  func residuals(at b: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
    guard let values = body((0..<b.count).map { b[$0] }) else { return false }
    for i in values.indices { residuals[i] = values[i] }
    return true
  }
}

/// y = X·b, with one column of X for each parameter.
struct LinearProblem: LeastSquaresProblem {
  var columns: [[Double]]
  var responses: [Double]

  var observationCount: Int { responses.count }
  var parameterCount: Int { columns.count }

  func residuals(at b: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
    for i in responses.indices {
      residuals[i] = columns.indices.reduce(-responses[i]) { $0 + columns[$1][i] * b[$1] }
    }
    return true
  }

  func jacobian(at b: Span<Double>, into output: inout MutableSpan<Double>) -> Bool {
    for j in columns.indices {
      for i in responses.indices { output[j * responses.count + i] = columns[j][i] }
    }
    return true
  }
}

/// A decay with a floor and some scatter that is the same on every machine.
enum Decay {
  static let model: CurveProblem.Model = { b, x in b[0] * Dual.exp(-b[1] * x) + b[2] }

  static func problem(count: Int = 24) -> CurveProblem {
    let predictors = (0..<count).map { Double($0) / 4 }
    // The digits of 7ⁱ mod 101 scatter well enough.
    var residue = 1
    let responses = predictors.map { x in
      residue = residue * 7 % 101
      let parameters = [5, 0.7, 1.5].map { Dual(value: $0, gradient: []) }
      return model(parameters, x).value + (Double(residue) - 50) / 1000
    }
    return CurveProblem(
      model: model, parameterCount: 3, predictors: predictors, responses: responses)
  }
}

/// How far two lists are apart, relative to the second.
func relativeDistance(_ values: [Double], _ expected: [Double]) -> Double {
  guard values.count == expected.count else { return .infinity }
  return zip(values, expected).map { value, wanted in
    value == wanted ? 0 : (value - wanted).magnitude / wanted.magnitude
  }.max() ?? 0
}
