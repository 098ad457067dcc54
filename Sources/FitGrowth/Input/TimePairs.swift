import CommandSupport
import Tables

/// Columns of times that belong to one column of sizes each: `A1_time` or `time_A1` beside `A1`.
enum TimePairs {
  /// The columns of times by the names of their columns of sizes.
  ///
  /// - Parameter suffix: what the user says a name of times ends with; nil for `time`, before or
  ///   behind the name of the sizes.
  static func find(
    in table: Table, suffix: String?
  ) throws(CommandFailure) -> [String: Column] {
    let numeric = Set(table.columns.filter { $0.kind == .number }.map(\.name))
    var pairs: [String: Column] = [:]
    for column in table.columns where column.kind != .text {
      let size = suffix.map { base(column.name, suffix: $0) } ?? base(column.name)
      guard let size, numeric.contains(size) else { continue }
      if let other = pairs.updateValue(column, forKey: size) {
        throw CommandFailure(
          .badData,
          "\(table.path): columns \"\(other.name)\" and \"\(column.name)\" both seem to hold the times "
            + "of \"\(size)\"; name the ending of the right ones with --time-suffix")
      }
    }
    if let suffix, pairs.isEmpty {
      throw CommandFailure(
        .badData,
        "\(table.path): --time-suffix \(suffix): no two columns are named X and X\(suffix)")
    }
    return pairs
  }

  private static func base(_ name: String, suffix: String) -> String? {
    name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : nil
  }

  /// The name without the word `time` before or behind it, and without what joins the two.
  private static func base(_ name: String) -> String? {
    let lower = name.lowercased()
    let joints: Set<Character> = [" ", "_", ".", "-"]
    var rest: Substring
    if lower.hasSuffix("time"), name.dropLast(4).last.map({ joints.contains($0) }) ?? false {
      rest = name.dropLast(4)
      while let last = rest.last, joints.contains(last) { rest.removeLast() }
    } else if lower.hasPrefix("time"), name.dropFirst(4).first.map({ joints.contains($0) }) ?? false
    {
      rest = name.dropFirst(4).drop { joints.contains($0) }
    } else {
      return nil
    }
    return rest.isEmpty ? nil : String(rest)
  }
}
