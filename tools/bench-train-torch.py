"""PyTorch's side of bench-train: trains one reference shape a line of standard input.

Usage: bench-train-torch.py eager|compiled THREADS
A line "SHAPE SECONDS" is answered by "SHAPE WINDOWS_PER_SECOND". Models and compiled code are kept between lines.
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH = 64
BATCHES = 16


def dense(sizes, last=None):
    """Dense layers with ReLU between them; `last` follows the final one."""
    layers = []
    for index, (width, units) in enumerate(zip(sizes, sizes[1:])):
        layers.append(nn.Linear(width, units))
        if index < len(sizes) - 2:
            layers.append(nn.ReLU())
    return nn.Sequential(*layers, *([last] if last else []))


class Memory(nn.Module):
    """Dense 128, 32, memory of 500 slots read by dot product, dense 128, 512."""

    def __init__(self):
        super().__init__()
        self.encoder = dense([512, 128, 32], nn.ReLU())
        self.prototypes = nn.Parameter(torch.randn(500, 32) / 32**0.5)
        self.decoder = dense([32, 128, 512])

    def forward(self, x):
        weights = torch.softmax(F.linear(self.encoder(x), self.prototypes), dim=-1)
        return self.decoder(weights @ self.prototypes)


class Forecaster(nn.Module):
    """LSTM 50 over two layers, dense 1 on the last state."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(2, 50, num_layers=2, batch_first=True)
        self.head = nn.Linear(50, 1)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])


class RecurrentAutoencoder(nn.Module):
    """LSTM 64, 32, the last state repeated 60 times, LSTM 32, 64, dense 2 per step."""

    def __init__(self):
        super().__init__()
        self.encoders = nn.ModuleList([nn.LSTM(2, 64, batch_first=True), nn.LSTM(64, 32, batch_first=True)])
        self.decoders = nn.ModuleList([nn.LSTM(32, 32, batch_first=True), nn.LSTM(32, 64, batch_first=True)])
        self.head = nn.Linear(64, 2)

    def forward(self, x):
        for layer in self.encoders:
            x = layer(x)[0]
        x = x[:, -1:].expand(-1, 60, -1).contiguous()
        for layer in self.decoders:
            x = layer(x)[0]
        return self.head(x)


class Block(nn.Module):
    """Self-attention and feed-forward 128, each added to its input and normalised."""

    def __init__(self, width, heads, head_width):
        super().__init__()
        self.heads, self.head_width = heads, head_width
        self.projection = nn.Linear(width, 3 * heads * head_width)
        self.output = nn.Linear(heads * head_width, width)
        self.feed_forward = dense([width, 128, width])
        self.norms = nn.ModuleList(nn.LayerNorm(width, eps=1e-6) for _ in range(2))

    def forward(self, x):
        batch, steps, _ = x.shape
        q, k, v = self.projection(x).view(batch, steps, 3, self.heads, self.head_width).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(batch, steps, -1)
        x = self.norms[0](x + self.output(y))
        return self.norms[1](x + self.feed_forward(x))


class Transformer(nn.Module):
    """Dense 64 per step, learned positions, two blocks, dense 1 per step."""

    def __init__(self, heads, head_width):
        super().__init__()
        self.embedding = nn.Linear(1, 64)
        self.positions = nn.Parameter(torch.randn(50, 64) * 0.02)
        self.blocks = nn.Sequential(*(Block(64, heads, head_width) for _ in range(2)))
        self.head = nn.Linear(64, 1)

    def forward(self, x):
        return self.head(self.blocks(self.embedding(x) + self.positions))


# Shape: the model, one window, one target (None: the window itself).
SHAPES = {
    "mlperf-tiny": (lambda: dense([640] + [128] * 4 + [8] + [128] * 4 + [640]), (640,), None),
    "memory-512": (Memory, (512,), None),
    "ae-784": (lambda: dense([784, 128, 32, 128, 784], nn.Sigmoid()), (784,), None),
    "lstm-50": (Forecaster, (60, 2), (1,)),
    "lstm-ae": (RecurrentAutoencoder, (60, 2), None),
    "transformer": (lambda: Transformer(4, 16), (50, 1), None),
    "transformer-64": (lambda: Transformer(4, 64), (50, 1), None),
}


class Run:
    """One model in training, on random windows."""

    def __init__(self, shape, compiled):
        torch.manual_seed(1)
        make, window, target = SHAPES[shape]
        self.model = make()
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3, fused=True)
        self.windows = torch.randn(BATCHES, BATCH, *window)
        self.targets = self.windows if target is None else torch.randn(BATCHES, BATCH, *target)
        self.loss = lambda x, y: F.mse_loss(self.model(x), y)
        if compiled:
            self.loss = torch.compile(self.loss)

    def steps(self, count):
        for index in range(count):
            self.optimizer.zero_grad(set_to_none=True)
            self.loss(self.windows[index % BATCHES], self.targets[index % BATCHES]).backward()
            self.optimizer.step()

    def rate(self, seconds, clock):
        """Windows a second over at least `seconds` of `clock`, after a warm-up."""
        self.steps(5)
        done, start = 0, clock()
        while clock() - start < seconds:
            self.steps(5)
            done += 5
        return done * BATCH / (clock() - start)


def main():
    mode, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    # One thread's processor time is the same however busy the machine is.
    clock = time.process_time if threads == 1 else time.perf_counter
    runs = {}
    for line in sys.stdin:
        shape, seconds = line.split()
        if shape not in runs:
            runs[shape] = Run(shape, mode == "compiled")
        print(shape, runs[shape].rate(float(seconds), clock), flush=True)


if __name__ == "__main__":
    main()
