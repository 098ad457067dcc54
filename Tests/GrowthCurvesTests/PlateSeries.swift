import TestSupport
import Testing

/// A column of a file of `data/growth` beside its first, the times, without missing sizes.
enum PlateSeries {
  static func read(_ file: String, _ name: String) throws -> (times: [Double], sizes: [Double]) {
    let rows = try Repository.rows("growth/\(file).csv")
    let column = try #require(rows[0].firstIndex(of: name))
    let complete = rows.dropFirst().filter { Double($0[column]) != nil }
    return (complete.map { Double($0[0])! }, complete.map { Double($0[column])! })
  }

  static func names(_ file: String) throws -> [String] {
    Array(try Repository.rows("growth/\(file).csv")[0].dropFirst())
  }
}
