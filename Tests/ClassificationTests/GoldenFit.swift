import Classification
import Foundation
import Testing

/// A fit with 22 digits, of `logit_golden.json`: maximum likelihood in multiple precision on the
/// files beside it; `SOURCES.md` says where they come from.
struct GoldenFit: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let loglik: String
  let coef: [String: String]
  let se: [String: String]

  var testDescription: String { name }

  static let all: [GoldenFit] = {
    let url = folder.appending(path: "logit_golden.json")
    return try! JSONDecoder().decode([GoldenFit].self, from: Data(contentsOf: url))
  }()

  static func named(_ name: String) -> GoldenFit { all.first { $0.name == name }! }

  static let folder = Bundle.module.url(forResource: "Golden", withExtension: nil)!

  /// Those that the objective covers, without Firth's penalty.
  static let fits = [
    "spector", "spector_L2_C1_interceptFree", "birthwt_raw", "iris_versicolor_virginica",
    "biopsy_complete_cases",
  ]

  var penalty: Penalty {
    name == "spector_L2_C1_interceptFree" ? Penalty(ridge: 1.0 / 32, lasso: 0) : .none
  }

  func data() throws -> TrainingData {
    switch name {
    case "spector", "spector_L2_C1_interceptFree":
      try GoldenTable("spector.csv").trainingData(["GPA", "TUCE", "PSI"], target: "GRADE")
    case "birthwt_raw":
      try GoldenTable("birthwt.csv").trainingData(
        ["age", "lwt", "race2", "race3", "smoke", "ptl", "ht", "ui", "ftv"], target: "low")
    case "iris_versicolor_virginica":
      try GoldenTable("iris_vv.csv").trainingData(
        ["Sepal.Length", "Sepal.Width", "Petal.Length", "Petal.Width"], target: "y")
    default:
      try GoldenTable("biopsy_cc.csv").trainingData((1...9).map { "V\($0)" }, target: "y")
    }
  }
}

/// A small comma-separated file of the folder.
struct GoldenTable {
  private var columns: [String: [String]] = [:]

  init(_ file: String) throws { try self.init(GoldenFit.folder.appending(path: file)) }

  init(_ file: URL) throws {
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",").map { $0.trimmingCharacters(in: ["\""]) } }
    for (j, name) in lines[0].enumerated() { columns[name] = lines.dropFirst().map { $0[j] } }
  }

  /// A column of numbers; a name that ends in a digit may be the indicator of a level.
  subscript(name: String) -> [Double] {
    if let column = columns[name] { return column.map { Double($0)! } }
    let level = String(name.last!)
    return columns[String(name.dropLast())]!.map { $0 == level ? 1 : 0 }
  }

  func trainingData(
    _ features: [String], target: String, classNames: [String] = ["0", "1"]
  ) throws -> TrainingData {
    let builder = DenseDesignBuilder(rowCount: self[target].count, columnNames: features)
    for (j, name) in features.enumerated() {
      let column = self[name]
      builder.fillColumn(j) { column[$0] }
    }
    return try TrainingData(
      design: builder.finish(), classes: self[target].map { Int32($0) }, classNames: classNames)
  }
}
