import Foundation

/// Chromium without a window, for pages that a command has written.
public struct Browser: Sendable {
  /// What a page came to.
  public struct Visit: Sendable {
    /// What the script returned, as JSON.
    public var result: String
    /// Errors and warnings of the page, one a line as the browser prints them.
    public var console: [String]
  }

  private let executable: URL

  /// The one on the PATH; `nil` where there is none.
  public static let installed: Browser? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for name in ["chromium", "chromium-browser", "google-chrome"] {
      for folder in folders {
        let path = "\(folder)/\(name)"
        if FileManager.default.isExecutableFile(atPath: path) {
          return Browser(executable: URL(filePath: path))
        }
      }
    }
    return nil
  }()

  /// Loads a page, runs a script in it and gives back what that returns.
  ///
  /// - Parameters:
  ///   - html: a whole page; the script is added to a copy of it.
  ///   - script: the body of an asynchronous function.
  public func visit(_ html: String, running script: String) throws -> Visit {
    let folder = try TemporaryFolder()
    let probe = """
      <script>
      (async () => {
        const result = await (async () => {
      \(script)
        })();
        const place = document.createElement("pre");
        place.id = "visit-result";
        place.textContent = encodeURIComponent(JSON.stringify(result));
        document.body.append(place);
      })();
      </script></body>
      """
    let page = try folder.file("page.html", html.replacing("</body>", with: probe))
    let output = try folder.writable("output")
    let errors = try folder.writable("errors")
    let process = Process()
    process.executableURL = executable
    // A container's root has no sandbox to offer.
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--user-data-dir=\(folder.path("profile"))", "--virtual-time-budget=10000",
      "--enable-logging=stderr", "--dump-dom", URL(filePath: page).absoluteString,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output.handle
    process.standardError = errors.handle
    try process.run()
    process.waitUntilExit()
    let dom = String(decoding: try Data(contentsOf: output.url), as: UTF8.self)
    let log = String(decoding: try Data(contentsOf: errors.url), as: UTF8.self)
    let marker = "<pre id=\"visit-result\">"
    let found = dom.range(of: marker, options: .backwards)
      .map { dom[$0.upperBound...].prefix { $0 != "<" } }
    return Visit(
      result: found.flatMap { String($0).removingPercentEncoding } ?? "",
      console: log.split(separator: "\n").filter { $0.contains(":CONSOLE") }.map { String($0) })
  }
}
