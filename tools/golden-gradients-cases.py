"""The graphs of golden-gradients: every kind of layer with every option, every loss, and ways to put layers together.

Options that are no whole numbers are sums of a few powers of two, so that Float holds them exactly;
so does it what they are divided into, as in dropout's 1 / (1 − rate).
"""


def graph(steps, channels, *nodes, **more):
    return {"graph": {"input": {"steps": steps, "channels": channels}, "layers": list(nodes), **more}}


def dense(units, activation="linear", per_step=False, **more):
    return {"layer": "dense", "units": units, "activation": activation, "isPerStep": per_step, **more}


def convolution(filters, kernel, stride=1, padding="same", activation="tanh"):
    return {"layer": "convolution", "filters": filters, "kernel": kernel, "stride": stride, "padding": padding,
            "activation": activation}


def transposed(filters, kernel, stride, steps, activation="linear"):
    return {"layer": "transposed-convolution", "filters": filters, "kernel": kernel, "stride": stride, "steps": steps,
            "activation": activation}


def recurrent(cell, units, sequence):
    return {"layer": "recurrent", "cell": cell, "units": units, "returnsSequence": sequence}


def attention(heads, width, causal=False, **more):
    return {"layer": "attention", "heads": heads, "headWidth": width, "isCausal": causal, **more}


def memory(similarity, shrink=0, entropy=0):
    return {"layer": "memory", "slots": 7, "similarity": similarity, "temperature": 0.5, "shrink": shrink,
            "entropyWeight": entropy}


def norm(epsilon=0.0009765625):
    return {"layer": "layer-norm", "epsilon": epsilon}


def batch_norm(activation="linear"):
    return {"layer": "batch-norm", "epsilon": 0.0009765625, "momentum": 0.125, "activation": activation}


def add(*sources):
    return {"layer": "add", "from": list(sources)}


def between(*nodes):
    """Layers between two dense ones, on 2 steps of 3 channels."""
    return graph(2, 3, dense(5, "tanh"), *nodes, dense(6))


def forecast(*nodes):
    """From 5 rows of 2 columns to the sixth."""
    return graph(5, 2, *nodes, dense(2), window={"steps": 6, "channels": 2}, target=[10, 12])


