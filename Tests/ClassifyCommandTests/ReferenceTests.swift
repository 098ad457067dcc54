import Foundation
import TestSupport
import Testing

/// `references.json`: the optimum of Σ log loss + ½‖w‖² (or without the penalty) by Newton's method
/// with gradients of 80 bits, agreeing with scikit-learn 1.9.1, statsmodels 0.15.0 and R 4.2.2.
struct ReferenceTests {
  struct Reference: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let options: [String]
    let objective: Double
    let ridge: Double
    /// All of them, or the largest.
    let coefficients: [String: Double]?
    let standardErrors: [String: Double]?
    let coefficientsByClass: [[String: Double]]?
    let standardErrorsByClass: [[String: Double]]?
    var testDescription: String { name }

    static let all: [Reference] = try! JSONDecoder().decode(
      [Reference].self,
      from: Data(contentsOf: Repository.data("classification/references.json")))
  }

  private func trained(
    _ reference: Reference, _ options: [String] = []
  ) throws -> [String: Any] {
    try summary(
      ["data/classification/\(reference.file)"] + reference.options + options
        + ["--inference", reference.standardErrors == nil ? "none" : "wald"])
  }

  private func objective(_ found: [String: Any], _ ridge: Double) -> Double {
    let weights = found.list("coefficients").filter { $0.text("name") != "(Intercept)" }
      .compactMap { $0.number("estimate") }
    return weights.reduce(0) { $0 + ridge / 2 * $1 * $1 } - (found.number("logLikelihood") ?? .nan)
  }

  @Test("The objective is the optimum's, and so are the coefficients", arguments: Reference.all)
  func optimum(_ reference: Reference) throws {
    let found = try trained(
      reference, reference.standardErrorsByClass == nil ? [] : ["--inference", "wald"])
    #expect(found.text("status") == "converged")
    #expect(
      logRelativeError(objective(found, reference.ridge), reference.objective, cap: 16) >= 12)
    let estimates = found.coefficients()
    for (name, value) in reference.coefficients ?? [:] {
      #expect(logRelativeError(estimates[name] ?? .nan, value, cap: 15) >= 10, "\(name)")
    }
    let errors = found.coefficients("standardError")
    for (name, value) in reference.standardErrors ?? [:] {
      #expect(logRelativeError(errors[name] ?? .nan, value, cap: 15) >= 9, "\(name)")
    }
  }

  @Test(
    "Several classes: the coefficients of each",
    arguments: Reference.all.filter { $0.coefficientsByClass != nil })
  func classes(_ reference: Reference) throws {
    let found = try summary(
      ["data/classification/\(reference.file)"] + reference.options + ["--inference", "wald"])
    let names = try #require(found["classes"] as? [String])
    let rows = found.list("coefficients")
    let byClass = reference.coefficientsByClass ?? []
    // Without a penalty the first class is the reference.
    let outputs = names.suffix(byClass.count)
    for (k, output) in outputs.enumerated() {
      func check(_ values: [String: Double], _ key: String, digits: Double) {
        for (name, value) in values {
          let row = rows.first { $0.text("class") == output && $0.text("name") == name }
          #expect(
            logRelativeError(row?.number(key) ?? .nan, value, cap: 15) >= digits,
            "\(output) \(name)")
        }
      }
      check(byClass[k], "estimate", digits: 9)
      check(reference.standardErrorsByClass?[k] ?? [:], "standardError", digits: 9)
    }
    #expect(rows.count % byClass.count == 0)
    #expect(Set(rows.compactMap { $0.text("class") }) == Set(outputs))
  }

  @Test(
    "Standardised by the caller: the optimum of wine's columns with mean 0 and variance 1")
  func standardised() throws {
    var rows = try Repository.rows("classification/wine.csv")
    let header = rows.removeFirst()
    var columns = (0..<13).map { j in rows.map { Double($0[j])! } }
    for j in columns.indices {
      let n = Double(rows.count)
      let mean = columns[j].reduce(0, +) / n
      let variance = columns[j].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
      columns[j] = columns[j].map { ($0 - mean) / variance.squareRoot() }
    }
    let text = rows.indices.map { i in
      (columns.map { "\($0[i])" } + [rows[i][13]]).joined(separator: ",")
    }
    let folder = try TemporaryFolder()
    let data = try folder.file(
      "wine.csv", ([header.joined(separator: ",")] + text).joined(separator: "\n") + "\n")
    let found = try summary([data, "--target", "target", "--C", "1"])
    #expect(logRelativeError(objective(found, 1), 12.090335773855221, cap: 16) >= 12)
  }

  @Test("The temperature of the shuttle's joints, of a class made from a count")
  func challenger() throws {
    // Dalal, Fowlkes and Hoadley 1989 print 15.0429 − 0.2322·temperature; Newton's method with
    // gradients of 80 bits has the other digits.
    let rows = try Repository.rows("classification/challenger_orings.csv").dropFirst()
    let folder = try TemporaryFolder()
    let data = try folder.file(
      "rings.csv",
      "temperature,failed\n"
        + rows.map { "\($0[0]),\(Double($0[3])! > 0 ? "yes" : "no")" }.joined(separator: "\n")
        + "\n")
    let found = try summary([data, "--target", "failed"])
    #expect(logRelativeError(found.number("logLikelihood")!, -10.157596343933415, cap: 15) > 13)
    let estimates = found.coefficients()
    #expect(((estimates["(Intercept)"] ?? 0) * 1e4).rounded() == 150_429)
    #expect(((estimates["temperature"] ?? 0) * 1e4).rounded() == -2322)
    #expect(found.text("positive") == "yes")
  }

  /// Of its 123 indicators these have rows of one class only.
  @Test("Without a penalty a9a is separated, along the columns that have one class only")
  func adults() throws {
    let outcome = try classify.run([
      "train", "data/classification/a9a.libsvm.gz", "--format", "json",
    ])
    #expect(outcome.status == 1)
    let found = try document(outcome.output)
    #expect(found.text("status") == "separated")
    let separation = try #require(found["separation"] as? [String: Any])
    #expect(separation.text("kind") == "quasi")
    #expect(separation["columns"] as? [String] == ["12", "13", "34", "89", "123"])
    // 124 columns with the intercept have the rank 108.
    #expect(found.list("redundantColumns").count == 16)
  }
}
