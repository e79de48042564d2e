"""Week 4: cases and known mistakes of the way back through all layers, and of the step."""

import numpy as np

from helpers.exercises.exercise import Exercise, Rare, RarePart
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import IF_ONE_LAYER, ONE_LAYER, labels, normal, rounded
from helpers.exercises.week4 import stubs
from helpers.exercises.week4.forward import network, telling
from helpers.reference import week4 as reference

DEEP = (
    ((3, 4, 2, 1), 5),
    ((2, 5, 3, 4, 1), 6),
    ((4, 3, 1), 2),
    ((3, 1), 4),
    ((5, 2, 3, 1), 1),
    ((3, 5, 2, 6, 4, 1), 7),
)


def deep_networks(rng):
    """A way forward, mostly of three layers and more, with labels; in hidden layers one unit at exactly 0, one dead.

    Some last Z is positive: with ReLU at the end, nothing else would show what the layers before do.
    """
    for widths, m in DEEP:
        while True:
            AL, caches = way_forward(rng, widths, m)
            if telling(caches) and caches[-1][1].max() > 0:
                case = {"AL": AL, "Y": labels(rng, m), "caches": caches}
                yield Rare(ONE_LAYER, case) if len(widths) == 2 else case
                break


def way_forward(rng, widths, m):
    """Draw a network and go through it, in numbers that are the same on every machine."""
    parameters, A, caches = network(rng, widths), normal(rng, widths[0], m), []
    for layer in range(1, len(widths)):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        last = layer == len(widths) - 1
        if not last and len(W) > 3:
            W[0], b[0], b[1] = 0, 0, -20
        Z = np.round(W @ A + b, 9)
        caches.append(((A, W, b), Z))
        A = rounded(reference.sigmoid(Z)[0]) if last else np.maximum(0, Z)
    return A, caches


def wrong_backward(
    dAL=reference.cost_backward,
    hidden="relu",
    last="sigmoid",
    cache=lambda layer, L: layer - 1,
    same=False,
    change=None,
):
    """`L_model_backward` with one thing done otherwise; `cache` takes (layer, L), `change` takes (grads, L)."""

    def L_model_backward(AL, Y, caches, *, linear_activation_backward=reference.linear_activation_backward):
        grads: dict[str, np.ndarray] = {}
        L = len(caches)
        start = dA = dAL(AL, Y)
        for layer in range(L, 0, -1):
            taken = caches[cache(layer, L)]
            dA, dW, db = linear_activation_backward(start if same else dA, taken, hidden if layer < L else last)
            grads |= {f"dA{layer - 1}": dA, f"dW{layer}": dW, f"db{layer}": db}
        return grads if change is None else change(grads, L)

    return L_model_backward


def keys_up(grads, L):
    """The gradients of A named after the layer they left instead of the one they reach."""
    return {f"dA{int(key[2:]) + 1}" if key.startswith("dA") else key: value for key, value in grads.items()}


def keys_down(grads, L):
    """The gradients of W and b numbered from 0."""
    return {key if key.startswith("dA") else f"{key[:2]}{int(key[2:]) - 1}": value for key, value in grads.items()}


