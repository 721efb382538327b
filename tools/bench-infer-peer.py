"""A peer's side of bench-infer: the time of the bare call of an engine on one window, one thread, hot caches.

Usage: bench-infer-peer.py litert|onnxruntime|executorch|tflm
A line "MODEL SECONDS" is answered by "BEST MEDIAN", microseconds a call over blocks of calls, or by "error: REASON".
The loop calls the engine's own binding, below the checks of its Python class, with inputs and outputs bound before.
For the model "MODEL-call" it calls a method of the binding that computes nothing: what Python adds to a call.
"""
import functools
import itertools
import pathlib
import statistics
import sys
import time

BLOCK_SECONDS = 2e-4
ARENA_BYTES = 16 << 20


# Each gives the call to time, one of the same binding that computes nothing or None, and what must live as long.


def litert(path):
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(model_path=path, num_threads=1)
    interpreter.allocate_tensors()
    for detail in interpreter.get_input_details():
        interpreter.set_tensor(detail["index"], window(detail["shape"], detail["dtype"]))
    return interpreter._interpreter.Invoke, interpreter._interpreter.NumSubgraphs


def tflm(path):
    from tflite_micro.python.tflite_micro import runtime

    interpreter = runtime.Interpreter.from_file(path, arena_size=ARENA_BYTES)
    detail = interpreter.get_input_details(0)
    interpreter.set_input(window(detail["shape"], detail["dtype"]), 0)
    return interpreter._interpreter.Invoke, None


def onnxruntime(path):
    import numpy
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.log_severity_level = 4
    session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    binding = session.io_binding()
    held = []  # the binding does not keep the arrays
    for bind, values in ((binding.bind_ortvalue_input, session.get_inputs()),
                         (binding.bind_ortvalue_output, session.get_outputs())):
        for value in values:
            held.append(window(value.shape, numpy.float32))
            held.append(ort.OrtValue.ortvalue_from_numpy(held[-1]))
            bind(value.name, held[-1])
    return functools.partial(session._sess.run_with_iobinding, binding._iobinding, None), None, held


def executorch(path):
    import numpy
    import torch
    from executorch.extension.pybindings import portable_lib

    torch.set_num_threads(1)
    if hasattr(portable_lib, "_threadpool_reset"):
        portable_lib._threadpool_reset(1)
    module = portable_lib._load_for_executorch(path)
    shape = module.method_meta("forward").input_tensor_meta(0).sizes()
    inputs = [torch.from_numpy(window(shape, numpy.float32))]
    return functools.partial(module.forward, inputs, clone_outputs=False), None


def window(shape, dtype):
    """Random values of a kind that the model reads: standard normal, or the whole range of an integer."""
    import numpy

    random = numpy.random.default_rng(1)
    if numpy.issubdtype(dtype, numpy.integer):
        limits = numpy.iinfo(dtype)
        return random.integers(limits.min, limits.max, tuple(shape), dtype=dtype, endpoint=True)
    return random.standard_normal(tuple(shape)).astype(dtype)


def measure(call, seconds):
    """Best and median microseconds of a call; the first blocks only find how many calls a block takes."""
    clock = time.perf_counter

    def block(calls):
        start = clock()
        for _ in itertools.repeat(None, calls):
            call()
        return clock() - start

    calls = 1
    while block(calls) < BLOCK_SECONDS:
        calls *= 2
    times, start = [], clock()
    while not times or clock() - start < seconds:
        times.append(1e6 * block(calls) / calls)
    return min(times), statistics.median(times)


def main():
    load = {"litert": litert, "onnxruntime": onnxruntime, "executorch": executorch, "tflm": tflm}[sys.argv[1]]
    shape, loaded = None, {}
    for line in sys.stdin:
        path, seconds = line.split()
        # The models of one shape are kept, not those of the shape before.
        if shape != (shape := pathlib.Path(path).name.split(".")[0]):
            loaded.clear()
        try:
            model = path.removesuffix("-call")
            if model not in loaded:
                loaded[model] = load(model)
            print(*measure(loaded[model][model != path], float(seconds)), flush=True)
        except Exception as error:
            print("error:", " ".join(str(error).split())[:200] or type(error).__name__, flush=True)


main()
