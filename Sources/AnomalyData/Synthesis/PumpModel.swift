#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A centrifugal pump driven by a motor, in steps of time: the truth behind the sensors.
///
/// A load cycle sets speed and valve; the motor follows with a lag. Flow and pressure follow the affinity laws (flow ∝
/// speed, head ∝ speed², less a loss ∝ flow²), current follows hydraulic power and acceleration, vibration follows
/// speed with a resonance, and the winding warms with the square of the current and cools slowly to the ambient.
struct PumpModel {
  /// Seconds of a load cycle at its normal pace.
  static let cycleTime = 60.0

  private var phase = 0.0
  private var amplitude = 1.0
  private var speed = 1500.0
  private var heat = 22.0
  private var time = 0.0
  private let step: Double

  init(step: Double) { self.step = step }

  /// Advances by one step at `pace` times the normal cycle and returns the true value of every sensor.
  mutating func next(pace: Double, random: inout RandomSource) -> [Double] {
    time += step
    let before = phase
    phase += pace * step / PumpModel.cycleTime
    if Int(before) != Int(phase) { amplitude = 1 + 0.05 * random.normal() }

    let load = amplitude * tanh(1.8 * sin(2 * .pi * phase) + 0.5 * sin(4 * .pi * phase + 0.6))
    let target = 1900 + 500 * load
    let lag = 1 - exp(-step / 2.0)
    let acceleration = (target - speed) * lag / step
    speed += (target - speed) * lag

    let valve = 0.72 + 0.2 * sin(2 * .pi * phase - 0.9)
    let relative = speed / 2400
    let flow = 120 * relative * valve
    let pressure = 6.5 * relative * relative - 1.6 * (flow / 100) * (flow / 100)
    let hydraulicPower = pressure * flow / 600
    let current = 1.6 + 7.5 * hydraulicPower + 2.2 * relative * relative + 0.004 * acceleration
    let resonance = 0.9 / (1 + pow((speed - 2150) / 90, 2))
    let vibration = 0.5 + 1.1 * relative * relative + resonance
    let ambient = 22 + 3 * sin(2 * .pi * time / 7200)
    let warming = current * current * 0.42
    heat += (ambient + warming - heat) * (1 - exp(-step / 400))
    return [speed, current, vibration, pressure, flow, heat]
  }
}
