/// How many rows and columns of wells a plate has.
package struct PlateFormat: Sendable, Hashable {
  package let rows: Int
  package let columns: Int

  package var wellCount: Int { rows * columns }

  /// The plates that are made, from 6 wells to 1,536.
  package static let all = [
    (2, 3), (3, 4), (4, 6), (6, 8), (8, 12), (16, 24), (32, 48),
  ].map { PlateFormat(rows: $0, columns: $1) }

  static let largest = PlateFormat(rows: 32, columns: 48)

  /// The smallest plate that holds some wells.
  package static func smallest(holding wells: [WellPosition]) -> PlateFormat {
    all.first { plate in
      wells.allSatisfy { $0.row <= plate.rows && $0.column <= plate.columns }
    } ?? largest
  }
}
