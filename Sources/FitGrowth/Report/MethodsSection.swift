import CommandSupport
import GrowthCurves
import LeastSquares
import Reports

/// What was done, out of the options that were in force, so that it can be repeated.
struct MethodsSection {
  private let report: HTMLReport
  private let items: [ReportItem]
  private var context: ReportContext { report.context }

  init(_ report: HTMLReport, _ items: [ReportItem]) {
    self.report = report
    self.items = items
  }

  var html: HTML {
    var html: HTML = [data, models, errors, limits, beside, software]
      .filter { !$0.isEmpty }.map { .paragraph($0) }.joined()
    if !context.selection.notes.isEmpty {
      html +=
        .paragraph("Decided from the data, without being asked:")
        + .list(context.selection.notes.map { HTML($0) })
    }
    html += .paragraph(
      "The command, which with this version and this input gives the same page again:")
    html += .preformatted(CommandText("fit-growth", report.command).text)
    return html
  }

  // MARK: - Sentences

  private func sentences(_ parts: [HTML?]) -> HTML {
    parts.compactMap { $0 }.joined(separator: " ")
  }

  private var data: HTML {
    let selection = context.selection
    let columns = selection.sizeColumns
    let groups = selection.groupColumns.filter { !selection.labels.contains($0) }
    let plate = context.plate
    return sentences([
      "The data are those of \(HTML.code(context.path)) (SHA-256 \(HTML.code(context.sha256))): "
        + "\(counted(columns.count, "column", "columns")) of sizes "
        + (columns.count == 1 ? "(\(columns[0])) " : "")
        + "against \(context.timeLabel).",
      groups.isEmpty ? nil : "Rows were grouped by \(groups.joined(separator: ", ")).",
      plate.layoutFile.map { path in
        let labels = selection.labels.joined(separator: ", ")
        return "Wells were labelled by \(HTML.code(path))\(labels.isEmpty ? "" : " (\(labels))")."
      },
      plate.exclude.map { "Left out: \($0)." },
      context.fitting.trim.map { "Only times within \($0) were used." },
      context.fitting.origin.map {
        "Elapsed time counts from \(SignificantDigits.text($0))."
      },
      blanks,
      background,
      plate.detectionLimit.map {
        "Sizes below the detection limit of \(SignificantDigits.text($0)) were left out."
      },
    ])
  }

  private var background: HTML? {
    switch context.plate.background {
    case .none: nil
    case .own(.minimum): "From each series its own least size was subtracted."
    case .own(.first(let count)):
      "From each series the mean of its first \(count) sizes was subtracted."
    }
  }

  private var blanks: HTML? {
    let record = context.selection.blanks
    guard !record.blanks.isEmpty else { return nil }
    let names = record.blanks.joined(separator: ", ")
    let what =
      switch record.mode {
      case .time: "their mean at each time"
      case .mean: "their mean over all times"
      case nil: "their mean, at each time where they were read then and else over all times,"
      }
    let by = context.plate.blankBy.map { ", each with the blanks of the same \($0)" } ?? ""
    return
      """
      Blanks were \(names); \(what) was subtracted from the others\(by), and the error of that \
      mean is in the limits.
      """
  }

  private var models: HTML {
    let fitting = context.fitting
    let models = fitting.models
    var parts: [HTML?] = []
    if models.count == 1, let model = models.first {
      parts.append(
        "Fitted was the model \(HTML.strong(HTML(model.name))) (\(model.reference)), N(t) = "
          + """
          \(HTML.code(model.formula))\(model.usesElapsedTime ? ", with t counted from the origin of the series" : "").
          """
      )
    } else {
      let list = models.map { model -> HTML in
        "\(HTML.strong(HTML(model.name))) (\(model.reference)), N(t) = \(HTML.code(model.formula))"
      }.joined(separator: "; ")
      parts.append(
        """
        Fitted to each series were \(models.count) models: \(list). The one with the lowest \
        AICc is reported; the weights are Akaike weights.
        """
      )
    }
    parts.append(
      fitting.choosesPhases
        ? "The number of phases is the one with the lowest AICc."
        : fitting.phasesText.map { count -> HTML in "The logistic sum has \(count) phases." })
    parts.append(
      fitting.start.map {
        "Start values \(HTML.code($0)) were given; the others were found from the data."
      }
        ?? "Start values were found from the data.")
    parts.append(fitting.fix.map { "Held fixed: \(HTML.code($0))." })
    parts.append(fitting.bound.map { "Bounds: \(HTML.code($0))." })
    return sentences(parts)
  }

