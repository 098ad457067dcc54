/// Zeros of a function of one variable, to the last place, in about ten evaluations.
enum Zero {
  /// The zero between two points at which the function differs in sign, by chords that keep both
  /// sides (the method of Anderson and Björck 1973), and by halving where these are slow.
  static func between(
    _ first: Double, _ last: Double, _ function: (Double) -> Double
  ) -> Double {
    var (low, high) = (first, last)
    var (atLow, atHigh) = (function(low), function(high))
    guard atLow != 0 else { return low }
    guard atHigh != 0 else { return high }
    for round in 0..<200 {
      let middle = low + (high - low) / 2
      guard middle > min(low, high), middle < max(low, high) else { break }
      // Every third time halves, so that no function is slow.
      var next = round % 3 == 2 ? middle : high - atHigh * ((high - low) / (atHigh - atLow))
      if !(next > min(low, high) && next < max(low, high)) { next = middle }
      let value = function(next)
      guard value != 0 else { return next }
      if (value > 0) == (atHigh > 0) {
        // The other side weighs less from now on, so that the chord reaches beyond the zero.
        let weight = 1 - value / atHigh
        atLow *= weight > 0 ? weight : 0.5
      } else {
        low = high
        atLow = atHigh
      }
      high = next
      atHigh = value
    }
    return high
  }

  /// The zero of a function that is positive on the left and negative on the right of it, sought
  /// outwards from a point in steps that double; `nil` when there is none within reach.
  static func near(
    _ start: Double, step: Double, falling function: (Double) -> Double
  ) -> Double? {
    var (low, high) = (start, start)
    var reach = step
    for _ in 0..<60 where !(function(low) > 0) {
      high = low
      low -= reach
      reach *= 2
    }
    reach = step
    for _ in 0..<60 where function(high) > 0 {
      low = high
      high += reach
      reach *= 2
    }
    guard function(low) > 0, function(high) <= 0 else { return nil }
    return between(low, high, function)
  }
}
