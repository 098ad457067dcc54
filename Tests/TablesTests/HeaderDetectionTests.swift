import Tables
import Testing

/// Whether the first line names the columns.
struct HeaderDetectionTests {
  @Test(arguments: [
    "t,y\n1,2\n3,4\n",
    "name,city\nbob,paris\nann,rome\n",
    "country,1990,1991,1992\nChina,5,6,7.5\nIndia,6,5,9\n",
    "1990,1991,1992\n5,6,7.5\n6,5,9\n",
    ",1,2\nA,5,6\nB,7,8\n",
    "gene,0,2,4,6\nA,0.1,0.3,0.2,0.4\nB,0.2,0.1,0.5,0.4\n",
    "date,2020-01-22,2020-01-23\nChina,5,6\nIndia,6,5\n",
    "t,NA\n1,a\n2,b\n",
    "x\nNA\n",
  ])
  func `there is a header`(text: String) throws {
    #expect(try Table.parse(text: text).hasHeader)
  }

  @Test(arguments: [
    ("1,2\n3,4\n", 2), ("5.1,3.5,setosa\n4.9,3.0,setosa\n7,3.2,versicolor\n", 3),
    ("2020-01-22,1\n2020-01-23,2\n", 2), ("0:00,1\n0:10,2\n", 2), ("1961,1962\n1970,1975\n", 2),
    ("T,2,0,0.013\nT,2,1,0.014\n", 2), ("1,2\n", 1), ("NA,1\n2,3\n", 2), ("1.5\n2.5\n", 2),
    ("Bob,5.1\nAnn,4.9\n", 2),
  ])
  func `there is no header`(text: String, rowCount: Int) throws {
    let table = try Table.parse(text: text)
    #expect(!table.hasHeader)
    #expect(table.rowCount == rowCount)
    #expect(table.columns.map(\.name) == (1...table.columns.count).map { "column\($0)" })
  }

  @Test func `what is given is not asked for`() throws {
    let text = "1,2\n3,4\n"
    let named = try Table.parse(text: text, options: .init(hasHeader: true))
    #expect(named.columns.map(\.name) == ["1", "2"])
    let unnamed = try Table.parse(text: "a,b\nc,d\n", options: .init(hasHeader: false))
    #expect(unnamed.rowCount == 2)
    #expect(try unnamed.column(named: "column2").text().levels == ["b", "d"])
  }
}