L_model_backward = Exercise(
    reference.L_model_backward,
    deep_networks,
    {"dA*+": "dA", "dW*": "dW", "db*": "db"},
    weights={"dA": 1, "dW": 1, "db": 1},
    tolerance=(3e-5, 3e-7),  # see docs/tolerances.md
    rare_parts={ONE_LAYER: RarePart(0.2, IF_ONE_LAYER)},
    stubs=(stubs.linear_activation_backward,),
    mistakes=(
        Mistake("sign", "Every gradient points uphill: look at the sign of dA of the last layer.",
                wrong_backward(lambda AL, Y: -reference.cost_backward(AL, Y))),
        Mistake("inner minus", "Differentiate each of the two logarithms by itself: the second has an inner minus.",
                wrong_backward(lambda AL, Y: -(Y / AL + (1 - Y) / (1 - AL)))),
        Mistake("mean in dAL",
                "All gradients are m times too small: the mean is taken in dW and db, is it also in dA of the last layer?",
                wrong_backward(lambda AL, Y: reference.cost_backward(AL, Y) / Y.shape[1])),
        Mistake("AL - Y for dAL", "AL - Y is the gradient by Z of the last layer; your first step back takes the one by A.",
                wrong_backward(lambda AL, Y: AL - Y)),
        Mistake("sigmoid everywhere", "Which activation did the hidden layers use on the way forward?",
                wrong_backward(hidden="sigmoid")),
        Mistake("ReLU at the end", "Which activation did the last layer use on the way forward?",
                wrong_backward(last="relu")),
        Mistake("dAL for every layer",
                "What does layer l receive: the gradient at the end of the network, or what layer l + 1 hands on?",
                wrong_backward(same=True)),
        Mistake("caches from the front",
                "Print the layer and the index of its cache for L = 3: you walk through caches in the wrong direction.",
                wrong_backward(cache=lambda layer, L: L - layer), raises=ValueError),
        Mistake("caches off by one", "Print the layer and the index of its cache for L = 3: they are off by one.",
                wrong_backward(cache=lambda layer, L: layer - 2), raises=ValueError),
        Mistake("keys of dA", "dA2 is the gradient of A of layer 2: which layer's output does layer 3 hand back?",
                wrong_backward(change=keys_up)),
        Mistake("no layer 1", "Your loop stops before it reaches layer 1.",
                wrong_backward(change=lambda g, L: {key: value for key, value in g.items() if key not in ("dA0", "dW1", "db1")})),
        Mistake("ones only", "What does a sample with label 0 contribute to dA of the last layer?",
                wrong_backward(lambda AL, Y: -Y / AL)),
        Mistake("labels exchanged", "dA of the last layer should be negative where the label is 1: which term goes with y = 1?",
                wrong_backward(lambda AL, Y: reference.cost_backward(AL, 1 - Y))),
        Mistake("activations exchanged", "Hidden layers and output layer have exchanged their activations.",
                wrong_backward(hidden="sigmoid", last="relu")),
        Mistake("last cache for every layer", "Each layer goes back with its own cache: which index do you use?",
                wrong_backward(cache=lambda layer, L: L - 1), raises=ValueError),
        Mistake("keys from 0", "The first layer is called 1 here: dW1, db1.", wrong_backward(change=keys_down)),
    ),
)  # fmt: skip


def steps(rng):
    """Parameters and gradients of one to four layers, with rates that are not the default."""
    for widths, rate in (((3, 4, 2), 0.3), ((2, 3), 0.05), ((4, 3, 5, 1), 1.2), ((2, 5, 3, 4, 1), 0.7)):
        params = network(rng, widths)
        grads = {f"d{name}": 0.1 + np.abs(normal(rng, *value.shape)) for name, value in params.items()}
        grads |= {f"dA{layer}": normal(rng, n, 6) for layer, n in enumerate(widths[:-1])}
        case = {"params": params, "grads": grads, "learning_rate": rate}
        yield Rare(ONE_LAYER, case) if len(widths) == 2 else case


def wrong_step(change):
    """`update_parameters` by another rule, taking (name, value, gradient, rate, L)."""
    return lambda params, grads, learning_rate: {
        name: change(name, value, grads["d" + name], learning_rate, len(params) // 2) for name, value in params.items()
    }


update_parameters = Exercise(
    reference.update_parameters,
    steps,
    {"W*": "W", "b*": "b"},
    weights={"W": 2, "b": 2},
    rare_parts={ONE_LAYER: RarePart(0.2, IF_ONE_LAYER)},
    keeps_arguments=1,
    mistakes=(
        Mistake("uphill", "The gradient points uphill: which way do you step?",
                wrong_step(lambda name, v, g, rate, L: v + rate * g)),
        Mistake("fixed rate", "Does your step change when learning_rate does?",
                wrong_step(lambda name, v, g, rate, L: v - 0.0075 * g)),
        Mistake("no rate", "Your step is the whole gradient: what became of the learning rate?",
                wrong_step(lambda name, v, g, rate, L: v - g)),
        Mistake("b stays", "W moves, b does not.",
                wrong_step(lambda name, v, g, rate, L: v if name[0] == "b" else v - rate * g)),
        Mistake("W stays", "b moves, W does not.",
                wrong_step(lambda name, v, g, rate, L: v if name[0] == "W" else v - rate * g)),
        Mistake("last layer stays", "Every layer but the last one moves: how far does your loop go?",
                wrong_step(lambda name, v, g, rate, L: v if name[1:] == str(L) else v - rate * g)),
        Mistake("nothing moves", "Your parameters are those you were given: is the result of the subtraction kept?",
                wrong_step(lambda name, v, g, rate, L: v)),
        Mistake("only the step", "You return the step itself, not the place it leads to.",
                wrong_step(lambda name, v, g, rate, L: -rate * g)),
        Mistake("first layer stays", "Every layer but the first one moves: where does your loop begin?",
                wrong_step(lambda name, v, g, rate, L: v if name[1:] == "1" else v - rate * g)),
        Mistake("divided by the rate", "Make the rate ten times larger: does the step grow or shrink?",
                wrong_step(lambda name, v, g, rate, L: v - g / rate)),
    ),
)  # fmt: skip
