public import ArgumentParser
public import Classification
import CommandSupport

/// What is learned from what.
struct ColumnOptions: ParsableArguments {
  @Option(
    help: """
      The column to predict, of numbers or texts that name classes; several, separated by commas, \
      with --multi-label.
      """)
  var target: String?

  @Flag(help: "The target columns are labels of two values each, independent of each other.")
  var multiLabel = false

  @Option(help: "The columns to learn from, separated by commas (default: all others).")
  var features: String?

  @Option(help: "Columns not to learn from, separated by commas.")
  var exclude: String?

  @Option(help: "Columns of numbers that name categories, separated by commas.")
  var categorical: String?

  @Option(help: "The class whose probability is modelled (default: the second of the two).")
  var positive: String?

  @Option(help: "The column that says how much each row counts.")
  var sampleWeight: String?

  @Option(help: "How much the classes count: balanced, or a=1,b=3.")
  var classWeight: String?

  @Option(help: "Rows with missing values: error, drop, or impute (mean, most frequent level).")
  var missing: MissingPolicy = .error

  @Option(help: "Products of columns of numbers, such as a:b, separated by commas.")
  var interactions: String?

  @Option(help: "Powers of each column of numbers, up to this one.")
  var polynomial = 1

  typealias MissingPolicy = FeatureEncoding.MissingPolicy

  func validate() throws {
    if features != nil, exclude != nil {
      throw ValidationError("--features and --exclude say the same thing in two ways; give one")
    }
    if !(1...10).contains(polynomial) {
      throw ValidationError("--polynomial takes a number from 1 to 10")
    }
    if multiLabel, positive != nil {
      throw ValidationError(
        "--positive chooses one of two classes; with --multi-label there are none")
    }
    if multiLabel, classWeight != nil {
      throw ValidationError("--class-weight needs classes; with --multi-label there are labels")
    }
    _ = try classWeights()
  }

  func names(_ text: String?) -> [String] {
    text.map { $0.split(separator: ",").map { String($0) } } ?? []
  }

  func classWeights() throws -> ClassWeights? {
    guard let classWeight else { return nil }
    if classWeight == "balanced" { return .balanced }
    var weights: [String: Double] = [:]
    for part in classWeight.split(separator: ",") {
      guard let cut = part.lastIndex(of: "="),
        let weight = Double(part[part.index(after: cut)...]), weight >= 0, weight.isFinite
      else {
        throw ValidationError("--class-weight takes balanced or CLASS=WEIGHT,…, not '\(part)'")
      }
      weights[String(part[..<cut])] = weight
    }
    return .given(weights)
  }
}

extension FeatureEncoding.MissingPolicy: ExpressibleByArgument {}
