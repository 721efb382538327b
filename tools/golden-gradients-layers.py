"""The layers of a graph in double precision, by PyTorch's own operations where it has them.

Each function takes the options of a layer, its inputs `[window][steps][channels]`, its parameters in the order of the
flat buffer, and the random numbers of a training step, None in inference. It gives the result and its penalty.
"""
import math

import numpy
import torch
from torch.nn import functional as F

LEAK = float(numpy.float32(0.01))
ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": F.relu,
    "leaky-relu": lambda x: F.leaky_relu(x, LEAK),
    "elu": F.elu,
    "gelu": lambda x: F.gelu(x, approximate="tanh"),
    "silu": F.silu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
}


class Noise:
    """Counter-based random numbers: those of one node and one window in one training step."""

    MASK = 0xFFFFFFFF

    def __init__(self, seed, step):
        wide = 0xFFFFFFFFFFFFFFFF
        x = (seed + 0x9E3779B97F4A7C15 * (step + 1)) & wide
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9 & wide
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB & wide
        self.key = (x ^ (x >> 31)) & self.MASK

    @classmethod
    def mixed(cls, x):
        x = (x ^ (x >> 16)) * 0x7FEB352D & cls.MASK
        x = (x ^ (x >> 15)) * 0x846CA68B & cls.MASK
        return x ^ (x >> 16)

    def uniform(self, node, window, element):
        place = self.mixed(self.key ^ self.mixed(node * 0x9E3779B9 & self.MASK ^ window))
        return (self.mixed((place + element * 0x9E3779B9) & self.MASK) >> 8) * 2.0**-24

    def normal(self, node, window, element):
        radius = math.sqrt(-2 * math.log(1 - self.uniform(node, window, 2 * element)))
        return radius * math.sin(2 * math.pi * self.uniform(node, window, 2 * element + 1))

    def table(self, draw, node, shape):
        """`draw` for every window and element of a tensor `[window][…]`."""
        count = math.prod(shape[1:])
        values = [[draw(node, window, element) for element in range(count)] for window in range(shape[0])]
        return torch.tensor(values, dtype=torch.float64).reshape(shape)


def flat(x):
    return x.reshape(x.shape[0], 1, -1)


def dense(o, x, p, noise, node):
    x = x[0] if o["isPerStep"] else flat(x[0])
    return ACTIVATIONS[o["activation"]](F.linear(x, p[0], p[1])), 0


