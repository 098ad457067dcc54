/// A number that follows from the parameters: a parameter itself, a derived quantity, a prediction.
public protocol ParameterFunction {
  /// The number at natural parameters; not finite where there is none.
  func value(at parameters: [Double]) -> Double

  /// Its slopes, one a parameter; `nil` where there are none.
  ///
  /// The default takes central differences.
  ///
  /// - Parameter steps: small distances in each parameter, for differences.
  func gradient(at parameters: [Double], steps: [Double]) -> [Double]?

  /// Which parameter it is, where it is one. By default none.
  var parameterIndex: Int? { get }
}

extension ParameterFunction {
  public var parameterIndex: Int? { nil }

  public func gradient(at parameters: [Double], steps: [Double]) -> [Double]? {
    var point = parameters
    var gradient = [Double](repeating: 0, count: parameters.count)
    for j in point.indices where steps[j] > 0 {
      point[j] = parameters[j] + steps[j]
      let (high, above) = (point[j], value(at: point))
      point[j] = parameters[j] - steps[j]
      let (low, below) = (point[j], value(at: point))
      point[j] = parameters[j]
      gradient[j] = (above - below) / (high - low)
      guard gradient[j].isFinite else { return nil }
    }
    return gradient
  }
}

/// One of the parameters.
public struct SingleParameter: ParameterFunction, Sendable {
  public let index: Int

  public init(_ index: Int) { self.index = index }

  public var parameterIndex: Int? { index }

  public func value(at parameters: [Double]) -> Double { parameters[index] }

  public func gradient(at parameters: [Double], steps: [Double]) -> [Double]? {
    var gradient = [Double](repeating: 0, count: parameters.count)
    gradient[index] = 1
    return gradient
  }
}
