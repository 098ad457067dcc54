import CommandSupport
import Tables

/// Names on a command line: columns, wells, ranges of wells, values of a label.
struct NameSelector {
  let option: String
  let texts: [String]

  /// - Parameter option: what the names were given with, for errors.
  init(_ option: String, _ list: String) {
    self.init(option, list.split(separator: ",").map { String($0) })
  }

  init(_ option: String, _ texts: [String]) {
    self.option = option
    self.texts = texts
  }

  /// The indices that the texts select among candidates, each of which has one name or several.
  ///
  /// A text selects what has exactly its name; without any, what has it in another case; without
  /// any, the wells that it names (A1 is A01) or that lie in its range (A1:B3 or A1-B3).
  func select(
    among candidates: [[String]], file: String
  ) throws(CommandFailure) -> Set<Int> {
    var selected: Set<Int> = []
    for text in texts {
      let found = Self.select(text, among: candidates)
      guard !found.isEmpty else { throw failure(text, candidates, file) }
      selected.formUnion(found)
    }
    return selected
  }

  /// The candidates that some text selects; none where the texts name something else.
  func known(among candidates: [[String]]) -> Set<Int> {
    texts.reduce(into: []) { $0.formUnion(Self.select($1, among: candidates)) }
  }

  private static func select(_ text: String, among candidates: [[String]]) -> [Int] {
    let lower = text.lowercased()
    let range = wells(of: text)
    let tests: [(String) -> Bool] = [
      { $0 == text }, { $0.lowercased() == lower },
      { name in range.map { Self.contains($0, WellPosition(name)) } ?? false },
    ]
    for test in tests {
      let found = candidates.indices.filter { candidates[$0].contains(where: test) }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The corners of a range of wells; twice the same for a well.
  private static func wells(of text: String) -> (WellPosition, WellPosition)? {
    let ends = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
    guard (1...2).contains(ends.count), let first = WellPosition(ends[0]),
      let last = WellPosition(ends[ends.count - 1])
    else { return nil }
    return (first, last)
  }

  /// Whether a well lies in the rectangle between two others.
  private static func contains(
    _ corners: (WellPosition, WellPosition), _ well: WellPosition?
  ) -> Bool {
    guard let well else { return false }
    let (first, last) = corners
    return (min(first.row, last.row)...max(first.row, last.row)).contains(well.row)
      && (min(first.column, last.column)...max(first.column, last.column)).contains(well.column)
  }

  private func failure(
    _ text: String, _ candidates: [[String]], _ file: String
  ) -> CommandFailure {
    let wells = candidates.compactMap { $0.lazy.compactMap { WellPosition($0) }.first }
    var message = "\(file): \(option) \(text): there is no such column, well, series or label"
    if Self.wells(of: text) != nil, let first = wells.min(), let last = wells.max() {
      let plate = PlateFormat.smallest(holding: wells)
      message += "; the wells are \(first) to \(last), of a plate of \(plate.wellCount)"
    } else {
      var seen: Set<String> = []
      let names = candidates.joined().filter { seen.insert($0).inserted }
      message += "; there are " + names.prefix(20).joined(separator: ", ")
      if names.count > 20 { message += ", … (\(names.count) in all)" }
    }
    return CommandFailure(.badData, message)
  }
}
