/// A growth curve N(t) with parameters.
///
/// A new model is one file in `Models/` and one line in `GrowthModels.all`; the battery of tests
/// then runs over it. It supplies
/// - its name, formula, source and parameters;
/// - sizes and their gradient at an array of times, and the rate dN/dt;
/// - start values from the data alone: quick ones, and a list from a search;
/// - the landmarks of its curve, from which the derived quantities follow.
public protocol GrowthModel: Sendable {
  /// The name in commands and reports.
  var name: String { get }

  /// N(t) in plain text.
  var formula: String { get }

  /// Who published it.
  var reference: String { get }

  /// In the order in which they are passed and reported.
  var parameters: [GrowthParameter] { get }

  /// Whether t is the time since the series' origin, as in models with an initial size N0, rather
  /// than the time of the data.
  var usesElapsedTime: Bool { get }

  /// Writes N at each time.
  func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>)

  /// Writes ∂N/∂pⱼ at each time: as many contiguous columns as there are parameters.
  func gradient(
    at times: Span<Double>, _ p: Span<Double>, into columns: inout MutableSpan<Double>)

  /// Both at once, for a model that computes them faster together. The default calls the two.
  func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>)

  /// dN/dt at a time.
  func rate(at time: Double, _ p: [Double]) -> Double

  /// Start values by a regression on transformed sizes, in one pass over the data; `nil` where the
  /// sizes cannot be transformed.
  ///
  /// Times in `data` are as the model takes them (elapsed or of the data).
  func quickStart(for data: StartData) -> [Double]?

  /// Start values by a coarse search, the most promising first: tried when the quick ones do not
  /// lead to a good fit. Never empty and always finite, also for data that no such curve describes.
  func searchedStarts(for data: StartData) -> [[Double]]

  /// How many starts are fitted before the best fit is believed: 1, unless the sum of squares has
  /// several minima that all describe the data well.
  var leastStarts: Int { get }

  /// Starts from which a fit might find a lower minimum than one it has found; empty for a model
  /// whose sum of squares has one minimum to speak of.
  func alternatives(to p: [Double], for data: StartData) -> [[Double]]

  /// The same curves by the times of their corners; `nil` for curves without corners.
  var cornered: CorneredForm? { get }

  /// Asymptotes, inflection and rates of the curve.
  func landmarks(_ p: [Double]) -> CurveLandmarks

  /// Whether d ln N/dt only falls, or only rises, along the curve: its greatest value in an interval
  /// is then at an end.
  var hasMonotoneSpecificRate: Bool { get }

  /// The greatest d ln N/dt between two times; `nil` to have it searched for.
  func greatestSpecificRate(from first: Double, to last: Double, _ p: [Double]) -> Double?

  /// ∫N dt in closed form, or as the model knows better than a general quadrature; `nil` where it
  /// does not, or where a closed form would lose digits.
  func area(from first: Double, to last: Double, _ p: [Double]) -> Double?

  /// The parameters by which the same curve is reported, where several describe it; `nil` when `p`
  /// are those already.
  func canonical(_ p: [Double]) -> [Double]?
}

extension GrowthModel {
  public var usesElapsedTime: Bool { false }

  public var leastStarts: Int { 1 }

  public var cornered: CorneredForm? { nil }

  public func alternatives(to p: [Double], for data: StartData) -> [[Double]] { [] }

  public var hasMonotoneSpecificRate: Bool { false }

  public func greatestSpecificRate(
    from first: Double, to last: Double, _ p: [Double]
  ) -> Double? { nil }

  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? { nil }

  public func canonical(_ p: [Double]) -> [Double]? { nil }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    self.sizes(at: times, p, into: &sizes)
    gradient(at: times, p, into: &columns)
  }

  /// N at one time.
  public func size(at time: Double, _ p: [Double]) -> Double {
    let times = [time]
    var sizes = [0.0]
    var span = sizes.mutableSpan
    self.sizes(at: times.span, p.span, into: &span)
    return sizes[0]
  }

  /// N at each time.
  public func sizes(at times: [Double], _ p: [Double]) -> [Double] {
    var sizes = [Double](repeating: 0, count: times.count)
    var span = sizes.mutableSpan
    self.sizes(at: times.span, p.span, into: &span)
    return sizes
  }
}
