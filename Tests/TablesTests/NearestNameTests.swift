import Tables
import Testing

/// The name that was probably meant.
struct NearestNameTests {
  @Test(
    arguments: [
      ("tmie", "time"), ("Time", "time"), ("od600", "OD600"), ("replicat", "replicate"),
      ("temperatur_c", "temperature_c"), ("x", nil), ("weight", nil), ("", nil),
    ] as [(String, String?)])
  func `the nearest name is suggested`(name: String, nearest: String?) throws {
    let names = ["time", "OD600", "replicate", "temperature_c"]
    let table = try Table.parse(text: names.joined(separator: ",") + "\n1,2,3,4\n")
    let error = TableError.unknownColumn(file: "text", name: name, nearest: nearest, names: names)
    #expect(throws: error) { try table.column(named: name) }
  }
}
