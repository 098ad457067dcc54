internal import CGSL

/// A seeded stream of random numbers: the Mersenne twister MT19937 (Matsumoto & Nishimura 1998) of
/// GSL.
///
/// The same seed gives the same numbers on every machine: uniform and whole numbers and shuffles to
/// the bit, normal and Poisson numbers as far as the machines round `log` and `exp` alike. Nothing
/// is ever seeded from the clock. A stream has one owner and is not shared between threads. Parallel
/// work makes the stream of piece `i` from the seed and `i` alone, so that results do not depend on
/// how the pieces are dealt out.
///
///     var stream = RandomStream(seed: 1)
///     var replicate = stream.substream(17)                 // the same whatever was drawn before
///     var again = RandomStream(seed: 1, substream: 17)     // the same on another thread
///
/// Seeds 0 and 4357 name the same stream (0 asks GSL for its default seed, which is 4357). The
/// twister takes 32 bits of seed: there are 2³² streams, and the substreams of one stream are all
/// different.
@safe
public struct RandomStream: ~Copyable {
  public let seed: UInt32
  private let generator: UnsafeMutablePointer<gsl_rng>

  public init(seed: UInt32) {
    GSL.prepare()
    guard let generator = unsafe gsl_rng_alloc(cgsl_rng_mt19937()) else {
      fatalError("no memory for a random stream")
    }
    unsafe gsl_rng_set(generator, UInt(seed))
    self.seed = seed
    unsafe self.generator = generator
  }

  deinit { unsafe gsl_rng_free(generator) }

  /// The stream `RandomStream(seed: seed).substream(index)`, for work that holds only the seed.
  ///
  /// Its own seed is a one-to-one scrambling of `index` for a given seed (the finaliser of
  /// MurmurHash3, Appleby 2011), so that no two of the 2³² substreams are the same.
  /// - Precondition: `0 <= index < 2³²`.
  public init(seed: UInt32, substream index: Int) {
    guard let index = UInt32(exactly: index) else {
      preconditionFailure("a substream is numbered from 0 to 2³² − 1, not \(index)")
    }
    self.init(seed: scrambled(scrambled(seed) &+ (index &+ 1) &* 0x9e37_79b9))
  }

  /// The independent stream number `index` under this one's seed; what has been drawn does not
  /// matter.
  /// - Precondition: `0 <= index < 2³²`.
  public func substream(_ index: Int) -> RandomStream {
    RandomStream(seed: seed, substream: index)
  }

  /// A uniform number on 0..<1, a multiple of 2⁻⁵³ (two draws of the twister).
  public mutating func uniform() -> Double {
    let high = unsafe gsl_rng_get(generator) >> 5
    let low = unsafe gsl_rng_get(generator) >> 6
    return Double(high << 26 | low) * 0x1p-53
  }

  /// A normal number: the normal quantile of one uniform number, so that it is monotone in the
  /// latter.
  /// - Precondition: `mean` is finite, `standardDeviation` finite and at least 0.
  public mutating func normal(mean: Double = 0, standardDeviation: Double = 1) -> Double {
    precondition(
      mean.isFinite && standardDeviation.isFinite && standardDeviation >= 0,
      "no normal distribution has mean \(mean) and standard deviation \(standardDeviation)")
    var probability = uniform()
    while probability == 0 { probability = uniform() }
    return mean + standardDeviation * GSL.value { gsl_cdf_ugaussian_Pinv(probability) }
  }

  /// A count from the Poisson distribution (GSL's: Ahrens & Dieter 1974).
  /// - Precondition: `0 <= mean <= 10⁹`.
  public mutating func poisson(mean: Double) -> Int {
    precondition(
      (0...1e9).contains(mean), "the mean of a Poisson count lies in 0...1e9, not \(mean)")
    return Int(unsafe gsl_ran_poisson(generator, mean))
  }

  /// A number from the gamma distribution with mean `shape` and variance `shape` (GSL's: Marsaglia &
  /// Tsang 2000). A Poisson count with the mean μ·gamma(θ)/θ is negative binomial with variance
  /// μ + μ²/θ.
  /// - Precondition: `shape` is positive and finite.
  public mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0 && shape.isFinite, "no gamma distribution has the shape \(shape)")
    return unsafe gsl_ran_gamma(generator, shape, 1)
  }

  /// A whole number in `0..<bound`, each equally likely.
  /// - Precondition: `0 < bound < 2³²`.
  public mutating func integer(below bound: Int) -> Int {
    precondition(
      0 < bound && bound <= Int(UInt32.max), "no whole number is drawn below \(bound)")
    return Int(unsafe gsl_rng_uniform_int(generator, UInt(bound)))
  }

  /// Puts the elements into random order, each order equally likely (Fisher & Yates, Durstenfeld
  /// 1964).
  public mutating func shuffle<Elements: MutableCollection & RandomAccessCollection>(
    _ elements: inout Elements
  ) {
    var remaining = elements.count
    while remaining > 1 {
      let chosen = elements.index(elements.startIndex, offsetBy: integer(below: remaining))
      remaining -= 1
      elements.swapAt(chosen, elements.index(elements.startIndex, offsetBy: remaining))
    }
  }
}

/// A one-to-one map of the 32-bit numbers in which every input bit reaches every output bit.
private func scrambled(_ value: UInt32) -> UInt32 {
  var bits = value
  bits = (bits ^ bits >> 16) &* 0x85eb_ca6b
  bits = (bits ^ bits >> 13) &* 0xc2b2_ae35
  return bits ^ bits >> 16
}
