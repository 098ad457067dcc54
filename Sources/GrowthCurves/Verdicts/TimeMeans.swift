/// The sizes in order of time, one a time: observations of the same time count as their mean.
struct TimeMeans {
  let sizes: [Double]

  init(_ data: FitData) {
    let times = data.times
    guard times.indices.dropFirst().contains(where: { times[$0] == times[$0 - 1] }) else {
      sizes = data.sizes
      return
    }
    var means: [Double] = []
    var first = 0
    while first < times.count {
      var sum = 0.0
      var weight = 0.0
      var i = first
      while i < times.count, times[i] == times[first] {
        let share = data.weights.isEmpty ? 1 : data.weights[i]
        sum += share * data.sizes[i]
        weight += share
        i += 1
      }
      means.append(sum / weight)
      first = i
    }
    sizes = means
  }
}
