#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// About how many digits of `value` agree with `certified`: −log₁₀(|value − certified|/|certified|),
/// between 0 and `cap` (McCullough 1998). A NaN agrees in none.
public func logRelativeError(_ value: Double, _ certified: Double, cap: Double = 11) -> Double {
  guard value.isFinite else { return 0 }
  if value == certified { return cap }
  let error =
    certified == 0 ? value.magnitude : ((value - certified) / certified).magnitude
  return min(max(-log10(error), 0), cap)
}
