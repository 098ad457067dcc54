import Foundation
import TestSupport

/// The JSON of `fit-growth`, as a script would read it.
struct FitGrowthResult: Decodable {
  struct Fit: Decodable {
    struct Parameter: Decodable {
      var name: String
      var estimate: Double?
      var standardError: Double?
      var lower: Double?
      var upper: Double?
      var lowerUnbounded: Bool
      var upperUnbounded: Bool
      var interval: String
    }
    struct Derived: Decodable {
      var name: String
      var estimate: Double?
      var lower: Double?
      var upper: Double?
      var definition: String
    }
    struct Candidate: Decodable {
      var model: String
      var status: String
      var reason: String?
      var aicc: Double?
      var delta: Double?
      var weight: Double?
    }
    struct NestedTest: Decodable {
      var inner: String
      var outer: String
      var f: Double?
      var chiSquared: Double?
      var p: Double
    }
    struct Averaged: Decodable {
      var name: String
      var estimate: Double?
      var standardError: Double?
      var weight: Double
    }
    struct Choice: Decodable {
      var certainty: String
      var sentence: String
      var confidenceSet: [String]
      var evidenceRatio: Double?
    }
    struct Statistics: Decodable {
      var observations: Int
      var missing: Int
      var belowDetection: Int
      var offsetStandardError: Double
      var degreesOfFreedom: Int
      var residualSumOfSquares: Double?
      var aicc: Double?
    }
    var series: String
    var by: [String: String]
    var model: String
    var status: String
    var verdicts: [String]
    var explanations: [String]
    var parameters: [Parameter]
    var derived: [Derived]
    var statistics: Statistics?
    var criterion: String?
    var comparison: [Candidate]?
    var nestedTests: [NestedTest]?
    var averaged: [Averaged]?
    var choice: Choice?
    struct FisherPry: Decodable {
      var phase: Int
      var times: [Double]
      var values: [Double]
    }
    var fisherPry: [FisherPry]?

    func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }
    func derived(_ name: String) -> Double? { derived.first { $0.name == name }?.estimate }
  }
  struct Input: Decodable {
    var path: String
    var sha256: String
  }
  struct Time: Decodable {
    var column: String
    var unit: String?
    var origin: String?
  }
  var schema: String
  var version: String
  var input: Input
  var time: Time
  var fits: [Fit]

  static let command = Command("fit-growth")

  /// Runs `fit-growth … --format json` and decodes what it prints.
  static func run(_ arguments: [String], input: String? = nil) throws -> FitGrowthResult {
    let outcome = try command.run(
      arguments + ["--format", "json"], input: input.map { Data($0.utf8) })
    guard outcome.status == 0 else { throw Failure(outcome: outcome) }
    return try JSONDecoder().decode(FitGrowthResult.self, from: Data(outcome.output.utf8))
  }

  /// From a file that was written.
  static func read(_ path: String) throws -> FitGrowthResult {
    try JSONDecoder().decode(
      FitGrowthResult.self, from: Data(contentsOf: URL(filePath: path)))
  }

  struct Failure: Error {
    var outcome: Command.Outcome
  }
}
