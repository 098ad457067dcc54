import Classification
import Statistics
import Testing

@Suite struct RowSortTests {
  static func expected(_ values: [Double], descending: Bool) -> [UInt32] {
    values.indices.sorted {
      values[$0] == values[$1]
        ? $0 < $1 : descending ? values[$0] > values[$1] : values[$0] < values[$1]
    }.map { UInt32($0) }
  }

  @Test(arguments: [0, 1, 2, 7, 5000], [false, true])
  func likeTheStandardSort(_ count: Int, _ descending: Bool) {
    var stream = RandomStream(seed: 75)
    let normal = (0..<count).map { _ in stream.normal() * 1e3 }
    let probabilities = (0..<count).map { _ in stream.uniform() }
    let tied = (0..<count).map { _ in Double(stream.integer(below: 5)) - 2 }
    for values in [normal, probabilities, tied] {
      #expect(
        RowSort.order(values, descending: descending)
          == Self.expected(values, descending: descending))
    }
  }

  @Test func extremes() {
    let values = [
      0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
      .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0, -0.0, 1, -1,
    ]
    for descending in [false, true] {
      #expect(
        RowSort.order(values, descending: descending)
          == Self.expected(values, descending: descending))
    }
  }
}
