import GrowthCurves
import Testing

/// The background of a series, taken from the series itself.
struct BackgroundTests {
  private let series = try! GrowthSeries(times: [0, 1, 2, 3, 4], sizes: [2, 1, 3, 7, 9])

  @Test("The least size, or the mean of the first")
  func subtraction() throws {
    #expect(try series.subtracting(.minimum).sizes == [1, 0, 2, 6, 8])
    #expect(try series.subtracting(.first(1)).sizes == [0, -1, 1, 5, 7])
    #expect(try series.subtracting(.first(3)).sizes == [0, -1, 1, 5, 7])
    // More than there are: the mean of all.
    #expect(try series.subtracting(.first(100)).sizes == series.sizes.map { $0 - 22.0 / 5 })
  }

  @Test("The standard error is that of the mean of the first sizes, and replaces a blank's")
  func standardError() throws {
    // 2, 1, 3: s = 1.
    let expected = (1.0 / 3).squareRoot()
    #expect(
      (try series.subtracting(.first(3)).offsetStandardError / expected - 1).magnitude < 1e-15)
    #expect(try series.subtracting(.first(1)).offsetStandardError == 0)
    let times = [0.0, 1, 2, 3, 4]
    let blank = try Blank([
      GrowthSeries(times: times, sizes: [1, 1, 1, 1, 1]),
      GrowthSeries(times: times, sizes: [2, 2, 2, 2, 2]),
    ])
    let blanked = try series.subtracting(blank)
    #expect(blanked.offsetStandardError == 0.5)
    #expect(try blanked.subtracting(.minimum).offsetStandardError == 0)
    #expect(try blanked.subtracting(.first(3)).sizes == series.subtracting(.first(3)).sizes)
    #expect(
      try blanked.subtracting(.first(3)).offsetStandardError
        == series.subtracting(.first(3)).offsetStandardError)
  }

  @Test("A series without observations has no background; differences must be numbers")
  func edges() throws {
    let empty = try GrowthSeries(times: [], sizes: [])
    #expect(try empty.subtracting(.minimum) == empty)
    #expect(throws: GrowthDataError.infiniteSize(index: 1)) {
      try GrowthSeries(times: [0, 1], sizes: [-1.7e308, 1.7e308]).subtracting(.minimum)
    }
  }
}
