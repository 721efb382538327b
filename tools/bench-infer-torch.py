"""Writes the ONNX and ExecuTorch models of bench-infer: SHAPE.KIND.onnx and SHAPE.KIND.pte.

Usage: bench-infer-torch.py FOLDER SHAPE...
KIND is fp32, dynamic (int8 weights; ONNX alone) or int8. Weights are random and ranges come from random windows: the
models are for timing alone. Where a conversion fails, SHAPE.KIND.ENGINE-why holds the reason.
"""
import importlib
import logging
import pathlib
import sys

import torch

sys.dont_write_bytecode = True
train = importlib.import_module("bench-train-torch")
CALIBRATION_WINDOWS = 100


class MemorySmall(train.Memory):
    """Dense 64, 32, memory of 100 slots read by dot product, dense 64, 10."""

    def __init__(self):
        super().__init__()
        self.encoder = train.dense([10, 64, 32], torch.nn.ReLU())
        self.prototypes = torch.nn.Parameter(torch.randn(100, 32) / 32**0.5)
        self.decoder = train.dense([32, 64, 10], torch.nn.Sigmoid())


class Addition(torch.nn.Module):
    """The least a model can do."""

    def forward(self, x):
        return x + x


SHAPES = {
    **{name: (make, window) for name, (make, window, _) in train.SHAPES.items()},
    "memory-small": (MemorySmall, (10,)),
    "addition": (Addition, (1,)),
}


def onnx(folder, shape, model, windows):
    """The model in fp32, with int8 weights, and with int8 weights and activations in QDQ form."""
    from onnxruntime import quantization
    from onnxruntime.quantization import shape_inference

    class Windows(quantization.CalibrationDataReader):
        def __init__(self):
            self.left = iter(windows)

        def get_next(self):
            return next(({"x": x.numpy()} for x in self.left), None)

    def export(file):
        torch.onnx.export(model, (windows[0],), file, input_names=["x"], dynamo=False, opset_version=17)

    def prepared():
        file = folder / f"{shape}.prepared.part"
        shape_inference.quant_pre_process(folder / f"{shape}.fp32.onnx", file)
        return file

    def dynamic(file):
        quantization.quantize_dynamic(prepared(), file, weight_type=quantization.QuantType.QInt8)

    def static(file):
        quantization.quantize_static(
            prepared(), file, Windows(), quant_format=quantization.QuantFormat.QDQ,
            activation_type=quantization.QuantType.QUInt8, weight_type=quantization.QuantType.QInt8)

    for kind, make in (("fp32", export), ("dynamic", dynamic), ("int8", static)):
        attempt(folder / f"{shape}.{kind}.onnx", make)


def executorch(folder, shape, model, windows):
    """The model lowered to XNNPACK, in fp32 and quantised."""
    def write(file, exported):
        from executorch.backends.xnnpack.partition.xnnpack_partitioner import XnnpackPartitioner
        from executorch.exir import to_edge_transform_and_lower

        lowered = to_edge_transform_and_lower(exported, partitioner=[XnnpackPartitioner()])
        file.write_bytes(lowered.to_executorch().buffer)

    def export(file):
        write(file, torch.export.export(model, (windows[0],)))

    def quantise(file):
        from executorch.backends.xnnpack.quantizer import xnnpack_quantizer
        from torchao.quantization.pt2e import quantize_pt2e

        quantizer = xnnpack_quantizer.XNNPACKQuantizer()
        quantizer.set_global(xnnpack_quantizer.get_symmetric_quantization_config(is_per_channel=True))
        observed = quantize_pt2e.prepare_pt2e(torch.export.export(model, (windows[0],)).module(), quantizer)
        for x in windows:
            observed(x)
        write(file, torch.export.export(quantize_pt2e.convert_pt2e(observed), (windows[0],)))

    for kind, make in (("fp32", export), ("int8", quantise)):
        attempt(folder / f"{shape}.{kind}.pte", make)


def attempt(file, make):
    """Leaves a file that is there alone. `make` writes under another name first: half a file is never a model."""
    if file.exists():
        return
    temporary = file.with_suffix(".part")
    try:
        make(temporary)
        temporary.rename(file)
    except Exception as error:
        reason = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        file.with_suffix(file.suffix + "-why").write_text(reason)


def main():
    logging.disable(logging.WARNING)
    folder = pathlib.Path(sys.argv[1])
    # ExecuTorch lays recurrent layers out step by step, which takes minutes: last.
    for write in (onnx, executorch):
        for shape in sorted(sys.argv[2:], key=lambda shape: shape.startswith("lstm")):
            torch.manual_seed(1)
            make, window = SHAPES[shape]
            model = make().eval()
            with torch.no_grad():
                write(folder, shape, model, [torch.randn(1, *window) for _ in range(CALIBRATION_WINDOWS)])


main()
