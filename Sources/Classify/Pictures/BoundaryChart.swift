import Charts
import Classification
import Foundation

/// The plane of a model's two columns: rows as points, and what the model says of each place.
enum BoundaryChart {
  static func note(isBinary: Bool) -> String {
    isBinary
      ? "Boundary: lines where p = 0.25, 0.5 (black) and 0.75."
      : "Boundary: the class of the largest probability at each place."
  }

  static func chart(_ model: ClassifierModel, _ rows: BoundaryRows) -> Chart? {
    guard let columns = DecisionPlane.columns(model),
      let plane = DecisionPlane(model, x: rows.xRange, y: rows.yRange)
    else { return nil }
    let names = model.classifier.classNames
    var layers = model.classifier.form == .binary ? bands(plane) : regions(plane)
    let shapes: [PointLayer.Shape] = [.circle, .triangle, .square, .diamond, .plus, .cross]
    let target = model.target.columns.first ?? ""
    for (k, name) in names.enumerated() {
      let own = rows.classes.indices.filter { rows.classes[$0] == k }
      guard !own.isEmpty else { continue }
      layers.append(
        .points(
          x: own.map { rows.x[$0] }, y: own.map { rows.y[$0] },
          name: "\(target) \(Shortened.text(name))", ink: .series(k),
          shape: shapes[k % shapes.count], isFilled: own.count < 500,
          size: rows.x.count > 500 ? 2.2 : 3))
    }
    return Chart(
      title: "Decision boundary", x: Axis(columns.x, range: rows.xRange),
      y: Axis(columns.y, range: rows.yRange), layers: layers, legend: .below, aspectRatio: 1)
  }

  /// Of two classes: shades from the first to the second, and lines of equal probability.
  private static func bands(_ plane: DecisionPlane) -> [Layer] {
    let quarter = log(3.0)
    let levels = [-Double.greatestFiniteMagnitude, -quarter, 0, quarter, .greatestFiniteMagnitude]
    let inks = [
      Ink.series(0).tint(0.26), Ink.series(0).tint(0.11), Ink.series(1).tint(0.11),
      Ink.series(1).tint(0.26),
    ]
    var layers: [Layer] = []
    for (band, ink) in inks.enumerated() {
      layers += fill(
        plane.area(where: { plane.lead(1, $0, $1) }, levels[band]..<levels[band + 1]), ink)
    }
    for level in [-quarter, 0, quarter] {
      let line = plane.contour(where: { plane.lead(1, $0, $1) }, level)
      layers.append(
        .line(
          x: line.x, y: line.y, ink: level == 0 ? .black : .grey, width: level == 0 ? 1 : 0.5))
    }
    return layers
  }

  private static func regions(_ plane: DecisionPlane) -> [Layer] {
    var layers: [Layer] = []
    for k in 0..<plane.classCount {
      layers += fill(
        plane.area(where: { plane.lead(k, $0, $1) }, 0..<Double.greatestFiniteMagnitude),
        Ink.series(k).tint(0.18))
    }
    for k in 0..<plane.classCount {
      let line = plane.contour(where: { plane.lead(k, $0, $1) }, 0)
      layers.append(.line(x: line.x, y: line.y, ink: .grey, width: 0.6))
    }
    return layers
  }

  private static func fill(_ strips: [DecisionPlane.Strip], _ ink: Ink) -> [Layer] {
    strips.filter { !$0.x.isEmpty }.map {
      .band(x: $0.x, lower: $0.lower, upper: $0.upper, ink: ink, opacity: 1)
    }
  }
}