def cases():
    """Name: what `golden` is called with."""
    small = (2, 3, dense(5, "tanh"), dense(6))
    result = {f"dense-{name}": graph(2, 3, dense(5, name), dense(6, name)) for name in (
        "linear", "relu", "leaky-relu", "elu", "gelu", "silu", "tanh", "sigmoid")}
    result["dense-per-step"] = graph(5, 3, dense(4, "silu", True), dense(3, "linear", True))
    result["loss-absolute"] = graph(*small) | {"loss": {"absoluteError": {}}}
    result["loss-huber"] = graph(*small) | {"loss": {"huber": {"delta": 0.25}}}
    result["loss-cross-entropy"] = graph(2, 3, dense(5, "tanh"), dense(6, "sigmoid")) | {
        "loss": {"binaryCrossEntropy": {}}, "scale": 1.0, "offset": 0.5}
    result["convolution-same"] = graph(7, 2, convolution(3, 4), convolution(2, 3))
    result["convolution-valid"] = graph(7, 2, convolution(3, 3, 2, "valid", "gelu"), dense(14))
    result["convolution-stride"] = graph(7, 2, convolution(4, 5, 2, activation="relu"), transposed(2, 6, 2, 7))
    result["convolution-transposed"] = graph(
        8, 2, convolution(3, 3, 3), transposed(3, 3, 3, 8, "elu"), convolution(2, 1, activation="linear"))
    result["convolution-transposed-wide"] = graph(5, 2, transposed(2, 8, 2, 10, "silu"), convolution(2, 3, 2))
    for cell in ("simple", "lstm", "gru"):
        result[f"recurrent-{cell}"] = graph(4, 2, recurrent(cell, 3, True), recurrent(cell, 2, True))
        result[f"recurrent-{cell}-last"] = forecast(recurrent(cell, 3, False))
    for name in ("dot", "cosine"):
        result[f"memory-{name}"] = between(memory(name))
        result[f"memory-{name}-shrink"] = between(memory(name, 0.140625, 0.0625))
    result["sampling"] = between(dense(4), {"layer": "sampling", "klWeight": 0.125})
    result["dropout"] = between({"layer": "dropout", "rate": 0.5})
    for kind, amount in (("gaussian", 0.25), ("mask-values", 0.25), ("mask-steps", 0.375)):
        result[f"noise-{kind}"] = graph(
            4, 2, {"layer": "noise", "kind": kind, "amount": amount}, dense(5, "tanh"), dense(8))
    result["sparsity-l1"] = between({"layer": "sparsity", "kind": "l1", "weight": 0.125, "target": 0.0625})
    result["sparsity-kl"] = graph(
        2, 3, dense(5, "sigmoid"), {"layer": "sparsity", "kind": "kl", "weight": 0.25, "target": 0.0625}, dense(6))
    result["batch-norm"] = graph(5, 2, dense(3, per_step=True), batch_norm("relu"), dense(2, per_step=True))
    result["batch-norm-twice"] = graph(2, 3, dense(5), batch_norm("tanh"), dense(6), batch_norm())
    result["layer-norm"] = graph(3, 4, dense(5, per_step=True), norm(), dense(4, per_step=True))
    result["activation"] = between({"layer": "activation", "activation": "gelu"})
    result["softmax"] = graph(3, 4, {"layer": "softmax"}, dense(4, per_step=True), {"layer": "softmax"})
    for kind in ("learned", "sinusoidal"):
        result[f"positions-{kind}"] = graph(
            4, 2, dense(4, per_step=True), {"layer": "positions", "kind": kind}, dense(2, "tanh", True))
    result["attention"] = graph(4, 4, attention(2, 3))
    result["attention-causal"] = graph(4, 3, attention(1, 2, True), dense(3, per_step=True))
    result["attention-context"] = graph(
        5, 3, dense(4, "tanh", True, **{"from": -1}), {"layer": "queries", "steps": 5},
        attention(2, 2, **{"from": [1, -1]}), dense(3, per_step=True))
    result["queries"] = graph(
        4, 2, recurrent("gru", 3, True), {"layer": "queries", "steps": 2}, attention(1, 3, **{"from": [1, 0]}),
        dense(8))
    result["add"] = graph(3, 2, dense(2, "tanh", True), add(0, -1), add(1, 1), dense(6))
    result["join"] = graph(
        3, 2, dense(4, "tanh", True), {"layer": "join", "from": [-1, 0]}, dense(2, per_step=True))
    result["repeat"] = graph(
        3, 2, dense(4, "tanh"), {"layer": "repeat", "count": 3}, recurrent("simple", 3, True), dense(2, per_step=True))
    result["shared"] = graph(2, 2, dense(4, "tanh"), dense(4, "tanh", shares=0), dense(4, shares=0))
    result["forecast-one"] = graph(
        4, 3, recurrent("lstm", 4, False), dense(1), window={"steps": 5, "channels": 3}, target=[13, 14])
    result["transformer"] = graph(
        4, 2, dense(4, per_step=True), {"layer": "positions", "kind": "learned"}, attention(2, 2), add(1, 2),
        norm(), dense(6, "gelu", True), {"layer": "dropout", "rate": 0.5}, dense(4, per_step=True), add(4, 7), norm(),
        dense(2, per_step=True))
    result["recurrent-autoencoder"] = graph(
        4, 2, recurrent("lstm", 4, True), recurrent("lstm", 3, False), {"layer": "repeat", "count": 4},
        recurrent("lstm", 3, True), recurrent("lstm", 4, True), dense(2, per_step=True))
    result["convolution-autoencoder"] = graph(
        8, 2, convolution(3, 3, 2, activation="linear"), batch_norm("leaky-relu"), convolution(4, 3, 2),
        transposed(3, 4, 2, 4, "relu"), transposed(2, 4, 2, 8))
    return result
