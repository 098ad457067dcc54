/// What is wrong with the numbers given as a growth series.
public enum GrowthDataError: Error, Sendable, Hashable {
  case lengthsDiffer(times: Int, sizes: Int)
  case weightsDiffer(weights: Int, sizes: Int)
  case infiniteTime(index: Int)
  case infiniteSize(index: Int)
  case badWeight(index: Int, weight: Double)
  case badOrigin(Double)
  case blankWithoutReadings
  case noBlank(time: Double)
}

extension GrowthDataError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .lengthsDiffer(let times, let sizes):
      "\(times) times, but \(sizes) sizes: a series needs one size for each time"
    case .weightsDiffer(let weights, let sizes):
      "\(weights) weights, but \(sizes) sizes: give one weight for each size, or none"
    case .infiniteTime(let index): "the time of observation \(index + 1) is infinite"
    case .infiniteSize(let index): "the size of observation \(index + 1) is infinite"
    case .badWeight(let index, let weight):
      "the weight of observation \(index + 1) is \(weight); weights are finite and not negative"
    case .badOrigin(let origin): "the origin of time is \(origin), not a finite number"
    case .blankWithoutReadings: "the blanks have no readings"
    case .noBlank(let time): "no blank was read at the time \(time)"
    }
  }
}
