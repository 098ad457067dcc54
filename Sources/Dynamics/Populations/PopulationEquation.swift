/// A population model with its parameters, as a differential equation.
struct PopulationEquation<Model: PopulationModel>: OrdinaryDifferentialEquation {
  let model: Model
  let parameters: [Double]
  let dimension: Int

  init(_ model: Model, _ parameters: [Double]) {
    self.model = model
    self.parameters = parameters
    dimension = model.species.count
  }

  func rates(at time: Double, _ state: Span<Double>, into rates: inout MutableSpan<Double>) {
    model.rates(at: time, state, parameters.span, into: &rates)
  }

  func jacobian(
    at time: Double, _ state: Span<Double>, into matrix: inout MutableSpan<Double>,
    timeSlopes: inout MutableSpan<Double>
  ) {
    model.sizeSlopes(at: time, state, parameters.span, into: &matrix)
    model.timeSlopes(at: time, state, parameters.span, into: &timeSlopes)
  }
}
