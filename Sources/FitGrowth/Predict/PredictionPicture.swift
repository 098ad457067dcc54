import Charts
import CommandSupport
import Foundation
import GrowthCurves
import Tables

/// Data, fitted curves and what they predict.
struct PredictionPicture {
  private let style: PictureStyle
  private let interval: GrowthPrediction.Band
  private let confidence: Double
  private let threads: Int
  /// Fewer predictions are marked one by one.
  private static let markedCount = 25

  init(
    _ stored: FitFile, interval: GrowthPrediction.Band, confidence: Double, threads: Int
  ) {
    self.interval = interval
    self.confidence = confidence
    self.threads = threads
    let columns = stored.options.size ?? []
    style = PictureStyle(
      times: PictureTimes(
        name: stored.time.column, unit: stored.time.unit.flatMap { TimeUnit(argument: $0) },
        start: stored.time.origin.flatMap { PredictionTimes.seconds(of: $0) }),
      size: QuantityName(columns.count == 1 ? columns[0] : "size"),
      isLogarithmic: stored.options.scale == SizeScale.log.rawValue)
  }

  typealias Forecast = (fit: GrowthFit, predictions: [GrowthPrediction])

  func pages(_ forecasts: [Forecast], isPaged: Bool) -> [Figure] {
    let hasBands = forecasts.count <= FitFigures.fewCount
    let parts = GrowthBatch.map(count: forecasts.count, threads: threads) { _, index in
      Part(
        forecasts[index], style, hasBands ? interval : nil, confidence,
        isNumbered: forecasts.count == 1)
    }
    if forecasts.count == 1 {
      return [
        Figure(
          parts[0].chart(parts[0].range.range), notes: notes(forecasts), width: .millimetres(120))
      ]
    }
    guard var all = parts.first?.range else { return [Figure([], notes: notes(forecasts))] }
    for part in parts.dropFirst() { all.formUnion(part.range) }
    let pages = SeriesPages(forecasts.map { $0.fit.series.name }, isPaged: isPaged).all
    return pages.map { page in
      let places = page.places.map { $0.map { parts[$0].chart(all.range) } }
      let rows = stride(from: 0, to: places.count, by: page.columns).map {
        Array(places[$0..<min($0 + page.columns, places.count)])
      }
      guard page.isPlate else {
        return Figure(
          places.compactMap { $0 }, columns: places.count > FitFigures.fewCount ? 8 : nil,
          title: page.title, notes: notes(forecasts), sharesX: true, sharesY: true)
      }
      return Figure(
        grid: rows.map { $0.map { $0.map(\.untitled) } },
        rows: (1...rows.count).map { WellPosition.name(ofRow: $0) },
        columns: (1...page.columns).map { "\($0)" }, title: page.title, notes: notes(forecasts))
    }
  }

  private func notes(_ forecasts: [Forecast]) -> [String] {
    var notes: [String] = []
    if forecasts.count == 1, let only = forecasts.first {
      notes = FitNotes.full(SeriesResult(fit: only.fit, by: []), style)
      let shown = only.predictions.count <= 6 ? only.predictions : []
      if !shown.isEmpty {
        notes.append(
          "Predicted (\(percent(confidence)) \(interval.rawValue) limits): "
            + shown.map { prediction in
              let error = prediction.limits.halfWidth(around: prediction.size)
              return style.times.text(prediction.time) + ": "
                + SignificantDigits.text(prediction.size, error: error) + " ("
                + prediction.limits.text(around: prediction.size) + ")"
            }.joined(separator: ", ") + ".")
      }
    } else {
      notes.append(FitNotes.counts(forecasts.map { SeriesResult(fit: $0.fit, by: []) }))
    }
    return notes
  }

  /// One series.
  private struct Part: Sendable {
    let fit: GrowthFit
    let predictions: [GrowthPrediction]
    let bands: CurveBands?
    let range: SizeRange
    let style: PictureStyle
    let confidence: Double
    let isNumbered: Bool

    init(
      _ forecast: Forecast, _ style: PictureStyle, _ interval: GrowthPrediction.Band?,
      _ confidence: Double, isNumbered: Bool
    ) {
      fit = forecast.fit
      predictions = forecast.predictions
      self.style = style
      self.confidence = confidence
      self.isNumbered = isNumbered
      var range = SizeRange(isLogarithmic: style.isLogarithmic)
      range.add(fit.series.sizes)
      range.add(predictions.map { $0.size })
      let times = fit.series.times + predictions.map { $0.time }
      if fit.status == .notFitted {
        bands = nil
      } else {
        let bands = CurveBands(
          fit, from: times.min() ?? 0, to: times.max() ?? 0,
          bands: interval.map { [$0] } ?? [], confidence: confidence)
        range.add(bands.sizes)
        range.add(bands.confidence + bands.prediction + predictions.map { $0.limits })
        self.bands = bands
      }
      self.range = range
    }

    func chart(_ range: ClosedRange<Double>?) -> Chart {
      let times = style.times
      var layers: [Layer] = []
      if let bands {
        layers += bands.bands(times, in: self.range, level: confidence)
        if let last = fit.series.times.last, predictions.contains(where: { $0.time > last }) {
          layers.append(
            .rule(
              x: times.place(last), name: "last observation", ink: .grey, width: 0.6,
              dash: .dotted))
        }
        let state = fit.curveState
        layers.append(
          bands.curve(
            times, name: fit.model.name, ink: state == .notConverged ? .vermillion : .blue,
            dash: state == .notConverged ? .dashed : .solid))
      }
      layers.append(
        .points(
          x: times.places(fit.series.times), y: fit.series.sizes, name: "data",
          ink: .rgb(0x333333), isFilled: true,
          size: isNumbered && fit.series.count <= 100 ? 3.5 : 1.5))
      if !predictions.isEmpty, predictions.count <= PredictionPicture.markedCount {
        layers.append(
          .points(
            x: times.places(predictions.map { $0.time }), y: predictions.map { $0.size },
            yLimits: predictions.map {
              (self.range.lower($0.limits), self.range.upper($0.limits))
            }, name: "predicted", ink: .vermillion, shape: .diamond, isFilled: true,
            size: isNumbered ? 4.5 : 3))
      }
      let verdicts = fit.verdicts.map { $0.description }.joined(separator: ", ")
      return Chart(
        title: fit.series.name,
        subtitle: isNumbered
          ? "\(fit.model.name): \(verdicts)" : fit.verdicts == [.ok] ? nil : verdicts,
        x: times.axis, y: style.sizeAxis(range), layers: layers)
    }
  }
}

extension Chart {
  /// For a place whose headings name it.
  fileprivate var untitled: Chart {
    var chart = self
    (chart.title, chart.subtitle) = (nil, nil)
    return chart
  }
}
