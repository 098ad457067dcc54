internal import CGSL
public import Statistics

/// A population of whole individuals that are born and die at random.
///
/// ```
/// N → N + 1  at the rate  b·N
/// N → N − 1  at the rate  d·N + (b − d)·N²/K
/// ```
///
/// Its deterministic counterpart is Verhulst's equation with r = b − d. Chance makes it fluctuate
/// about K, and dies it out sooner or later: N = 0 is never left. With K = ∞ it is the linear
/// birth–death process, whose mean is N0·e^{(b − d)t} and whose extinction probability by time t is
/// known in closed form.
///
/// Source: W. Feller (1939), Acta Biotheoretica 5:11–40; D. G. Kendall (1948), Annals of
/// Mathematical Statistics 19:1–15. Simulation: D. T. Gillespie (1977), Journal of Physical
/// Chemistry 81:2340–2361.
public struct BirthDeathProcess: Sendable, Hashable {
  public static let name = "birth-death"
  public static let formula =
    "N -> N + 1 at rate b*N, N -> N - 1 at rate d*N + (b - d)*N^2/K"
  public static let reference = "Feller 1939; Kendall 1948; Gillespie 1977"
  public static let parameters = [
    PopulationParameter("b", "births per individual", .rate, domain: .notNegative, default: 1),
    PopulationParameter(
      "d", "deaths per individual, without crowding", .rate, domain: .notNegative, default: 0.5),
    PopulationParameter("K", "carrying capacity; may be inf", .size, default: 100),
  ]
  public static let initialSize = PopulationParameter(
    "N0", "individuals at time 0", .size, domain: .notNegative, default: 10)

  /// Births per individual and unit of time.
  public let birthRate: Double
  /// Deaths per individual and unit of time, without crowding.
  public let deathRate: Double
  /// May be infinite.
  public let capacity: Double

  /// - Throws: `DynamicsError` when a rate is negative or no number, the capacity not positive, or
  ///   finite although births do not exceed deaths.
  public init(
    birthRate: Double, deathRate: Double, capacity: Double = .infinity
  ) throws(DynamicsError) {
    for (parameter, value) in zip(Self.parameters, [birthRate, deathRate])
    where !parameter.domain.contains(value) {
      throw .outsideDomain(symbol: parameter.symbol, value: value, domain: parameter.domain)
    }
    guard capacity > 0 else {
      throw .outsideDomain(symbol: "K", value: capacity, domain: .positive)
    }
    guard capacity == .infinity || birthRate > deathRate else {
      throw .noCapacity(birthRate: birthRate, deathRate: deathRate)
    }
    self.birthRate = birthRate
    self.deathRate = deathRate
    self.capacity = capacity
  }

  /// A number of individuals from a size.
  ///
  /// - Throws: `DynamicsError` when it is not whole, negative or too large to count.
  public static func individuals(_ size: Double) throws(DynamicsError) -> Int {
    guard size >= 0, size <= 1e15, size == size.rounded() else {
      throw .notACount(symbol: initialSize.symbol, value: size)
    }
    return Int(size)
  }

  /// One realisation by Gillespie's direct method: the time to the next event is exponential with
  /// the total rate, and the event a birth with its share of it. Exact, without a step width.
  ///
  /// - Parameters:
  ///   - initial: individuals at time 0.
  ///   - times: ascending, none negative.
  ///   - maximumEvents: births and deaths after which the realisation ends; later sizes are NaN.
  public func trajectory(
    from initial: Int, at times: [Double], maximumEvents: Int = 100_000_000,
    stream: inout RandomStream
  ) -> BirthDeathTrajectory {
    precondition(initial >= 0, "individuals are not negative")
    precondition(
      zip([0] + times, times).allSatisfy { $0 <= $1 }, "times ascend from 0 or later")
    var sizes: [Double] = []
    sizes.reserveCapacity(times.count)
    var count = Double(initial)
    var time = 0.0
    var events = 0
    var extinction: Double? = initial == 0 ? 0 : nil
    while sizes.count < times.count {
      let births = birthRate * count
      let total = births + deathRate * count + crowding(count)
      // −ln(1 − U) has no infinite value, for U < 1.
      let next = total > 0 ? time - log(1 - stream.uniform()) / total : .infinity
      while sizes.count < times.count, times[sizes.count] < next { sizes.append(count) }
      guard sizes.count < times.count else { break }
      guard events < maximumEvents else {
        sizes += [Double](repeating: .nan, count: times.count - sizes.count)
        return BirthDeathTrajectory(sizes: sizes, events: events, stoppedAt: time)
      }
      events += 1
      time = next
      count += stream.uniform() * total < births ? 1 : -1
      if count == 0 { extinction = time }
    }
    return BirthDeathTrajectory(sizes: sizes, events: events, extinctionTime: extinction)
  }

  /// Additional deaths, (b − d)N²/K.
  private func crowding(_ count: Double) -> Double {
    capacity == .infinity ? 0 : (birthRate - deathRate) * count * (count / capacity)
  }
}

/// A realisation of a birth–death process.
public struct BirthDeathTrajectory: Sendable, Hashable {
  /// Individuals at each time; NaN after `stoppedAt`.
  public var sizes: [Double]
  /// How many births and deaths happened.
  public var events: Int
  /// When the last individual died, if it did by the last time.
  public var extinctionTime: Double?
  /// When the limit on events was reached, if it was.
  public var stoppedAt: Double?
}
