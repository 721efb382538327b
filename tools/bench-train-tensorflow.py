"""TensorFlow's side of bench-train: trains one reference shape a line of standard input.

Usage: bench-train-tensorflow.py graph|xla THREADS
A line "SHAPE SECONDS" is answered by "SHAPE WINDOWS_PER_SECOND". The training loop itself is part of the graph, and
Adam is TensorFlow's fused operation.
"""
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
import tensorflow as tf  # noqa: E402

layers = tf.keras.layers
BATCH = 64
BATCHES = 16
STEPS = 10


def dense(x, units, last=None):
    """Dense layers with ReLU between them; the final one ends in `last`."""
    for index, count in enumerate(units):
        x = layers.Dense(count, activation="relu" if index < len(units) - 1 else last)(x)
    return x


class Memory(layers.Layer):
    """Memory of `slots` prototypes, read by dot product and softmax."""

    def __init__(self, slots):
        super().__init__()
        self.slots = slots

    def build(self, shape):
        self.prototypes = self.add_weight(shape=(self.slots, shape[-1]), initializer="glorot_uniform")

    def call(self, x):
        return tf.nn.softmax(tf.matmul(x, self.prototypes, transpose_b=True)) @ self.prototypes


class Attention(layers.Layer):
    """Self-attention of `heads` heads, each `width` wide."""

    def __init__(self, heads, width):
        super().__init__()
        self.heads, self.width = heads, width

    def build(self, shape):
        self.projection = layers.Dense(3 * self.heads * self.width)
        self.output_projection = layers.Dense(shape[-1])
        self.projection.build(shape)
        self.output_projection.build((None, None, self.heads * self.width))

    def call(self, x):
        steps = x.shape[1]
        parts = tf.reshape(self.projection(x), (-1, steps, 3, self.heads, self.width))
        q, k, v = tf.unstack(tf.transpose(parts, (2, 0, 3, 1, 4)))
        weights = tf.nn.softmax(tf.matmul(q * self.width**-0.5, k, transpose_b=True))
        y = tf.transpose(tf.matmul(weights, v), (0, 2, 1, 3))
        return self.output_projection(tf.reshape(y, (-1, steps, self.heads * self.width)))


class Positions(layers.Layer):
    """Adds a learned table."""

    def build(self, shape):
        self.table = self.add_weight(shape=shape[1:], initializer="glorot_uniform")

    def call(self, x):
        return x + self.table


def transformer(x, heads, width):
    x = Positions()(layers.Dense(64)(x))
    for _ in range(2):
        x = layers.LayerNormalization(epsilon=1e-6)(x + Attention(heads, width)(x))
        x = layers.LayerNormalization(epsilon=1e-6)(x + dense(x, [128, 64]))
    return layers.Dense(1)(x)


def recurrent(x, units, sequences):
    for count, sequence in zip(units, sequences):
        x = layers.LSTM(count, return_sequences=sequence)(x)
    return x


def recurrent_autoencoder(x):
    x = layers.RepeatVector(60)(recurrent(x, [64, 32], [True, False]))
    return layers.Dense(2)(recurrent(x, [32, 64], [True, True]))


# Shape: the model, one window, one target (None: the window itself).
SHAPES = {
    "mlperf-tiny": (lambda x: dense(x, [128] * 4 + [8] + [128] * 4 + [640]), (640,), None),
    "memory-512": (lambda x: dense(Memory(500)(tf.keras.layers.ReLU()(dense(x, [128, 32]))), [128, 512]), (512,), None),
    "ae-784": (lambda x: dense(x, [128, 32, 128, 784], "sigmoid"), (784,), None),
    "lstm-50": (lambda x: layers.Dense(1)(recurrent(x, [50, 50], [True, False])), (60, 2), (1,)),
    "lstm-ae": (recurrent_autoencoder, (60, 2), None),
    "transformer": (lambda x: transformer(x, 4, 16), (50, 1), None),
    "transformer-64": (lambda x: transformer(x, 4, 64), (50, 1), None),
}


class Run:
    """One model in training, on random windows."""

    def __init__(self, shape, compiled):
        tf.keras.utils.set_random_seed(1)
        make, window, target = SHAPES[shape]
        inputs = tf.keras.Input(window)
        model = tf.keras.Model(inputs, make(inputs))
        windows = tf.random.normal((BATCHES, BATCH) + window)
        targets = windows if target is None else tf.random.normal((BATCHES, BATCH) + target)
        variables = [v.value for v in model.trainable_variables]
        moments = [(tf.Variable(tf.zeros_like(v)), tf.Variable(tf.zeros_like(v))) for v in variables]
        powers = [tf.Variable(1.0), tf.Variable(1.0)]

        def step(index):
            x, y = windows[index % BATCHES], targets[index % BATCHES]
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean(tf.math.squared_difference(model(x, training=True), y))
            powers[0].assign(powers[0] * 0.9)
            powers[1].assign(powers[1] * 0.999)
            for variable, (m, v), gradient in zip(variables, moments, tape.gradient(loss, variables)):
                tf.raw_ops.ResourceApplyAdam(
                    var=variable.handle, m=m.handle, v=v.handle, beta1_power=powers[0], beta2_power=powers[1], lr=1e-3,
                    beta1=0.9, beta2=0.999, epsilon=1e-8, grad=gradient)
            return loss

        step = tf.function(step, jit_compile=compiled)

        @tf.function
        def steps():
            loss = tf.constant(0.0)
            for index in tf.range(STEPS):
                loss = step(index)
            return loss

        self.steps = steps

    def rate(self, seconds, clock):
        """Windows a second over at least `seconds` of `clock`, after a warm-up."""
        self.steps().numpy()
        done, start = 0, clock()
        while clock() - start < seconds:
            self.steps().numpy()
            done += STEPS
        return done * BATCH / (clock() - start)


def main():
    mode, threads = sys.argv[1], int(sys.argv[2])
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(threads)
    # One thread's processor time is the same however busy the machine is.
    clock = time.process_time if threads == 1 else time.perf_counter
    runs = {}
    for line in sys.stdin:
        shape, seconds = line.split()
        if shape not in runs:
            runs[shape] = Run(shape, mode == "xla")
        print(shape, runs[shape].rate(float(seconds), clock), flush=True)


if __name__ == "__main__":
    main()
