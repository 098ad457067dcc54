import Charts
import Foundation

/// Pictures with everything that can be drawn, as the commands would describe them.
enum SampleFigures {
  static let tricky = #"A_1^2{x} "é<&> 50% \n `ls` @x it's"#

  static let all: [(name: String, figure: Figure)] = [
    ("growth", growth), ("tricky", texts), ("dates", dates), ("logarithms", logarithms),
    ("bars", bars), ("roc", roc), ("ends", ends), ("plate", plate), ("wrap", wrap),
    ("heat", heat), ("verdicts", verdicts), ("gaps", gaps), ("steps", steps), ("large", large),
    ("empty", Figure([], title: "Nothing")), ("forest", forest), ("times", times),
    ("extreme", extreme), ("shares", shares),
  ]

  static let hours = (0...18).map { Double($0) }

  static func logistic(_ t: Double) -> Double { 665 / (1 + exp(-0.55 * (t - 7.2))) }

  static let data = hours.map { logistic($0) + 18 * sin(5 * $0) }

  static let growth: Figure = {
    let fine = (0...180).map { Double($0) / 10 }
    let chart = Chart(
      title: "Yeast (Carlson 1913)", subtitle: "logistic, least squares",
      x: Axis("time", unit: "h"), y: Axis("amount of yeast", unit: "mg", includesZero: true),
      layers: [
        .band(
          x: fine, lower: fine.map { logistic($0) - 45 }, upper: fine.map { logistic($0) + 45 },
          name: "prediction 95 %", ink: .skyBlue, opacity: 0.18),
        .band(
          x: fine, lower: fine.map { logistic($0) - 18 }, upper: fine.map { logistic($0) + 18 },
          name: "confidence 95 %", ink: .blue, opacity: 0.25),
        .rule(y: 665, label: "capacity 665 mg"),
        .rule(x: 7.2, label: "inflection"), .rule(x: 3.6, label: "lag 3.6 h"),
        .line(x: fine, y: fine.map(logistic), name: "logistic fit"),
        .points(x: hours, y: data, name: "data"),
      ])
    return Figure(
      chart,
      notes: [
        "L = 665 ± 4 mg, k = 0.55 ± 0.01 /h, x0 = 7.2 ± 0.1 h; verdict: ok. Bands at 95 %: "
          + "confidence of the mean and prediction of a new observation."
      ])
  }()

  /// A curve with its residuals beneath, half as tall.
  static let shares: Figure = {
    let curve = Chart(
      x: Axis("time", unit: "h"), y: Axis("yeast", unit: "mg"),
      layers: [
        .line(x: hours, y: hours.map(logistic), name: "fit"),
        .points(x: hours, y: data, name: "data"),
      ])
    let residuals = Chart(
      x: Axis("time", unit: "h"), y: Axis("residual", unit: "mg"),
      layers: [.rule(y: 0), .points(x: hours, y: zip(data, hours).map { $0 - logistic($1) })])
    var figure = Figure([curve, residuals], columns: 1, title: "Shares", sharesX: true)
    figure.rowShares = [2, 1]
    return figure
  }()

  static let texts: Figure = {
    let chart = Chart(
      title: tricky, subtitle: tricky, x: Axis(tricky, unit: "µm²"), y: Axis("y'_1", unit: "%"),
      layers: [
        .line(x: [0, 1, 2], y: [0, 1, 4], name: tricky, endLabel: "é_2"),
        .points(x: [0, 1, 2], y: [0, 1, 4], name: "二 ÷ \u{1} z", shape: .diamond),
        .text(tricky, x: 1, y: 3),
      ])
    return Figure(chart, notes: [tricky, "line\nbreak"])
  }()

  static let dates: Figure = {
    let day = 86400.0
    let start = 18_262 * day
    let x = (0..<400).map { start + Double($0) * day }
    let chart = Chart(
      title: "An epidemic", x: Axis("date", scale: .date), y: Axis("cases a day"),
      layers: [
        .shade(x: (start + 100 * day)...(start + 160 * day), name: "held out"),
        .line(x: x, y: x.map { 900 * exp(-pow(($0 - start) / day - 120, 2) / 2000) }),
      ])
    return Figure(chart, width: .millimetres(120))
  }()

