import ArgumentParser
import GrowthCurves

/// Which wells are blanks, and what is subtracted from the others.
struct PlateOptions: ParsableArguments {
  @Option(
    help: """
      A table with a row for each well (its name, and labels such as strain and medium), or a plate \
      of labels. Wells labelled blank (or b) are blanks, wells labelled empty (or X) are left out.
      """)
  var layoutFile: String?

  @Option(
    help: """
      The blanks, separated by commas: columns, wells, ranges of wells such as A1:A3, or values of a \
      --by column or a label; none subtracts nothing. Their mean is subtracted from the others.
      """)
  var blank: String?

  @Option(
    help: """
      What is subtracted: time (the mean of the blanks at the time of each observation) or mean (one \
      mean over all times). Default: time, where the blanks were read at the same times.
      """)
  var blankMode: BlankMode?

  @Option(help: "A label or --by column whose values have blanks of their own, such as medium.")
  var blankBy: String?

  @Option(help: "Wells or series to leave out, named as with --blank.")
  var exclude: String?

  @Option(
    help: """
      What each series reads before it grows: min (its least size), first or first:K (the mean of \
      its first 3 or K sizes), none. It is subtracted; blanks are better.
      """)
  var background: BackgroundKind = .none

  @Option(help: "The least size that can be told from none; sizes below it are left out.")
  var detectionLimit: Double?

  enum BlankMode: String, ExpressibleByArgument, CaseIterable {
    case time
    case mean

    var mode: Blank.Mode { self == .time ? .time : .mean }
  }

  enum BackgroundKind: Sendable, Hashable, ExpressibleByArgument {
    case none
    case own(Background)

    init?(argument: String) {
      switch argument {
      case "none": self = .none
      case "min": self = .own(.minimum)
      case "first": self = .own(.first(3))
      default:
        guard argument.hasPrefix("first:"), let number = Int(argument.dropFirst(6)), number > 0
        else { return nil }
        self = .own(.first(number))
      }
    }

    /// As it is written in the options of a result.
    var text: String? {
      switch self {
      case .none: nil
      case .own(.minimum): "min"
      case .own(.first(let number)): "first:\(number)"
      }
    }
  }

  func validate() throws {
    if let detectionLimit, !detectionLimit.isFinite {
      throw ValidationError("--detection-limit takes a finite number")
    }
    for (option, given) in [("--blank-mode", blankMode != nil), ("--blank-by", blankBy != nil)]
    where given && blank == nil && layoutFile == nil {
      throw ValidationError("\(option) needs blanks; name them with --blank or --layout-file")
    }
  }
}