  private var errors: HTML {
    let loss = context.errors.loss
    let method: HTML =
      switch loss {
      case .squared:
        context.columns.sigma == nil && context.columns.weights == nil
          ? "Curves were fitted by least squares" : "Curves were fitted by weighted least squares"
      case .huber, .tukey, .cauchy:
        """
        Curves were fitted with the robust loss of \(loss.rawValue.prefix(1).uppercased() + loss.rawValue.dropFirst()), \
        its scale estimated from the residuals
        """
      case .poisson:
        "Curves were fitted to counts by maximum likelihood of the Poisson distribution"
      case .negativeBinomial:
        """
        Curves were fitted to counts by maximum likelihood of the negative binomial \
        distribution, its θ estimated
        """
      }
    return sentences([
      method
        + (context.errors.scale == .log ? " of ln N (errors in proportion to the size)." : "."),
      context.columns.weights.map { "Weights are those of the column \($0)." },
      context.columns.sigma.map {
        "The standard deviation of each observation is that of the column \($0)."
      },
    ])
  }

  private var limits: HTML {
    let level = percent(context.fitting.confidence)
    let method: HTML =
      switch context.intervals {
      case .none: "No confidence limits were asked for; ± is one standard error."
      case .wald:
        """
        Limits (\(level)) are the estimate ± the quantile of Student's t (of the normal \
        distribution where the variance is known) times the standard error.
        """
      case .profile:
        """
        Limits (\(level)), of derived quantities too, are those of the profile likelihood: \
        where the best fit with that value is just compatible with the data; “no limit” is \
        said where there is none.
        """
      case .bootstrap(let kind, let count, let seed):
        """
        Limits (\(level)) are percentiles of \(count) bootstrap refits (\(kind.rawValue), seed \
        \(String(seed))).
        """
      }
    let isApproximate =
      items.count > HTMLReport.mostProfileBands && context.intervals != .none
      && context.intervals != .wald
    return sentences([
      method,
      isApproximate
        ? """
        The bands in the pictures are linear approximations (± t times the standard error of \
        the curve).
        """
        : nil,
      "Verdicts follow fixed rules that depend on no unit; each is explained where it stands.",
    ])
  }

  private var beside: HTML {
    let backtest = context.backtest.backtest
    let window = context.modelFree.window
    return sentences([
      context.modelFree.modelFree
        ? """
        Beside the model, the greatest specific rate was estimated by the steepest log-linear \
        window (\(window.map { "\($0) times" } ?? "of a length chosen from the data")) and by \
        a smoothing spline through ln N.
        """
        : nil,
      context.replicates.names.map {
        """
        Replicates are the series that differ in \($0.joined(separator: ", ")) only: one curve \
        was fitted to each group, and groups were compared by F-tests with Holm's correction.
        """
      },
      backtest.map {
        """
        For the back-test the model was fitted to the observations before each of the last \
        \($0) times, and its forecasts compared with what followed.
        """
      },
    ])
  }

  private var software: HTML {
    var seed: HTML = "no random numbers were drawn"
    if case .bootstrap(_, _, let number) = context.intervals {
      seed = "random seed \(String(number))"
    }
    return
      """
      Software: fit-growth \(FitGrowthCommand.version) of swift-logistic, with the GNU \
      Scientific Library 
      """
        + "\(ScientificLibrary.version); pictures by gnuplot; \(seed)."
  }
}
