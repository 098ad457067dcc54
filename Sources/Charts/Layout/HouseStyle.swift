/// Sizes of text and space in points, the same on every page: at the intended width they are those
/// of a journal.
struct HouseStyle {
  let title = 9.0
  let subtitle = 7.5
  let note = 6.5
  let legend = 7.0
  let axisLabel = 7.5
  let tickLabel: Double
  let panelTitle: Double
  let heading = 7.5
  let padding = 5.0
  let tickLength: Double
  let tickGap = 2.0
  /// Between neighbouring small multiples.
  let gap: Double
  let frame = Ink.rgb(0x404040)
  let grid = Ink.rgb(0xE4E4E4)

  /// - Parameter cellWidth: the room of one of the charts.
  init(cellWidth: Double, isSingle: Bool) {
    tickLabel = isSingle || cellWidth > 90 ? 6.5 : cellWidth > 55 ? 6 : 5.5
    panelTitle = cellWidth > 90 ? 7.5 : cellWidth > 55 ? 6.5 : 5.5
    tickLength = isSingle || cellWidth > 55 ? 2.5 : 1.8
    gap = cellWidth > 90 ? 10 : cellWidth > 55 ? 6 : 4
  }

  /// The height of a line of text.
  static func line(_ size: Double) -> Double { size * 1.3 }
}
