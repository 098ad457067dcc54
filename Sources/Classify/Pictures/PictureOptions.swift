import ArgumentParser
import Charts
import CommandSupport

/// One of the pictures that a command can draw.
protocol PicturePart: RawRepresentable, CaseIterable, Sendable where RawValue == String {
  /// What there is, and what is drawn where nothing is said.
  static var help: String { get }
}

/// Where the picture goes, of a command that draws one.
struct PlotOption: ParsableArguments {
  @Option(help: "Draw the result, with gnuplot: a file that ends in .svg, .png or .pdf.")
  var plot: String?

  func validate() throws { try Picture.check(plot) }
}

/// Where the picture goes and what is in it, of a command that draws several.
struct PictureOptions<Part: PicturePart>: ParsableArguments {
  @Option(help: "Draw the result, with gnuplot: a file that ends in .svg, .png or .pdf.")
  var plot: String?

  @Option(help: ArgumentHelp(stringLiteral: Part.help))
  var picture: String?

  func validate() throws {
    try Picture.check(plot)
    if picture != nil, plot == nil {
      throw ValidationError("--picture chooses what --plot FILE draws; give --plot as well")
    }
    _ = try parts()
  }

  /// What was asked for; nil where nothing was said.
  func parts() throws -> [Part]? {
    try picture.map { text in
      try text.split(separator: ",", omittingEmptySubsequences: false).map { name in
        guard let part = Part(rawValue: String(name)) else {
          let all = Part.allCases.map(\.rawValue).joined(separator: ", ")
          throw ValidationError("there is no picture '\(name)'; there are \(all)")
        }
        return part
      }
    }
  }
}

/// Figures as files.
enum Picture {
  /// Refuses what is no picture's name, before any work.
  static func check(_ path: String?) throws {
    guard let path else { return }
    do { _ = try ChartFormat(path: path) } catch { throw ValidationError("\(error)") }
  }

  static func renderer(for path: String) throws(CommandFailure) -> ChartRenderer {
    do {
      return try ChartRenderer()
    } catch {
      throw CommandFailure(error.failure.code, "\(path) is not drawn: \(error)")
    }
  }

  static func write(_ figure: Figure, to path: String) throws(CommandFailure) {
    try renderer(for: path).write(figure, to: path)
  }
}

/// A picture that is drawn when the results have been printed.
final class PendingPicture {
  private let path: String?
  private var figure: Figure?

  init(_ path: String?) { self.path = path }

  /// - Parameter make: called only where there is something to draw.
  func set(_ make: () -> Figure) {
    if path != nil { figure = make() }
  }

  /// - Parameter failure: what is to be said of the results, which a picture that cannot be written
  ///   must not hide.
  func write(beside failure: String?) throws(CommandFailure) {
    guard let path, let figure else { return }
    do {
      try Picture.write(figure, to: path)
    } catch {
      if let failure { StandardStreams.note("classify: \(failure)") }
      throw error
    }
  }
}
