import Dynamics
import Foundation
import Statistics
import Testing

/// The birth–death process against its exact distribution. Seeds are fixed; bounds are those of a
/// test that the truth passes but for one seed in 10,000 or more.
struct BirthDeathTests {
  static func sizes(
    _ b: Double, _ d: Double, capacity: Double = .infinity, from initial: Int, at time: Double,
    count: Int, seed: UInt32
  ) throws -> [Double] {
    let process = try BirthDeathProcess(birthRate: b, deathRate: d, capacity: capacity)
    return process.replicates(count, from: initial, at: [time], seed: seed, threads: 2)
      .map { $0.sizes[0] }
  }

  @Test(
    "The whole distribution of the linear process from one individual",
    arguments: [(1.0, 0.5, 2.0), (0.8, 0.8, 3), (0.5, 1.2, 1.5)])
  func distribution(_ b: Double, _ d: Double, _ t: Double) throws {
    let count = 40_000
    let sizes = try Self.sizes(b, d, from: 1, at: t, count: count, seed: 141)
    // P(0) = α, P(n) = (1 − α)(1 − β)β^{n−1} (Kendall 1948); α = β = bt/(1 + bt) for b = d.
    let growth = exp((b - d) * t)
    let alpha = b == d ? b * t / (1 + b * t) : d * (growth - 1) / (b * growth - d)
    let beta = b == d ? alpha : b * (growth - 1) / (b * growth - d)
    var expected = [alpha]
    while expected.count < 25, (1 - expected.reduce(0, +)) * Double(count) > 20 {
      expected.append((1 - alpha) * (1 - beta) * pow(beta, Double(expected.count - 1)))
    }
    expected.append(1 - expected.reduce(0, +))
    var observed = [Double](repeating: 0, count: expected.count)
    for size in sizes { observed[min(Int(size), expected.count - 1)] += 1 }
    let chiSquared = zip(observed, expected).reduce(0.0) { sum, pair in
      let mean = pair.1 * Double(count)
      return sum + (pair.0 - mean) * (pair.0 - mean) / mean
    }
    let tail = ChiSquared(degreesOfFreedom: Double(expected.count - 1)).upperTail(chiSquared)
    #expect(tail > 1e-4, "χ² = \(chiSquared) of \(expected.count - 1)")
  }

  @Test(
    "Mean, variance and extinction of the linear process",
    arguments: [(1.0, 0.5, 10, 2.0), (0.9, 1.1, 30, 3), (2, 1.8, 5, 1)])
  func linear(_ b: Double, _ d: Double, _ initial: Int, _ t: Double) throws {
    let count = 40_000
    let sizes = try Self.sizes(b, d, from: initial, at: t, count: count, seed: 142)
    let n = Double(initial)
    let growth = exp((b - d) * t)
    let mean = n * growth
    let variance = n * (b + d) / (b - d) * growth * (growth - 1)
    let found = sizes.reduce(0, +) / Double(count)
    #expect((found - mean).magnitude <= 4 * (variance / Double(count)).squareRoot())
    // The fourth cumulant of a sum is the sum of those of its parts, of the distribution above.
    let fourth = n * Self.fourthCumulant(b, d, t) + 3 * variance * variance
    let squares = sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    let error = ((fourth - variance * variance) / Double(count)).squareRoot()
    #expect((squares - variance).magnitude <= 4 * error)
    let extinction = pow(d * (growth - 1) / (b * growth - d), n)
    let share = Double(sizes.count { $0 == 0 }) / Double(count)
    let spread = (extinction * (1 - extinction) / Double(count)).squareRoot()
    #expect((share - extinction).magnitude <= 4 * spread + 1e-12)
  }

  /// Of the descendants of one individual, from the probabilities.
  static func fourthCumulant(_ b: Double, _ d: Double, _ t: Double) -> Double {
    let growth = exp((b - d) * t)
    let alpha = d * (growth - 1) / (b * growth - d)
    let beta = b * (growth - 1) / (b * growth - d)
    var moments = [0.0, 0, 0, 0, 0]
    var probability = (1 - alpha) * (1 - beta)
    for n in 1...20_000 {
      for k in 1...4 { moments[k] += pow(Double(n), Double(k)) * probability }
      probability *= beta
    }
    let (m1, m2, m3, m4) = (moments[1], moments[2], moments[3], moments[4])
    return m4 - 4 * m3 * m1 - 3 * m2 * m2 + 12 * m2 * m1 * m1 - 6 * pow(m1, 4)
  }

