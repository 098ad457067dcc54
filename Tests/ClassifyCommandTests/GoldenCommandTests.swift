import Foundation
import TestSupport
import Testing

/// The golden fits of `logit_golden.json`, 22 digits in multiple precision, through the command.
struct GoldenCommandTests {
  struct Fit: Decodable {
    let name: String
    let loglik: String
    let coef: [String: String]
    let se: [String: String]
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var arguments: [String]
    /// Where the file writes `race2` and the command `race=2`.
    var names: [String: String] = [:]
    var usesFirth: Bool { arguments.contains("--firth") }
  }

  static let folder = "Tests/ClassificationTests/Golden/"

  static let cases = [
    Case(
      testDescription: "spector",
      arguments: ["spector.csv", "--target", "GRADE", "--exclude", "OBS"]),
    Case(
      testDescription: "spector_L2_C1_interceptFree",
      arguments: ["spector.csv", "--target", "GRADE", "--exclude", "OBS", "--C", "1"]),
    Case(
      testDescription: "spector_Firth",
      arguments: ["spector.csv", "--target", "GRADE", "--exclude", "OBS", "--firth"]),
    Case(
      testDescription: "birthwt_raw",
      arguments: [
        "birthwt.csv", "--target", "low", "--exclude", "bwt", "--categorical", "race",
      ], names: ["race2": "race=2", "race3": "race=3"]),
    Case(
      testDescription: "iris_versicolor_virginica", arguments: ["iris_vv.csv", "--target", "y"]),
    Case(
      testDescription: "biopsy_complete_cases",
      arguments: ["biopsy_cc.csv", "--target", "y", "--exclude", "ID,class"]),
    Case(
      testDescription: "endometrial_Firth",
      arguments: ["endometrial.csv", "--target", "HG", "--firth"]),
  ]

  private func digits(
    _ fit: Case, _ options: [String] = []
  ) throws -> (coefficients: Double, errors: Double, logLikelihood: Double) {
    let file = Repository.root.appending(path: Self.folder + "logit_golden.json")
    let golden = try #require(
      JSONDecoder().decode([Fit].self, from: Data(contentsOf: file))
        .first { $0.name == fit.testDescription })
    let found = try summary([Self.folder + fit.arguments[0]] + fit.arguments.dropFirst() + options)
    #expect(found.text("status") == "converged")
    func least(_ values: [String: String], _ key: String) -> Double {
      let mine = found.coefficients(key)
      #expect(mine.count == values.count)
      return values.map { name, value in
        logRelativeError(mine[fit.names[name] ?? name] ?? .nan, Double(value)!, cap: 16)
      }.min()!
    }
    return (
      least(golden.coef, "estimate"), least(golden.se, "standardError"),
      logRelativeError(found.number("logLikelihood") ?? .nan, Double(golden.loglik)!, cap: 16)
    )
  }

  @Test("12 digits of coefficients and standard errors by default", arguments: cases)
  func batch(_ fit: Case) throws {
    let found = try digits(fit)
    #expect(found.coefficients >= 12, "\(found)")
    #expect(found.errors >= 12, "\(found)")
    #expect(found.logLikelihood >= 12, "\(found)")
  }

  /// R package brglm2 0.9, `type = "AS_mean"`, epsilon 1e-14.
  @Test("Silvapulle's data: quasi-separated, and Firth's estimates and standard errors")
  func silvapulle() throws {
    let arguments = ["data/classification/silvapulle1981.csv", "--target", "y"]
    let refused = try summary(arguments, status: 1)
    #expect((refused["separation"] as? [String: Any])?.text("kind") == "quasi")
    let found = try summary(arguments + ["--firth"])
    let wanted = [
      "(Intercept)": (-4.16481322669827, 1.30859767642463),
      "ghqs": (1.55807399691761, 0.638177271690559),
    ]
    for (name, value) in wanted {
      let (estimate, error) = (
        found.coefficients()[name]!, found.coefficients("standardError")[name]!
      )
      #expect(logRelativeError(estimate, value.0, cap: 15) >= 10, "\(name)")
      #expect(logRelativeError(error, value.1, cap: 15) >= 10, "\(name)")
    }
  }

  @Test(
    "8 digits after the polish of stochastic descent", arguments: cases.filter { !$0.usesFirth })
  func stochastic(_ fit: Case) throws {
    let found = try digits(fit, ["--solver", "sgd", "--seed", "7"])
    #expect(found.coefficients >= 8, "\(found)")
    #expect(found.errors >= 8, "\(found)")
  }
}
