#if !hasFeature(Embedded)
  @_exported public import AnomalyFormat
#endif
