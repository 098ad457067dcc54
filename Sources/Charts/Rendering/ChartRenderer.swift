package import CommandSupport
internal import Foundation

/// Turns figures into pictures with gnuplot, which is looked for when a renderer is made.
///
/// ```
/// let renderer = try ChartRenderer()
/// try renderer.write(figure, to: "growth.pdf")              // by the ending: svg, png, pdf
/// let inline = try renderer.svgs(figures, idPrefix: "well")   // hundreds, in one process
/// ```
///
/// The same figure gives the same bytes of SVG with the same gnuplot, whatever the language, the
/// time and the number of figures in a call. (PDF carries the time of its making.) A line of more
/// points than can be told apart is drawn by the lowest and the highest in each column of dots.
package struct ChartRenderer: Sendable {
  private let gnuplot: Gnuplot

  /// - Parameter environment: whose PATH is searched; `nil` for that of the process.
  package init(environment: [String: String]? = nil) throws(ChartError) {
    gnuplot = try Gnuplot(environment: environment ?? ProcessInfo.processInfo.environment)
  }

  /// The SVG of a figure, with a size in print and text that stays text.
  ///
  /// - Parameter idPrefix: begins the ids; two pictures in one HTML document need two.
  package func svg(_ figure: Figure, idPrefix: String = "chart") throws(ChartError) -> String {
    try svgs([figure]) { _ in idPrefix }[0]
  }

  /// The SVG of many figures, made by one process. The ids of the figure at index i begin with the
  /// prefix and i + 1.
  package func svgs(_ figures: [Figure], idPrefix: String = "chart") throws(ChartError) -> [String]
  {
    try svgs(figures) { "\(idPrefix)\($0 + 1)" }
  }

  private func svgs(
    _ figures: [Figure], prefix: (Int) -> String
  ) throws(ChartError) -> [String] {
    guard !figures.isEmpty else { return [] }
    let canvases = figures.map(PageLayout.canvas)
    let output = try run(canvases, .svg)
    let text = String(decoding: output.bytes, as: UTF8.self)
    // Texts are escaped, so this ends documents only.
    let documents = text.split(separator: "</svg>").dropLast()
    guard documents.count == figures.count else {
      throw .gnuplotFailed(status: 0, message: output.messages)
    }
    var result: [String] = []
    for (index, document) in documents.enumerated() {
      guard let svg = SVGText(document, canvases[index]) else {
        throw .gnuplotFailed(status: 0, message: "this gnuplot writes another kind of SVG")
      }
      let figure = figures[index]
      result.append(
        svg.text(
          prefix: prefix(index), title: figure.heading.title ?? "",
          summary: figure.summary ?? figure.notes.joined(separator: " ")))
    }
    return result
  }

  /// The PNG of a figure.
  ///
  /// - Parameter dotsPerInch: at the intended width.
  package func png(
    _ figure: Figure, dotsPerInch: Double = 300
  ) throws(ChartError) -> [UInt8] {
    try run([PageLayout.canvas(figure)], .png(dotsPerInch: dotsPerInch)).bytes
  }

  /// The PDF of a figure, one page of the intended width.
  package func pdf(_ figure: Figure) throws(ChartError) -> [UInt8] {
    try run([PageLayout.canvas(figure)], .pdf).bytes
  }

  package func bytes(_ figure: Figure, _ format: ChartFormat) throws(ChartError) -> [UInt8] {
    switch format {
    case .svg: Array(try svg(figure).utf8)
    case .png: try png(figure)
    case .pdf: try pdf(figure)
    }
  }

  /// Writes a figure to a file, whole or not at all, in the format that the ending of its name says.
  package func write(_ figure: Figure, to path: String) throws(CommandFailure) {
    let picture: [UInt8]
    do throws(ChartError) {
      picture = try bytes(figure, ChartFormat(path: path))
    } catch {
      throw error.failure
    }
    try OutputFile.write(picture, to: path)
  }

  /// Makes a renderer and writes a figure to a file; a wrong ending is found before a missing
  /// gnuplot.
  package static func write(_ figure: Figure, to path: String) throws(CommandFailure) {
    let renderer: ChartRenderer
    do throws(ChartError) {
      _ = try ChartFormat(path: path)
      renderer = try ChartRenderer()
    } catch {
      throw error.failure
    }
    try renderer.write(figure, to: path)
  }

  /// What gnuplot is told to draw a figure, for those who want to change a picture by hand: gnuplot
  /// writes it to standard output.
  package static func script(_ figure: Figure, _ format: ChartFormat = .svg) -> String {
    let kind: Terminal.Kind =
      switch format {
      case .svg: .svg
      case .png: .png(dotsPerInch: 300)
      case .pdf: .pdf
      }
    return script([PageLayout.canvas(figure)], kind)
  }

  private static func script(_ canvases: [Canvas], _ kind: Terminal.Kind) -> String {
    var script = GnuplotScript()
    for canvas in canvases { script.append(canvas, Terminal(kind: kind)) }
    return script.text
  }

  private func run(
    _ canvases: [Canvas], _ kind: Terminal.Kind
  ) throws(ChartError) -> Gnuplot.Output {
    try run(Self.script(canvases, kind))
  }

  func run(_ script: String) throws(ChartError) -> Gnuplot.Output {
    let output = try gnuplot.run(script)
    guard !output.bytes.isEmpty else {
      throw .gnuplotFailed(status: 0, message: output.messages)
    }
    return output
  }
}
