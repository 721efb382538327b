"""Writes the TensorFlow Lite models of bench-infer: SHAPE.KIND.tflite and SHAPE.KIND.unrolled.tflite.

Usage: bench-infer-tensorflow.py FOLDER SHAPE...
KIND is fp32, dynamic (int8 weights) or int8. Weights are random and ranges come from random windows: the models are
for timing alone. Where a conversion fails, SHAPE.KIND.tflite-why holds the reason. A recurrent shape is written twice,
with the fused operation of Keras 2 and with its steps unrolled; the faster counts.
"""
import importlib
import os
import pathlib
import signal
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_USE_LEGACY_KERAS", "1")
sys.dont_write_bytecode = True
train = importlib.import_module("bench-train-tensorflow")
tf = train.tf
layers = tf.keras.layers
CALIBRATION_WINDOWS = 100


class Attention(train.Attention):
    """The same attention without tensors of five dimensions, which LiteRT computes slowly."""

    def build(self, shape):
        self.parts = [layers.Dense(self.heads * self.width) for _ in range(3)]
        self.output_projection = layers.Dense(shape[-1])

    def call(self, x):
        steps = x.shape[1]
        q, k, v = (tf.transpose(tf.reshape(part(x), (1, steps, self.heads, self.width)), (0, 2, 1, 3))
                   for part in self.parts)
        weights = tf.nn.softmax(tf.matmul(q * self.width**-0.5, k, transpose_b=True))
        y = tf.transpose(tf.matmul(weights, v), (0, 2, 1, 3))
        return self.output_projection(tf.reshape(y, (1, steps, self.heads * self.width)))


def memory_small(x):
    encoder = layers.ReLU()(train.dense(x, [64, 32]))
    return train.dense(train.Memory(100)(encoder), [64, 10], "sigmoid")


train.Attention = Attention
SHAPES = {
    **{name: (make, window) for name, (make, window, _) in train.SHAPES.items()},
    "memory-small": (memory_small, (10,)),
    "addition": (lambda x: x + x, (1,)),
}
KINDS = ("fp32", "dynamic", "int8")


class UnrolledLSTM(layers.LSTM):
    """Its steps one after the other instead of one operation."""

    def __init__(self, units, **options):
        super().__init__(units, unroll=True, **options)


def convert(shape, kind):
    make, window = SHAPES[shape]
    inputs = tf.keras.Input(window, batch_size=1)
    converter = tf.lite.TFLiteConverter.from_keras_model(tf.keras.Model(inputs, make(inputs)))
    if kind != "fp32":
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
    if kind == "int8":
        converter.representative_dataset = lambda: (
            [tf.random.normal((1, *window))] for _ in range(CALIBRATION_WINDOWS))
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = converter.inference_output_type = tf.int8
    return converter.convert()


def write(file, shape, kind):
    """Converts, unless the file is there, in a process of its own, as the converter ends its process on some models."""
    if file.exists():
        return
    child = os.fork()
    if child == 0:
        try:
            temporary = file.with_suffix(".part")
            temporary.write_bytes(convert(shape, kind))
            temporary.rename(file)
        except Exception as error:
            file.with_suffix(file.suffix + "-why").write_text(" ".join(str(error).split())[:200])
        finally:
            os._exit(0)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        file.with_suffix(file.suffix + "-why").write_text(f"the converter ended by {name}")


def main():
    folder = pathlib.Path(sys.argv[1])
    for shape in sys.argv[2:]:
        for kind in KINDS:
            write(folder / f"{shape}.{kind}.tflite", shape, kind)
    layers.LSTM = UnrolledLSTM
    for shape in (shape for shape in sys.argv[2:] if shape.startswith("lstm")):
        for kind in KINDS:
            write(folder / f"{shape}.{kind}.unrolled.tflite", shape, kind)


main()