  static let times: Figure = {
    let start = 1_700_000_000.0
    let x = (0..<200).map { start + Double($0) * 300 }
    return Figure(
      Chart(
        x: Axis("time of day (UTC)", scale: .date), y: Axis("temperature", unit: "°C"),
        layers: [.line(x: x, y: x.map { 30 + sin($0 / 9000) }, steps: .after)]))
  }()

  static let logarithms: Figure = {
    let x = (0...60).map { pow(10, Double($0) / 10 - 3) }
    return Figure(
      Chart(
        x: Axis("λ", scale: .logarithmic, hasGrid: true),
        y: Axis("OD600", scale: .logarithmic, hasGrid: true),
        layers: [
          .band(
            x: x, lower: x.map { _ in 0 }, upper: x.map { 2 * $0 * $0 }, name: "from 0",
            ink: .orange),
          .line(x: x, y: x.map { $0 * $0 }, name: "square"),
          .points(
            x: [0, 0.01, 1, 100], y: [1, 1e-4, 0, 1e4], name: "points (0 is left out)",
            isFilled: true),
        ]))
  }()

  static let bars: Figure = Figure(
    Chart(
      x: .categories(["logistic", "gompertz", "richards"], label: "model"),
      y: Axis("Akaike weight", range: 0...1),
      layers: [
        .bars(x: [0, 1, 2], heights: [0.71, 0.08, 0.21]),
        .text("0.71", x: 0, y: 0.71, anchor: .below), .text("0.08", x: 1, y: 0.08, anchor: .below),
      ]))

  static let roc: Figure = Figure(
    Chart(
      title: "ROC", x: Axis("false positive rate", range: 0...1),
      y: Axis("true positive rate", range: 0...1),
      layers: [
        .line(
          x: [0, 1], y: [0, 1], name: "chance", ink: .grey, width: 0.75, dash: .dotted),
        .line(
          x: [0, 0, 0.1, 0.1, 0.3, 1], y: [0, 0.5, 0.5, 0.8, 0.9, 1], name: "AUC 0.87",
          steps: .before),
        .points(
          x: [0.1], y: [0.8], name: "threshold 0.5", ink: .vermillion, isFilled: true, size: 5),
      ], aspectRatio: 1))

  static let ends: Figure = {
    let x = (0...100).map { Double($0) / 10 }
    return Figure(
      Chart(
        title: "Direct labels", x: Axis("pass"), y: Axis("objective"),
        layers: (0..<6).map { k in
          .line(
            x: x, y: x.map { 1 / (1 + $0) + 0.01 * Double(k) }, ink: .series(k),
            dash: k % 2 == 0 ? .solid : .dashed, endLabel: "solver \(k)")
        }))
  }()

  static func well(_ k: Double, title: String? = nil) -> Chart {
    let fine = (0...48).map { Double($0) / 2 }
    func size(_ t: Double) -> Double { 1.2 / (1 + exp(-k * (t - 10))) }
    return Chart(
      title: title, x: Axis("time", unit: "h"), y: Axis("OD600"),
      layers: [
        .points(
          x: fine, y: fine.map { size($0) + 0.02 * sin(40 * $0 * k) }, name: "data", ink: .grey,
          size: 1.5),
        .line(x: fine, y: fine.map(size), name: "fit", width: 1),
      ])
  }

  static let letters = "ABCDEFGH".map { String($0) }

  static let plate: Figure = {
    let grid = (0..<8).map { (row: Int) -> [Chart?] in
      (0..<12).map { (column: Int) -> Chart? in
        let isEmpty = (row == 7 && column > 8) || (row == 0 && column == 0)
        let k: Double = 0.2 + 0.03 * Double(row) + 0.05 * Double(column)
        return isEmpty ? nil : well(k)
      }
    }
    return Figure(
      grid: grid, rows: letters, columns: (1...12).map { "\($0)" }, title: "Plate 7",
      subtitle: "data and logistic fits", notes: ["96 wells; empty places have no data."])
  }()

  static let wrap: Figure = Figure(
    (0..<7).map { well(0.2 + 0.1 * Double($0), title: "strain \($0), a rather long name of it") },
    title: "Small multiples", notes: ["Each panel has its own range."])

