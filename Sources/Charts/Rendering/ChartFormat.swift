/// The kinds of files of pictures.
package enum ChartFormat: String, Sendable, CaseIterable {
  case svg
  case png
  case pdf

  /// By the ending of a file's name, in either case.
  package init(path: String) throws(ChartError) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."),
      let format = ChartFormat(rawValue: name[name.index(after: dot)...].lowercased())
    else { throw .unknownFormat(path: path) }
    self = format
  }
}
