import CommandSupport
import Foundation
import GrowthCurves
import LeastSquares

/// A result of `fit-growth --format json`, read back.
struct FitFile: Decodable {
  struct Options: Decodable {
    /// As it was asked for: a name, a list or auto.
    var model: String
    var phases: String?
    var intervals: String
    var bootstrap: String?
    var resamples: Int?
    var confidence: Double
    var fix: String?
    var bound: String?
    var seed: UInt32
    var loss: String
    var scale: String
    var sigma: String?
    /// The columns of sizes.
    var size: [String]?
  }

  struct Fit: Decodable {
    struct Parameter: Decodable {
      var name: String
      var estimate: Double?
      var fixed: Bool
    }
    struct Statistics: Decodable {
      var offsetStandardError: Double?
    }
    struct Observations: Decodable {
      var times: [Double]
      var sizes: [Double]
      var weights: [Double]?
      var origin: Double
    }
    var series: String
    var model: String
    var status: String
    var parameters: [Parameter]
    var observations: Observations
    var statistics: Statistics?
  }

  struct Time: Decodable {
    var column: String
    var unit: String?
    var origin: String?
  }

  var schema: String
  var time: Time
  var options: Options
  var fits: [Fit]

  private struct Head: Decodable {
    var schema: String?
  }

  /// Reads a file; `-` is standard input.
  static func read(_ path: String) throws(CommandFailure) -> FitFile {
    guard path == "-" || FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure(.noInput, "\(path): there is no such file")
    }
    let data =
      path == "-"
      ? FileHandle.standardInput.readDataToEndOfFile()
      : FileManager.default.contents(atPath: path)
    guard let data else { throw CommandFailure(.noInput, "\(path) cannot be read") }
    let decoder = JSONDecoder()
    let advice = "predict takes what fit-growth … --format json has written"
    guard let head = try? decoder.decode(Head.self, from: data) else {
      throw CommandFailure(.badData, "\(path) is not JSON, or is cut short; \(advice)")
    }
    guard head.schema == "fit-growth/1" else {
      let found = head.schema.map { "has the schema \($0)" } ?? "has no schema"
      throw CommandFailure(.badData, "\(path) \(found), not fit-growth/1; \(advice)")
    }
    do {
      return try decoder.decode(FitFile.self, from: data)
    } catch let error as DecodingError {
      throw CommandFailure(.badData, "\(path): \(error.place); \(advice)")
    } catch {
      throw CommandFailure(.badData, "\(path): \(error); \(advice)")
    }
  }
}