  static let heat: Figure = {
    var values: [Double] = (0..<96).map { 0.3 + 0.004 * Double(($0 * 37) % 96) }
    values[13] = .nan
    return Figure(
      .heatMap(
        title: "Growth rate", rows: letters, columns: (1...12).map { "\($0)" }, values: values,
        texts: values.map { $0.isNaN ? "" : String(format: "%.2f", $0) },
        scaleLabel: "k (1/h)"), width: .double)
  }()

  static let verdicts: Figure = Figure(
    .heatMap(
      rows: letters, columns: (1...12).map { "\($0)" }, values: (0..<96).map { Double($0 % 3) },
      colors: .categories([.green, .orange, .vermillion]),
      categories: ["ok", "no growth", "plateau not observed"]))

  static let gaps: Figure = Figure(
    Chart(
      x: Axis("x"), y: Axis("y", range: -1...2),
      layers: [
        .band(
          x: [0, 1, 2, 3, 4, 5], lower: [0, 0, .nan, 0, -.infinity, -3],
          upper: [1, 1.5, 1, 1, .infinity, 5]),
        .line(x: [0, 1, 2, 3, 4, 5], y: [0, 1, .nan, 1, .infinity, 0]),
        .line(x: [0, 2, 5], y: [-4, 5, -4], ink: .vermillion),
        .points(
          x: [0.5, 2.5, .nan], y: [0.5, 0.5, 1], xLimits: [(0.2, 0.9), (2, 9), (0, 1)],
          yLimits: [(0.2, 0.8), (-9, 1.2), (0, 1)], shape: .square),
      ]))

  static let steps: Figure = Figure(
    [(LineLayer.Steps.after, "after"), (.before, "before"), (.middle, "middle")].map {
      steps, name in
      Chart(
        title: name, x: Axis("x"), y: Axis("y"),
        layers: [
          .line(x: [0, 1, 2, 3], y: [0, 2, 1, 3], steps: steps),
          .points(x: [0, 1, 2, 3], y: [0, 2, 1, 3], shape: .triangle, isFilled: true),
          .shade(y: 0.5...1.5, ink: .orange),
        ])
    }, sharesX: true, sharesY: true)

  static let large: Figure = {
    let x = (0..<100_000).map { Double($0) / 1000 }
    return Figure(
      Chart(
        title: "10⁵ points", x: Axis("time", unit: "s"), y: Axis("signal", unit: "V"),
        layers: [
          .points(
            x: x, y: x.map { cos($0 / 9) + 0.4 * sin($0 * 1e4) }, ink: .lightGrey, isFilled: true,
            size: 1),
          .line(x: x, y: x.map { cos($0 / 9) + 0.3 * sin($0 * 1e3) }, width: 0.5),
        ]))
  }()

  static let forest: Figure = Figure(
    Chart(
      title: "Odds ratios", x: Axis("odds ratio", scale: .logarithmic),
      y: Axis(
        range: -2.5...0.5,
        ticks: [Tick(0, "grade point average"), Tick(-1, "tuce"), Tick(-2, "psi")]),
      layers: [
        .rule(x: 1),
        .points(
          x: [16.9, 1.1, 10.8], y: [0, -1, -2],
          xLimits: [(1.4, 203), (0.83, 1.45), (1.3, 88)], ink: .blue, shape: .square,
          isFilled: true),
      ]))

  static let extreme: Figure = Figure(
    [
      Chart(
        x: Axis("huge"), y: Axis("tiny"),
        layers: [.line(x: [1e300, 2e300, 3e300], y: [1e-300, 3e-300, 2e-300])]),
      Chart(
        x: Axis("constant"), y: Axis("far from 0"),
        layers: [.points(x: [5, 5, 5], y: [1e9, 1e9 + 1, 1e9 + 2])]),
      Chart(
        x: Axis("nothing"), y: Axis("finite"), layers: [.line(x: [.nan], y: [.infinity])]),
      Chart(
        x: Axis("people"), y: Axis("year 2000", scale: .logarithmic),
        layers: [.line(x: [2_500_000, 3_500_000], y: [4.5, 5.5])]),
    ], columns: 2)
}
