import GrowthCurves
import Reports

/// What to cite for these fits.
struct CitationSection {
  private let models: [any GrowthModel]

  init(_ items: [ReportItem]) {
    var models: [any GrowthModel] = []
    for item in items where !models.contains(where: { $0.name == item.fit.model.name }) {
      models.append(item.fit.model)
    }
    self.models = models
  }

  var html: HTML {
    let version = FitGrowthCommand.version
    let software: [HTML] = [
      """
      the software: swift-logistic, growth curves and logistic regression in Swift; command \
      fit-growth, version \(version).
      """,
      """
      the library that solves its equations: M. Galassi et al. (2009), GNU Scientific Library \
      Reference 
      """
        + "Manual, 3rd edition, Network Theory Ltd, ISBN 0-9546120-7-8.",
    ]
    return .list(
      software
        + models.map { model in
          """
          the model \(model.name): \(model.reference) (\(HTML.code("fit-growth models")) lists \
          them).
          """
        })
  }
}
