import Foundation

/// A number with four significant digits, for people.
func significant(_ value: Double) -> String { String(format: "%.4g", value) }

/// The same for a score.
func significant(_ value: Float) -> String { significant(Double(value)) }
