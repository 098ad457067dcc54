import ArgumentParser
import Charts
import CommandSupport

/// The file of a picture.
enum PictureFile {
  /// Refuses a name that says no format, before any work is done.
  static func check(_ path: String?) throws {
    guard let path else { return }
    do { _ = try ChartFormat(path: path) } catch {
      throw ValidationError("--plot \(error)")
    }
  }

  /// Refuses one file for two things.
  static func check(_ path: String?, apartFrom output: String?) throws {
    if let path, path == output {
      throw ValidationError("--plot and -o name the same file, \(path)")
    }
  }

  /// Whether a picture in this file may have several pages.
  static func hasPages(_ path: String) -> Bool { (try? ChartFormat(path: path)) == .pdf }

  /// Draws the pages; there is one unless the file is a PDF.
  static func write(_ pages: [Figure], to path: String) throws(CommandFailure) {
    let picture: [UInt8]
    do throws(ChartError) {
      let renderer = try ChartRenderer()
      picture =
        pages.count == 1
        ? try renderer.bytes(pages[0], ChartFormat(path: path)) : try renderer.pdf(pages)
    } catch {
      throw error.failure
    }
    try OutputFile.write(picture, to: path)
  }
}
