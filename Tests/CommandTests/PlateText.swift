import Foundation
import TestSupport

/// Tables of plates for tests.
enum PlateText {
  /// The names of the wells of a plate along its rows.
  static func wells(rows: Int, columns: Int) -> [String] {
    (0..<rows).flatMap { row in
      let letter = { (index: Int) in String(UnicodeScalar(UInt8(65 + index))) }
      let name = row < 26 ? letter(row) : letter(row / 26 - 1) + letter(row % 26)
      return (1...columns).map { name + String($0) }
    }
  }

  /// A logistic in a well: capacities from 0.5 to 1.5, a rate of 0.7, and a wiggle in place of noise.
  static func size(_ time: Double, well: Int) -> Double {
    let capacity = 0.5 + Double(well * 37 % 101) / 100
    return capacity / (1 + exp(-0.7 * (time - 8))) + 0.002 * sin(time * time + Double(well))
  }

  /// A wide table: a row a time.
  static func wide(
    _ wells: [String], times: [String], delimiter: String = ",",
    size: (_ row: Int, _ well: Int) -> String
  ) -> String {
    let rows = times.enumerated().map { row, time in
      ([time] + wells.indices.map { size(row, $0) }).joined(separator: delimiter)
    }
    return (["Time" + delimiter + wells.joined(separator: delimiter)] + rows).joined(
      separator: "\n")
      + "\n"
  }

  /// The rows of a wide file of the package as plates of a time line, a line of numbers and a line for
  /// each row.
  static func plates(
    _ rows: [[String]], letters: [String], columns: Int, time: (String) -> String
  ) throws -> String {
    let index = Dictionary(uniqueKeysWithValues: rows[0].enumerated().map { ($1, $0) })
    return rows.dropFirst().map { row in
      var lines = [
        "Time," + time(row[0]), "," + (1...columns).map(String.init).joined(separator: ","),
      ]
      for letter in letters {
        let values = (1...columns).map { column in
          index[letter + String(column)].map { row[$0] } ?? ""
        }
        lines.append(letter + "," + values.joined(separator: ","))
      }
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}

extension FitGrowthResult {
  /// Everything about the fits as the command writes it, without what names the input.
  static func fits(_ arguments: [String], input: String? = nil) throws -> Data {
    let outcome = try command.run(
      arguments + ["--format", "json"], input: input.map { Data($0.utf8) })
    guard outcome.status == 0 else { throw Failure(outcome: outcome) }
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let fits = (object as? [String: Any])?["fits"] ?? []
    return try JSONSerialization.data(withJSONObject: fits, options: .sortedKeys)
  }
}
