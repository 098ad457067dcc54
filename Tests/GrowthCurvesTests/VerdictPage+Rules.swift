extension VerdictPage {
  /// The rules in words. The thresholds are those of `Trend`, `CurveEvidence` and `VerdictRules`.
  static let rules = """
    # Verdicts, and how often they err

    What is said of a fit, by which rule, and how often the rules are wrong.

    ## Overview

    No rule depends on the unit of times or sizes, and a well is judged by itself: the verdict of a
    well does not depend on what else is on the plate.

    | verdict | when |
    | --- | --- |
    | `no-growth` | the sizes neither rise nor fall by more than noise and drift do (below); nothing is said about the shape, what describes growth (rates, doubling time, lag, capacity) has no estimate, and the command's tables of several wells leave the parameters empty |
    | `declining` | the sizes fall and do not rise, by the same tests, or the fitted curve ends lower than it begins |
    | `plateau-not-observed` | the fitted curve has not come 90 % of the way from its lower to its upper asymptote at the last observation |
    | `inflection-not-observed` | the inflection lies before the first or after the last observation |
    | `unidentified(p)` | profile likelihood finds no limit for p on a side that the model leaves open; with other intervals, the standard error of p is unknown, or larger than the range of the sizes (a size), the span of the times (a time), or p itself (a rate or shape) |
    | `autocorrelated-residuals` | the residuals' correlation r at lag 1 is positive at a level of 0.001 (r√n > 3.09) and at least 0.6; limits are then too narrow by about √((1 + r)/(1 − r)), twice or more, and the explanation says how much |
    | `too-few-observations` | fewer observations or different times than parameters, or none to spare |
    | `not-converged(reason)` | the search did not end at a minimum; `unbounded` when there is none, because the sum of squares falls on as a size or a time leaves the data behind by ten times their extent, as it does when growth has not begun to slow down; `edge-of-domain` when it falls on towards the edge of what the model allows |
    | `ok` | none of these, nor one of the loss |

    ## When sizes grow

    An F-test of the curve against a constant would not do: its parameters mean nothing when there is no
    growth, the search has many chances to find some, and noise that is correlated or has outliers gives
    it more. A rise must be large enough, and evident.

    It is **large enough** when the fitted curve spans at least 5 % of its greatest size (blanks of real
    plates drift by up to 3 %, the weakest growth beside them is 19 %), and at least three steps of the
    reading's resolution where sizes are rounded. Sizes that are logarithms themselves are compared as
    they are.

    It is **evident** when one of these holds, with n sizes in order of time (replicates of a time count
    as their mean):

    | sizes | test | threshold |
    | --- | --- | --- |
    | n ≥ 30 | rising steps, fitted to running medians of three, explain this share of their variation | 0.9 |
    | n ≥ 30 | changes go on in their direction: the correlation of successive changes, times √n (noise has −½ to 0 before the root) … | 3 |
    | | … and falling steps that may rise once, where the medians rise most, leave less than falling steps: n·ln(RSS₁/RSS₂) | 120 |
    | n < 30 | the fitted curve with p parameters: n·ln(TSS/RSS) … | 7 + 3p |
    | | … the same with n(1 − φ)/(1 + φ) in place of n, unless the curve explains 80 % | 7 + 3p |
    | | … the same without the observation that speaks most for the curve | (7 + 3p)/2 |
    | n < 30 | rising steps, fitted to the sizes without the one that speaks most for them: n(1 − φ)/(1 + φ)·ln(TSS/RSS) | 35 |
    | any | rising steps, fitted to the ranks of the sizes: n(1 − φ)/(1 + φ)·ln(TSS/RSS) | 35 |

    Steps are isotonic regressions (Barlow, Bartholomew, Bremner and Brunk 1972): what they explain of
    independent noise depends on n alone, of ranks even whatever its distribution. n(1 − φ)/(1 + φ) is
    the number of independent observations that noise with the residuals' correlation φ is worth. Running
    medians, ranks and the observation left out see to it that a bubble or the first reading of a cold
    plate is no growth. Where the size of the errors is known, the χ² of the curve against a constant
    must besides pass its quantile of 0.999 (0.95 with fewer than ten degrees of freedom).

    A rule for the plate, such as a share of the rise of the other wells, was left out: on one of the
    plates below real growth is 2 % of the largest rise, and drift in a blank half a per cent.
    """
}
