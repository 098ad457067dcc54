import Foundation
import Tables
import TestSupport
import Testing

/// libsvm files of several pieces, and those that are dense.
struct SparsePieceTests {
  /// 2.6 MB, three pieces, with lines of all kinds.
  static let text: String = {
    var lines: [String] = []
    for row in 0..<60_000 {
      let end = row % 3 == 0 ? "\r\n" : "\n"
      if row % 1000 == 17 { lines.append("# \(row)\n\n \t\n") }
      let label = row == 59_000 ? "late" : row % 7 < 3 ? "-1" : "+1"
      lines.append(
        "\(label) \(1 + row % 5):\(row).25 7:-\(row % 11) \(8 + row % 3):1e-\(row % 9) 40:0\(end)")
    }
    return lines.joined()
  }()

  @Test("Several threads read what one reads, and what the lines say", arguments: [1, 2, 5])
  func threads(_ threads: Int) throws {
    let parsed = try SparseText.parse(bytes: Array(Self.text.utf8), threads: threads)
    #expect(parsed.rowCount == 60_000)
    #expect(parsed.labels == ["-1", "+1", "late"])
    #expect(parsed.firstIndex == 1 && parsed.columnCount == 40)
    #expect(parsed.offsets.count == 60_001 && parsed.offsets.last == parsed.values.count)
    var mistakes = 0
    for row in 0..<60_000 {
      let label = row == 59_000 ? 2 : row % 7 < 3 ? 0 : 1
      if parsed.rowLabels[row] != label { mistakes += 1 }
      let range = parsed.offsets[row]..<parsed.offsets[row + 1]
      var columns = [row % 5, 6, 7 + row % 3]
      var values = [Double(row) + 0.25, -Double(row % 11), Double("1e-\(row % 9)")!]
      if row % 11 == 0 {
        columns.remove(at: 1)
        values.remove(at: 1)
      }
      if Array(parsed.values[range]) != values { mistakes += 1 }
      if parsed.columns[range].map({ Int($0) }) != columns { mistakes += 1 }
    }
    #expect(mistakes == 0)
  }

  @Test("An index 0 in the last piece counts for all")
  func lateZero() throws {
    let parsed = try SparseText.parse(bytes: Array((Self.text + "+1 0:1\n").utf8), threads: 2)
    #expect(parsed.firstIndex == 0 && parsed.columnCount == 41)
    #expect(parsed.columns[0] == 1)
  }

  @Test("Of two bad lines the first is named, on any number of threads", arguments: [1, 4])
  func errors(_ threads: Int) throws {
    let text = Self.text + "1 1:x\n" + Self.text + "1 2:1 1:1\n"
    #expect(throws: TableError.self) {
      try SparseText.parse(bytes: Array(text.utf8), threads: threads)
    }
    do {
      _ = try SparseText.parse(bytes: Array(text.utf8), threads: threads)
    } catch {
      #expect("\(error)".contains("found \"x\""), "\(error)")
      // 60,000 rows, and three lines before every thousandth.
      #expect("\(error)".contains(":60181:5:"), "\(error)")
    }
  }

  /// Two columns of a model that is easy to fit.
  private static func rows(_ count: Int) -> [(label: String, a: Double, b: Double)] {
    (0..<count).map { row in
      let (a, b) = (Double(row % 17) - 8, Double(row % 23) / 4 + 0.25)
      return (Double(row % 29) - 14 < a - b ? "1" : "0", a == 0 ? 0.5 : a, b)
    }
  }

  @Test(
    "A file with few zeros gives the coefficients of the table, whatever its late lines say",
    arguments: ["", "1 3:0.5\n", "0 0:0\n", "0\n# end\n"])
  func dense(_ late: String) throws {
    let folder = try TemporaryFolder()
    let rows = Self.rows(1500)
    let hasThird = late.contains("3:")
    let hasZero = late.contains(" 0:")
    let sparse = rows.map { "\($0.label) 1:\($0.a) 2:\($0.b)\n" }.joined() + late
    let table =
      "y,a,b,c\n" + rows.map { "\($0.label),\($0.a),\($0.b),0\n" }.joined()
      + (late.isEmpty ? "" : hasThird ? "1,0,0,0.5\n" : "0,0,0,0\n")
    let options = ["--lambda", "0.01"]
    let found = try summary([try folder.file("a.svm", sparse)] + options).coefficients()
    let expected = try summary([try folder.file("a.csv", table), "--target", "y"] + options)
      .coefficients()
    let names = ["(Intercept)": "(Intercept)", "1": "a", "2": "b"]
    for (name, column) in names {
      #expect(
        logRelativeError(found[name] ?? .nan, expected[column] ?? .nan, cap: 15) >= 11, "\(name)")
    }
    #expect(found.count == 3 + (hasThird || hasZero ? 1 : 0))
    if hasThird {
      #expect(logRelativeError(found["3"] ?? .nan, expected["c"] ?? .nan, cap: 15) >= 11)
    }
  }
}
