extension Frame {
  /// The frame after gaps, rate and missing samples were treated as `options` say, in this order.
  ///
  /// Throws `DataError.noTimes` where gaps or rate need times that are not there, `DataError.nothingLeft` where no row
  /// is left.
  consuming func cleaned(_ options: ReadOptions, paths: [String]) throws(DataError) -> Frame {
    var frame = self
    if options.maxGap != nil || options.resampling != nil {
      guard let instants = frame.time?.instants else {
        throw .noTimes(option: options.maxGap != nil ? "--max-gap" : "--resample", column: frame.time?.name)
      }
      frame = frame.split(atStepsOver: options.maxGap, instants: instants)
      if let resampling = options.resampling { frame = try frame.resampled(resampling, instants: instants) }
      if frame.rowCount == 0 { throw .nothingLeft(paths: paths, lacks: "has a time", option: "--resample") }
    }
    frame = frame.treated(by: options.missing)
    if frame.rowCount == 0 { throw .nothingLeft(paths: paths, lacks: "has all its samples", option: "--missing drop") }
    return frame
  }
}