def convolution(o, x, p, noise, node):
    steps, channels = x[0].shape[1:]
    x = x[0].transpose(1, 2)
    if o["padding"] == "same":
        zeros = max((math.ceil(steps / o["stride"]) - 1) * o["stride"] + o["kernel"] - steps, 0)
        x = F.pad(x, (zeros // 2, zeros - zeros // 2))
    weight = p[0].reshape(o["filters"], o["kernel"], channels).transpose(1, 2)
    return ACTIVATIONS[o["activation"]](F.conv1d(x, weight, p[1], stride=o["stride"]).transpose(1, 2)), 0


def transposed_convolution(o, x, p, noise, node):
    """By PyTorch's transposed convolution: tap k of phase f is its tap f + (taps − 1 − k) · stride."""
    taps, channels = o["kernel"] // o["stride"], x[0].shape[2]
    weight = p[0].reshape(o["stride"], o["filters"], taps, channels).flip(2)
    weight = weight.permute(3, 1, 2, 0).reshape(channels, o["filters"], taps * o["stride"])
    y = F.conv_transpose1d(x[0].transpose(1, 2), weight, p[1], stride=o["stride"]).transpose(1, 2)
    first = (taps - 1 - (taps - 1) // 2) * o["stride"]
    return ACTIVATIONS[o["activation"]](y[:, first:first + o["steps"]]), 0


def recurrent(o, x, p, noise, node):
    state = torch.zeros(1, x[0].shape[0], o["units"], dtype=torch.float64)
    second = torch.zeros_like(p[2])
    if o["cell"] == "gru":
        second = torch.cat([second[:2 * o["units"]], p[3]])
    weights = [p[0], p[1], p[2], second]
    if o["cell"] == "lstm":
        y = torch.lstm(x[0], (state, state), weights, True, 1, 0.0, False, False, True)[0]
    else:
        run = torch.gru if o["cell"] == "gru" else torch.rnn_tanh
        y = run(x[0], state, weights, True, 1, 0.0, False, False, True)[0]
    return (y if o["returnsSequence"] else y[:, -1:]), 0


def attention(o, x, p, noise, node):
    def heads(y):
        return y.reshape(y.shape[0], y.shape[1], o["heads"], o["headWidth"]).transpose(1, 2)
    q, k, v = F.linear(x[0], p[0], p[3]), F.linear(x[-1], p[1], p[4]), F.linear(x[-1], p[2], p[5])
    y = F.scaled_dot_product_attention(heads(q), heads(k), heads(v), is_causal=o["isCausal"])
    return F.linear(y.transpose(1, 2).flatten(2), p[6], p[7]), 0


def memory(o, x, p, noise, node):
    z, m = flat(x[0]), p[0]
    if o["similarity"] == "cosine":
        length = lambda v: torch.sqrt((v * v).sum(-1, keepdim=True) + 1e-12)
        similarity = F.linear(z / length(z), m / length(m))
    else:
        similarity = F.linear(z, m)
    w = torch.softmax(similarity / o["temperature"], -1)
    if o["shrink"] > 0:
        kept = F.relu(w - o["shrink"]) * w / ((w - o["shrink"]).abs() + 1e-12)
        total = kept.sum(-1, keepdim=True)
        w = torch.where(total > 0, kept / torch.where(total > 0, total, 1), w)
    entropy = -torch.where(w > 0, w * torch.log(torch.where(w > 0, w, 1)), 0).sum(-1).mean()
    return w @ m, o["entropyWeight"] * entropy


def sampling(o, x, p, noise, node):
    mean, variance = flat(x[0]).chunk(2, -1)
    penalty = o["klWeight"] * 0.5 * (variance.exp() + mean**2 - 1 - variance).sum(-1).mean()
    if noise is None:
        return mean, penalty
    return mean + torch.exp(variance / 2) * noise.table(noise.normal, node, mean.shape), penalty


def dropout(o, x, p, noise, node):
    if noise is None:
        return x[0], 0
    return x[0] * (noise.table(noise.uniform, node, x[0].shape) >= o["rate"]) / (1 - o["rate"]), 0


def corruption(o, x, p, noise, node):
    x = x[0]
    if noise is None:
        return x, 0
    if o["kind"] == "gaussian":
        return x + o["amount"] * noise.table(noise.normal, node, x.shape), 0
    shape = x.shape if o["kind"] == "mask-values" else (*x.shape[:2], 1)
    return x * (noise.table(noise.uniform, node, shape) >= o["amount"]), 0


def sparsity(o, x, p, noise, node):
    a = x[0]
    if o["kind"] == "l1":
        return a, o["weight"] * a.abs().sum((1, 2)).mean()
    mean, t = a.mean(0), o["target"]
    return a, o["weight"] * (t * torch.log(t / mean) + (1 - t) * torch.log((1 - t) / (1 - mean))).sum()


def batch_norm(o, x, p, noise, node):
    y = F.batch_norm(
        x[0].transpose(1, 2), p[2].detach().clone(), p[3].detach().clone(), p[0], p[1], noise is not None,
        o["momentum"], o["epsilon"])
    return ACTIVATIONS[o["activation"]](y.transpose(1, 2)), 0


def layer_norm(o, x, p, noise, node):
    return F.layer_norm(x[0], x[0].shape[2:], p[0], p[1], o["epsilon"]), 0


def positions(o, x, p, noise, node):
    if p:
        return x[0] + p[0], 0
    steps, channels = x[0].shape[1:]
    angle = lambda t, c: t / 10000 ** (c // 2 * 2 / channels)
    table = [[(math.cos if c % 2 else math.sin)(angle(t, c)) for c in range(channels)] for t in range(steps)]
    return x[0] + torch.tensor(table, dtype=torch.float64), 0


def queries(o, x, p, noise, node):
    return p[0].expand(x[0].shape[0], -1, -1), 0


LAYERS = {
    "dense": dense,
    "convolution": convolution,
    "transposed-convolution": transposed_convolution,
    "recurrent": recurrent,
    "attention": attention,
    "memory": memory,
    "sampling": sampling,
    "batch-norm": batch_norm,
    "layer-norm": layer_norm,
    "positions": positions,
    "queries": queries,
    "activation": lambda o, x, p, noise, node: (ACTIVATIONS[o["activation"]](x[0]), 0),
    "softmax": lambda o, x, p, noise, node: (torch.softmax(x[0], -1), 0),
    "dropout": dropout,
    "noise": corruption,
    "sparsity": sparsity,
    "add": lambda o, x, p, noise, node: (x[0] + x[1], 0),
    "join": lambda o, x, p, noise, node: (torch.cat(x, -1), 0),
    "repeat": lambda o, x, p, noise, node: (flat(x[0]).expand(-1, o["count"], -1), 0),
}


def parameter_shapes(o, inputs):
    """Shapes of a layer's parameters by the shapes `[steps, channels]` of its inputs."""
    (steps, channels), context = inputs[0], inputs[-1][1]
    size = steps * channels
    match o["layer"]:
        case "dense":
            return [[o["units"], channels if o["isPerStep"] else size], [o["units"]]]
        case "convolution":
            return [[o["filters"], o["kernel"] * channels], [o["filters"]]]
        case "transposed-convolution":
            taps = o["kernel"] // o["stride"]
            return [[o["stride"] * o["filters"], taps * channels], [o["filters"]]]
        case "recurrent":
            units, rows = o["units"], o["units"] * {"simple": 1, "lstm": 4, "gru": 3}[o["cell"]]
            return [[rows, channels], [rows, units], [rows]] + ([[units]] if o["cell"] == "gru" else [])
        case "attention":
            width = o["heads"] * o["headWidth"]
            return [[width, channels]] + 2 * [[width, context]] + 3 * [[width]] + [[channels, width], [channels]]
        case "memory":
            return [[o["slots"], size]]
        case "batch-norm":
            return 4 * [[channels]]
        case "layer-norm":
            return 2 * [[channels]]
        case "positions":
            return [[steps, channels]] if o["kind"] == "learned" else []
        case "queries":
            return [[o["steps"], channels]]
    return []
