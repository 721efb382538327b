extension Array where Element: BinaryFloatingPoint {
  /// The quantile of a share in 0...1 of ascending values, linear between neighbours (type 7 of Hyndman and Fan 1996); NaN
  /// without values.
  public func ascendingQuantile(_ share: Double) -> Double {
    guard let last else { return .nan }
    let place = share * Double(count - 1)
    let low = Int(place)
    if low + 1 >= count { return Double(last) }
    return Double(self[low]) + (place - Double(low)) * (Double(self[low + 1]) - Double(self[low]))
  }
}
