import Foundation
import LeastSquares
import TestSupport

/// A NIST StRD nonlinear regression problem with its certified answer (`data/nist`).
struct NISTProblem: LeastSquaresProblem, Sendable, CustomStringConvertible {
  var name: String
  var difficulty: String
  var starts: [[Double]]
  var certified: [Double]
  var certifiedDeviations: [Double]
  var certifiedSquares: Double
  var responses: [Double]
  var predictors: [[Double]]

  var description: String { name }
  var observationCount: Int { responses.count }
  var parameterCount: Int { certified.count }

  func residuals(at b: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
    let model = NISTModels.model(name)
    let parameters = (0..<b.count).map { Dual(value: b[$0], gradient: []) }
    for i in responses.indices {
      residuals[i] = model(parameters, predictors[i]).value - responses[i]
    }
    return true
  }

  func jacobian(at b: Span<Double>, into columns: inout MutableSpan<Double>) -> Bool {
    let model = NISTModels.model(name)
    let parameters = (0..<b.count).map { Dual.parameter(b[$0], $0, of: b.count) }
    for i in responses.indices {
      let gradient = model(parameters, predictors[i]).gradient
      for j in gradient.indices { columns[j * responses.count + i] = gradient[j] }
    }
    return true
  }

  /// All 27, in the order of the certified table.
  static let all: [NISTProblem] = {
    do {
      let rows = try Repository.rows("nist/references/certified.csv").dropFirst()
      var problems: [NISTProblem] = []
      for row in rows {
        let name = row[0]
        if problems.last?.name != name { problems.append(try NISTProblem(name, row)) }
        let last = problems.count - 1
        problems[last].starts[0].append(Double(row[5])!)
        problems[last].starts[1].append(Double(row[6])!)
        problems[last].certified.append(Double(row[7])!)
        problems[last].certifiedDeviations.append(Double(row[8])!)
      }
      return problems
    } catch {
      fatalError("data/nist cannot be read: \(error)")
    }
  }()

  private init(_ name: String, _ row: [String]) throws {
    self.name = name
    difficulty = row[1]
    starts = [[], []]
    certified = []
    certifiedDeviations = []
    certifiedSquares = Double(row[9])!
    let data = try Repository.rows("nist/\(name).csv").dropFirst()
    responses = data.map { Double($0[0])! }
    predictors = data.map { fields in fields.dropFirst().map { Double($0)! } }
    // Its model is for the logarithm of the response.
    if name == "Nelson" { responses = responses.map { log($0) } }
  }
}

/// The same problem without its Jacobian, so that the solver takes differences.
struct WithoutJacobian: LeastSquaresProblem {
  var problem: NISTProblem
  var observationCount: Int { problem.observationCount }
  var parameterCount: Int { problem.parameterCount }
  func residuals(at b: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
    problem.residuals(at: b, into: &residuals)
  }
}
