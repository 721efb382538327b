import CAnomalyKernels
@_cdecl("anomaly_version")
public func anomaly_version() -> UInt32 { 0x0001_0000 &+ UInt32(anomaly_kernel_probe()) &- 1 }
