internal import CGSL

/// The GNU Scientific Library that runs.
package enum ScientificLibrary {
  /// Such as 2.7.1.
  package static let version = unsafe String(cString: cgsl_version())
}
