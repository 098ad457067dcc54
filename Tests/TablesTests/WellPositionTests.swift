import Tables
import Testing

/// Wells of plates by their names.
struct WellPositionTests {
  @Test(
    arguments: [
      ("A1", 1, 1), ("a1", 1, 1), ("A01", 1, 1), ("A001", 1, 1), ("H12", 8, 12), ("P24", 16, 24),
      ("Z1", 26, 1), ("AA1", 27, 1), ("af48", 32, 48),
    ] as [(String, Int, Int)])
  func `names of wells`(name: String, row: Int, column: Int) {
    let well = WellPosition(name)
    #expect(well?.row == row)
    #expect(well?.column == column)
  }

  @Test(arguments: [
    "", "A", "1", "A0", "A49", "AG1", "AAA1", "1A", "A1 ", " A1", "A-1", "A1.0", "A0001", "OD600",
    "GFP485", "Ä1", "@1", "A１",
  ])
  func `other texts are no wells`(name: String) {
    #expect(WellPosition(name) == nil)
  }

  @Test func `a name reads back to its well, for every well of the largest plate`() {
    var names: Set<String> = []
    for row in 1...32 {
      for column in 1...48 {
        let well = WellPosition(row: row, column: column)
        #expect(well.flatMap { WellPosition("\($0)") } == well)
        names.insert("\(well!)")
      }
    }
    #expect(names.count == 1_536)
    #expect(WellPosition(row: 33, column: 1) == nil)
    #expect(WellPosition(row: 0, column: 1) == nil)
    #expect(WellPosition(row: 1, column: 49) == nil)
  }

  @Test func `rows have capital letters`() {
    #expect(WellPosition.row(named: "A") == 1)
    #expect(WellPosition.row(named: "AF") == 32)
    for name in ["a", "Ab", "AG", "", "A1", "µ", "@"] {
      #expect(WellPosition.row(named: name) == nil)
    }
  }

  @Test func `wells are ordered along the rows`() {
    let names = ["B1", "A10", "AA1", "A2", "A1", "Z9"]
    #expect(
      names.compactMap { WellPosition($0) }.sorted().map(\.description)
        == ["A1", "A2", "A10", "B1", "Z9", "AA1"])
  }

  @Test func `the smallest plate that holds wells`() {
    func size(_ names: String...) -> Int {
      PlateFormat.smallest(holding: names.compactMap { WellPosition($0) }).wellCount
    }
    #expect(PlateFormat.all.map(\.wellCount) == [6, 12, 24, 48, 96, 384, 1_536])
    #expect(size("B3") == 6)
    #expect(size("C1") == 12)
    #expect(size("D6", "A1") == 24)
    #expect(size("F8") == 48)
    #expect(size("H12") == 96)
    #expect(size("A13") == 384)
    #expect(size("Q1") == 1_536)
  }
}