  @Test("With a capacity, moments and extinction are those of the master equation")
  func logistic() throws {
    let count = 40_000
    for row in DynamicsOracle.birthDeath {
      let sizes = try Self.sizes(
        row[0], row[1], capacity: row[2], from: Int(row[3]), at: row[4], count: count, seed: 143)
      let (mean, variance, fourth, extinct) = (row[5], row[6], row[7], row[8])
      let found = sizes.reduce(0, +) / Double(count)
      #expect((found - mean).magnitude <= 4 * (variance / Double(count)).squareRoot(), "\(row)")
      let squares = sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
      let error = ((fourth - variance * variance) / Double(count)).squareRoot()
      #expect((squares - variance).magnitude <= 4 * error, "\(row)")
      let share = Double(sizes.count { $0 == 0 }) / Double(count)
      let spread = (extinct * (1 - extinct) / Double(count)).squareRoot()
      #expect((share - extinct).magnitude <= 4 * spread, "\(row)")
    }
  }

  @Test("Without deaths it is Yule's process: whole steps up; without births, steps down")
  func pure() throws {
    let times = (0...50).map { Double($0) / 10 }
    var stream = RandomStream(seed: 144)
    let births = try BirthDeathProcess(birthRate: 1, deathRate: 0)
      .trajectory(from: 3, at: times, stream: &stream)
    #expect(zip(births.sizes, births.sizes.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(births.sizes[0] == 3)
    #expect(births.sizes.allSatisfy { $0 == $0.rounded() })
    #expect(Double(births.events) >= births.sizes.last! - 3)
    let deaths = try BirthDeathProcess(birthRate: 0, deathRate: 2)
      .trajectory(from: 20, at: times, stream: &stream)
    #expect(zip(deaths.sizes, deaths.sizes.dropFirst()).allSatisfy { $0 >= $1 })
    let end = try #require(deaths.extinctionTime)
    #expect(deaths.events == 20)
    for (time, size) in zip(times, deaths.sizes) { #expect((size == 0) == (time >= end)) }
  }

  @Test("What has died out stays so")
  func absorbed() throws {
    let process = try BirthDeathProcess(birthRate: 0.6, deathRate: 0.5, capacity: 4)
    let times = (0...200).map { Double($0) }
    var extinct = 0
    for trajectory in process.replicates(50, from: 2, at: times, seed: 145) {
      guard let end = trajectory.extinctionTime else { continue }
      extinct += 1
      for (time, size) in zip(times, trajectory.sizes) { #expect((size == 0) == (time >= end)) }
    }
    #expect(extinct > 40)
    var stream = RandomStream(seed: 1)
    let none = process.trajectory(from: 0, at: [0, 5], stream: &stream)
    #expect(none.sizes == [0, 0] && none.extinctionTime == 0 && none.events == 0)
  }

  @Test("The same replicates for any number of threads, and for any count of them")
  func threads() throws {
    let process = try BirthDeathProcess(birthRate: 1, deathRate: 0.5, capacity: 30)
    let times = (0...20).map { Double($0) }
    let one = process.replicates(40, from: 5, at: times, seed: 7, threads: 1)
    for threads in [2, 3, 8] {
      #expect(process.replicates(40, from: 5, at: times, seed: 7, threads: threads) == one)
    }
    #expect(process.replicates(10, from: 5, at: times, seed: 7) == Array(one[..<10]))
    #expect(Set(one.map { $0.sizes }).count == 40)
    #expect(process.replicates(40, from: 5, at: times, seed: 8) != one)
  }

  @Test("A limit on events ends a realisation that grows without bound")
  func eventLimit() throws {
    let process = try BirthDeathProcess(birthRate: 5, deathRate: 0)
    var stream = RandomStream(seed: 146)
    let trajectory = process.trajectory(
      from: 10, at: [0, 0.1, 100], maximumEvents: 1000, stream: &stream)
    let stopped = try #require(trajectory.stoppedAt)
    #expect(stopped > 0.1 && stopped < 100)
    #expect(trajectory.events == 1000)
    #expect(trajectory.sizes[1] >= 10 && trajectory.sizes[2].isNaN)
  }

  @Test("Rates and capacities that make no sense are refused")
  func refused() {
    #expect(throws: DynamicsError.noCapacity(birthRate: 1, deathRate: 2)) {
      try BirthDeathProcess(birthRate: 1, deathRate: 2, capacity: 10)
    }
    #expect(throws: DynamicsError.outsideDomain(symbol: "b", value: -1, domain: .notNegative)) {
      try BirthDeathProcess(birthRate: -1, deathRate: 2)
    }
    #expect(throws: DynamicsError.outsideDomain(symbol: "K", value: 0, domain: .positive)) {
      try BirthDeathProcess(birthRate: 2, deathRate: 1, capacity: 0)
    }
    #expect(throws: DynamicsError.notACount(symbol: "N0", value: 2.5)) {
      try BirthDeathProcess.individuals(2.5)
    }
  }
}
