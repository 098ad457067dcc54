/// The sizes together with their slopes by the parameters and by the initial sizes, from the
/// variational equations (CVODES: Serban and Hindmarsh 2005):
///
/// ```
/// dN/dt = f,   dSⱼ/dt = (∂f/∂N)·Sⱼ + ∂f/∂pⱼ
/// ```
///
/// The state is N followed by one block a parameter and one an initial size.
final class SensitivityEquation<Model: PopulationModel>: OrdinaryDifferentialEquation {
  let model: Model
  let parameters: [Double]
  let speciesCount: Int
  /// Parameters and initial sizes.
  let slopeCount: Int
  /// For the numerical derivatives of an implicit method.
  private let scale: Double
  /// ∂f/∂N and ∂f/∂p where the rates were last asked for.
  private var matrix: [Double]
  private var forcing: [Double]

  init(_ model: Model, _ parameters: [Double], scale: Double) {
    self.model = model
    self.parameters = parameters
    self.scale = scale
    speciesCount = model.species.count
    slopeCount = parameters.count + speciesCount
    matrix = [Double](repeating: 0, count: speciesCount * speciesCount)
    forcing = [Double](repeating: 0, count: speciesCount * parameters.count)
  }

  var dimension: Int { speciesCount * (1 + slopeCount) }

  /// Sⱼ = 0 for the parameters, and the unit matrix for the initial sizes.
  func start(_ initial: [Double]) -> [Double] {
    var state = initial + [Double](repeating: 0, count: speciesCount * slopeCount)
    for i in 0..<speciesCount { state[speciesCount * (1 + parameters.count + i) + i] = 1 }
    return state
  }

  func rates(at time: Double, _ state: Span<Double>, into rates: inout MutableSpan<Double>) {
    let n = speciesCount
    let parameters = parameters
    let p = parameters.count
    let sizes = state.extracting(0..<n)
    model.rates(at: time, sizes, parameters.span, into: &rates)
    findSlopes(time, sizes)
    for j in 0..<slopeCount {
      for i in 0..<n {
        var sum = j < p ? forcing[i * p + j] : 0
        for k in 0..<n { sum += matrix[i * n + k] * state[n * (1 + j) + k] }
        rates[n * (1 + j) + i] = sum
      }
    }
  }

  private func findSlopes(_ time: Double, _ sizes: Span<Double>) {
    // Moved out and back: a span of a class's own storage would outlive the access to it.
    var matrix: [Double] = []
    var forcing: [Double] = []
    swap(&matrix, &self.matrix)
    swap(&forcing, &self.forcing)
    let parameters = parameters
    var matrixSpan = matrix.mutableSpan
    model.sizeSlopes(at: time, sizes, parameters.span, into: &matrixSpan)
    var forcingSpan = forcing.mutableSpan
    model.parameterSlopes(at: time, sizes, parameters.span, into: &forcingSpan)
    swap(&matrix, &self.matrix)
    swap(&forcing, &self.forcing)
  }

  /// The blocks on the diagonal are ∂f/∂N; what the slopes' rates depend on the sizes for, and all
  /// rates on the time, comes by central differences, good to ten digits: enough for a step's own
  /// correction, which does not enter the solution.
  func jacobian(
    at time: Double, _ state: Span<Double>, into matrix: inout MutableSpan<Double>,
    timeSlopes: inout MutableSpan<Double>
  ) {
    let n = speciesCount
    let size = dimension
    for i in 0..<size * size { matrix[i] = 0 }
    findSlopes(time, state.extracting(0..<n))
    for j in 0...slopeCount {
      for i in 0..<n {
        for k in 0..<n { matrix[(n * j + i) * size + n * j + k] = self.matrix[i * n + k] }
      }
    }
    for k in 0..<n {
      let step = 6e-6 * max(state[k].magnitude, 1e-3 * scale)
      let change = difference(of: state, at: time, component: k, step: step)
      for i in n..<size { matrix[i * size + k] = change[i] }
    }
    let step = 6e-6 * max(time.magnitude, 1)
    let change = difference(of: state, at: time, component: nil, step: step)
    for i in 0..<size { timeSlopes[i] = change[i] }
  }

  /// The change of the rates with one size, or with the time.
  private func difference(
    of state: Span<Double>, at time: Double, component: Int?, step: Double
  ) -> [Double] {
    var point = (0..<dimension).map { state[$0] }
    let centre = component.map { point[$0] } ?? time
    func rates(_ value: Double) -> [Double] {
      if let component { point[component] = value }
      var rates = [Double](repeating: 0, count: dimension)
      var span = rates.mutableSpan
      self.rates(at: component == nil ? value : time, point.span, into: &span)
      return rates
    }
    let (above, below) = (rates(centre + step), rates(centre - step))
    return zip(above, below).map { ($0 - $1) / (2 * step) }
  }
}
