/// No growth: the size is the same at all times. Not a model to choose, but what every model must
/// beat.
struct ConstantSize: GrowthModel {
  var name: String { "constant" }
  var formula: String { "c" }
  var reference: String { "" }
  var parameters: [GrowthParameter] { Self.parameters }
  private static let parameters = [GrowthParameter("c", "the size", .size)]

  func sizes(at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>) {
    for i in 0..<times.count { sizes[i] = p[0] }
  }

  func gradient(at times: Span<Double>, _ p: Span<Double>, into columns: inout MutableSpan<Double>)
  {
    for i in 0..<times.count { columns[i] = 1 }
  }

  func rate(at time: Double, _ p: [Double]) -> Double { 0 }

  func quickStart(for data: StartData) -> [Double]? {
    [data.scale(of: data.times.map { _ in 1 }).scale]
  }

  func searchedStarts(for data: StartData) -> [[Double]] {
    quickStart(for: data).map { [$0] } ?? []
  }

  func landmarks(_ p: [Double]) -> CurveLandmarks { CurveLandmarks() }
}
