import Statistics
import Testing

struct RandomStreamTests {
  /// NumPy's legacy generator is the same twister with the same 53-bit numbers:
  /// python3 -c "import numpy; print(numpy.random.RandomState(1).random_sample(1001))"
  @Test func uniformNumbersAreThoseOfTheReferenceTwister() {
    var stream = RandomStream(seed: 1)
    let expected = [
      0.417022004702574, 0.7203244934421581, 0.00011437481734488664, 0.30233257263183977,
    ]
    for value in expected { #expect(stream.uniform() == value) }
    for _ in 4..<1000 { _ = stream.uniform() }
    #expect(stream.uniform() == 0.3258099666132048)
    var last = RandomStream(seed: .max)
    #expect(last.uniform() == 0.0976320289940138)
  }

  /// The normal quantiles of those uniform numbers, by mpmath at 30 digits.
  @Test func normalNumbersAreQuantilesOfTheUniformOnes() {
    var stream = RandomStream(seed: 1)
    for value in [
      -0.20951784091624317, 0.58380574426814073, -3.6849476695384895, -0.51770351523547689,
    ] {
      #expect(relativeError(stream.normal(), value) < 1e-15)
    }
  }

  @Test func momentsOfNormalAndUniformNumbers() {
    var stream = RandomStream(seed: 2)
    let count = 200_000
    var sums = (normal: 0.0, square: 0.0, fourth: 0.0, uniform: 0.0)
    for _ in 0..<count {
      let value = stream.normal()
      sums.normal += value
      sums.square += value * value
      sums.fourth += value * value * value * value
      sums.uniform += stream.uniform()
    }
    // Five standard errors of each mean: √(1/n), √(2/n), √(96/n), √(1/12n).
    let root = Double(count).squareRoot()
    #expect(abs(sums.normal / Double(count)) < 5 / root)
    #expect(abs(sums.square / Double(count) - 1) < 5 * 2.0.squareRoot() / root)
    #expect(abs(sums.fourth / Double(count) - 3) < 5 * 96.0.squareRoot() / root)
    #expect(abs(sums.uniform / Double(count) - 0.5) < 5 / (12.0.squareRoot() * root))
  }

  @Test(arguments: [0.0, 0.3, 4, 150])
  func poissonCountsHaveTheirMeanAndVariance(mean: Double) {
    var stream = RandomStream(seed: 3)
    let count = 100_000.0
    var sum = 0.0
    var squares = 0.0
    for _ in 0..<Int(count) {
      let deviation = Double(stream.poisson(mean: mean)) - mean
      sum += deviation
      squares += deviation * deviation
    }
    #expect(abs(sum / count) <= 5 * (mean / count).squareRoot())
    #expect(abs(squares / count - mean) <= 5 * ((mean + 2 * mean * mean) / count).squareRoot())
  }

  @Test func wholeNumbersCoverTheirRangeEvenly() {
    var stream = RandomStream(seed: 4)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[stream.integer(below: 7)] += 1 }
    let chiSquared = counts.reduce(0.0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 }
    #expect(ChiSquared(degreesOfFreedom: 6).upperTail(chiSquared) > 1e-6)
    #expect(stream.integer(below: 1) == 0)
    #expect(stream.integer(below: Int(UInt32.max)) < Int(UInt32.max))
  }

  @Test func shufflingKeepsTheElementsAndReachesEveryOrder() {
    var stream = RandomStream(seed: 5)
    var orders: [[Int]: Int] = [:]
    for _ in 0..<24_000 {
      var elements = [0, 1, 2, 3]
      stream.shuffle(&elements)
      orders[elements, default: 0] += 1
    }
    #expect(orders.count == 24)
    let chiSquared = orders.values.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
    #expect(ChiSquared(degreesOfFreedom: 23).upperTail(chiSquared) > 1e-6)
    var slice = [9, 8, 7, 6][1...]
    stream.shuffle(&slice)
    #expect(slice.sorted() == [6, 7, 8])
  }

  @Test func substreamsDependOnSeedAndIndexAlone() {
    var parent = RandomStream(seed: 6)
    let before = parent.substream(3).seed
    for _ in 0..<100 { _ = parent.uniform() }
    #expect(parent.substream(3).seed == before)
    #expect(RandomStream(seed: 6, substream: 3).seed == before)
    #expect(RandomStream(seed: 7).substream(3).seed != before)
    #expect(parent.substream(3).substream(0).seed != parent.substream(3).substream(1).seed)
  }

  /// A stream once used in published results may not change.
  @Test func substreamsKeepTheirSeeds() {
    let seeds = (0..<3).map { RandomStream(seed: 1, substream: $0).seed }
    #expect(seeds == [1348811757, 3428229867, 2634278455])
  }

  @Test func substreamsOfOneStreamAreAllDifferent() {
    let parent = RandomStream(seed: 8)
    let seeds = Set((0..<20_000).map { parent.substream($0).seed })
    #expect(seeds.count == 20_000)
  }

  /// The first numbers of many substreams behave as independent uniform numbers.
  @Test func substreamsAreNotCorrelated() {
    let parent = RandomStream(seed: 9)
    var sum = 0.0
    var product = 0.0
    var previous = 0.5
    for index in 0..<20_000 {
      var stream = parent.substream(index)
      let value = stream.uniform()
      sum += value - 0.5
      product += (value - 0.5) * (previous - 0.5)
      previous = value
    }
    #expect(abs(sum) < 5 * (20_000.0 / 12).squareRoot())
    #expect(abs(product) < 5 * 20_000.0.squareRoot() / 12)
  }

  @Test func impossibleArgumentsTrap() async {
    await #expect(processExitsWith: .failure) {
      var stream = RandomStream(seed: 1)
      _ = stream.integer(below: 0)
    }
    await #expect(processExitsWith: .failure) { _ = RandomStream(seed: 1).substream(-1) }
    await #expect(processExitsWith: .failure) {
      var stream = RandomStream(seed: 1)
      _ = stream.poisson(mean: .nan)
    }
  }
}
