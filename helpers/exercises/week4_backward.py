"""Week 4: cases and known mistakes of the way back and of the step."""

import numpy as np

from helpers.exercises import week4_stand_ins as stand_ins
from helpers.exercises.exercise import Exercise, Mistake, labels, normal
from helpers.exercises.week4_forward import network, telling
from helpers.reference import week4 as reference

DEEP = (
    ((3, 4, 2, 1), 5),
    ((2, 5, 3, 4, 1), 6),
    ((4, 3, 1), 2),
    ((3, 1), 4),
    ((5, 2, 3, 1), 1),
    ((3, 5, 2, 6, 4, 1), 7),
)


def linear_parts(rng):
    """Single layers whose sizes all differ, a square one, and a single sample."""
    for n_prev, n, m in ((3, 2, 4), (2, 4, 5), (3, 3, 2), (1, 3, 2), (4, 2, 1)):
        cache = normal(rng, n_prev, m), normal(rng, n, n_prev), normal(rng, n, 1)
        yield {"dZ": normal(rng, n, m), "cache": cache}


def wrong_linear_backward(dA=None, dW=None, db=None):
    """`linear_backward` with one formula replaced; each takes (dZ, A, W, m)."""

    def linear_backward(dZ, cache):
        right = reference.linear_backward(dZ, cache)
        values = dZ, cache[0], cache[1], dZ.shape[1]
        return tuple(r if f is None else f(*values) for r, f in zip(right, (dA, dW, db), strict=True))

    return linear_backward


linear_backward = Exercise(
    reference.linear_backward,
    linear_parts,
    ("dA_prev", "dW", "db"),
    (
        Mistake(
            "no mean in dW",
            "dW came out m times too large: sum or mean?",
            wrong_linear_backward(dW=lambda dZ, A, W, m: dZ @ A.T),
        ),
        Mistake(
            "no mean in db",
            "db came out m times too large: sum or mean?",
            wrong_linear_backward(db=lambda dZ, A, W, m: dZ.sum(axis=1, keepdims=True)),
        ),
        Mistake(
            "no mean at all",
            "dW and db came out m times too large: which gradients are means over the samples?",
            wrong_linear_backward(
                dW=lambda dZ, A, W, m: dZ @ A.T, db=lambda dZ, A, W, m: dZ.sum(axis=1, keepdims=True)
            ),
        ),
        Mistake(
            "mean in dA_prev",
            "Each sample keeps its own gradient on the way back: is dA_prev a mean?",
            wrong_linear_backward(dA=lambda dZ, A, W, m: W.T @ dZ / m),
        ),
        Mistake(
            "mean over units",
            "You divide by the number of units: which axis of A_prev counts the samples?",
            wrong_linear_backward(
                dW=lambda dZ, A, W, m: dZ @ A.T / len(A), db=lambda dZ, A, W, m: dZ.sum(axis=1, keepdims=True) / len(A)
            ),
        ),
        Mistake(
            "one db for all",
            "db holds one number for each unit; yours sums over everything.",
            wrong_linear_backward(db=lambda dZ, A, W, m: np.full((1, 1), dZ.sum() / m)),
        ),
        Mistake(
            "db as a number",
            "db holds one number for each unit; yours sums over everything.",
            wrong_linear_backward(db=lambda dZ, A, W, m: dZ.sum() / m),
        ),
        Mistake(
            "db without keepdims",
            "db has lost its second dimension: what does keepdims do?",
            wrong_linear_backward(db=lambda dZ, A, W, m: dZ.sum(axis=1) / m),
        ),
        Mistake(
            "db along the units",
            "You summed over the units and kept the samples; it is the other way round.",
            wrong_linear_backward(db=lambda dZ, A, W, m: dZ.sum(axis=0, keepdims=True) / m),
        ),
        Mistake(
            "W not turned",
            "Compare the shapes: does W lead from the layer before, or to it?",
            wrong_linear_backward(dA=lambda dZ, A, W, m: W @ dZ),
        ),
        Mistake(
            "dW turned", "dW must have the shape of W.", wrong_linear_backward(dW=lambda dZ, A, W, m: A @ dZ.T / m)
        ),
    ),
    weights={"dA_prev": 3, "dW": 4, "db": 3},
)


def whole_layers(rng):
    """Layers of both activations; some entries of Z exactly 0, some units dead for every sample."""
    for n_prev, n, m, activation in (
        (3, 4, 5, "relu"),
        (2, 3, 4, "sigmoid"),
        (4, 3, 1, "relu"),
        (5, 2, 3, "sigmoid"),
        (1, 5, 2, "relu"),
        (3, 2, 1, "sigmoid"),
    ):
        Z = normal(rng, n, m)
        if activation == "relu":
            Z[0], Z[1], Z[2] = 0, -1.5, 0.75
        linear_cache = normal(rng, n_prev, m), normal(rng, n, n_prev), normal(rng, n, 1)
        yield {"dA": 0.3 + np.abs(normal(rng, n, m)), "cache": (linear_cache, Z), "activation": activation}


def slope_sigmoid(Z):
    """Slope of the sigmoid at Z."""
    return reference.sigmoid_backward(1.0, Z)


def wrong_layer_backward(sigmoid=slope_sigmoid, relu=lambda Z: 1.0 * (Z > 0), by_m=False):
    """`linear_activation_backward` with other slopes, each taking Z."""

    def linear_activation_backward(dA, cache, activation, *, linear_backward=reference.linear_backward):
        Z = cache[1]
        dZ = dA * (sigmoid(Z) if activation == "sigmoid" else relu(Z))
        return linear_backward(dZ / dZ.shape[1] if by_m else dZ, cache[0])

    return linear_activation_backward


def step(Z):
    """Slope of ReLU at Z."""
    return 1.0 * (Z > 0)


linear_activation_backward = Exercise(
    reference.linear_activation_backward,
    whole_layers,
    ("dA_prev", "dW", "db"),
    (
        Mistake(
            "exchanged",
            "The ways back through the two activations have changed places.",
            wrong_layer_backward(step, slope_sigmoid),
        ),
        Mistake(
            "always sigmoid",
            'For "relu" you go back through the sigmoid: which branch ran?',
            wrong_layer_backward(relu=slope_sigmoid),
        ),
        Mistake(
            "always ReLU",
            'For "sigmoid" you go back through ReLU: which branch ran?',
            wrong_layer_backward(sigmoid=step),
        ),
        Mistake(
            "dA for dZ",
            "What does the linear step receive: the gradient before or after the activation's slope?",
            wrong_layer_backward(lambda Z: 1.0, lambda Z: 1.0),
        ),
        Mistake(
            "value for slope",
            "You multiply by the activation's value; its slope is asked for.",
            wrong_layer_backward(lambda Z: reference.sigmoid(Z)[0], lambda Z: np.maximum(0, Z)),
        ),
        Mistake(
            "slope of 1 at 0",
            "At exactly 0 the kit's relu_backward takes a slope of 0: did you write your own?",
            wrong_layer_backward(relu=lambda Z: 1.0 * (Z >= 0)),
        ),
        Mistake(
            "mean in dZ",
            "You divide by m before the linear step, which does so itself.",
            wrong_layer_backward(by_m=True),
        ),
        Mistake(
            "sigmoid of A",
            "The cache holds Z: has the sigmoid been applied to it twice?",
            wrong_layer_backward(sigmoid=lambda Z: slope_sigmoid(reference.sigmoid(Z)[0])),
        ),
    ),
    weights={"dA_prev": 1, "dW": 1, "db": 1},
    stand_ins=(stand_ins.linear_backward,),
)


def rounded(A):
    """Numbers with so many digits that they are the same on every machine."""
    return np.array([float(f"{entry:.12g}") for entry in A.flat]).reshape(A.shape)


def deep_networks(rng):
    """A way forward, mostly of three layers and more, with labels; in hidden layers one unit at exactly 0, one dead."""
    for widths, m in DEEP:
        while True:
            AL, caches = way_forward(rng, widths, m)
            if telling(caches):
                yield {"AL": AL, "Y": labels(rng, m), "caches": caches}
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
        grads, L = {}, len(caches)
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


L_model_backward = Exercise(
    reference.L_model_backward,
    deep_networks,
    {"dA*+": "dA", "dW*+": "dW", "db*+": "db"},
    (
        Mistake(
            "sign",
            "Every gradient points uphill: look at the sign of dAL.",
            wrong_backward(lambda AL, Y: -reference.cost_backward(AL, Y)),
        ),
        Mistake(
            "inner minus",
            "Differentiate each of the two logarithms by itself: the second has an inner minus.",
            wrong_backward(lambda AL, Y: -(Y / AL + (1 - Y) / (1 - AL))),
        ),
        Mistake(
            "mean in dAL",
            "All gradients are m times too small: the mean is taken in dW and db, is it also in dAL?",
            wrong_backward(lambda AL, Y: reference.cost_backward(AL, Y) / Y.shape[1]),
        ),
        Mistake(
            "AL - Y for dAL",
            "AL - Y is the gradient by Z of the last layer; your first step back takes the one by A.",
            wrong_backward(lambda AL, Y: AL - Y),
        ),
        Mistake(
            "sigmoid everywhere",
            "Which activation did the hidden layers use on the way forward?",
            wrong_backward(hidden="sigmoid"),
        ),
        Mistake(
            "ReLU at the end",
            "Which activation did the last layer use on the way forward?",
            wrong_backward(last="relu"),
        ),
        Mistake(
            "dAL for every layer",
            "What does layer l receive: the gradient at the end of the network, or what layer l + 1 hands on?",
            wrong_backward(same=True),
        ),
        Mistake(
            "caches from the front",
            "Print the layer and the index of its cache for L = 3: you walk through caches in the wrong direction.",
            wrong_backward(cache=lambda layer, L: L - layer),
        ),
        Mistake(
            "caches off by one",
            "Print the layer and the index of its cache for L = 3: they are off by one.",
            wrong_backward(cache=lambda layer, L: layer - 2),
        ),
        Mistake(
            "keys of dA",
            "dA2 is the gradient of A of layer 2: which layer's output does layer 3 hand back?",
            wrong_backward(change=keys_up),
        ),
        Mistake(
            "no layer 1",
            "Your loop stops before it reaches layer 1.",
            wrong_backward(
                change=lambda g, L: {key: value for key, value in g.items() if key not in ("dA0", "dW1", "db1")}
            ),
        ),
    ),
    weights={"dA": 1, "dW": 1, "db": 1},
    stand_ins=(stand_ins.linear_activation_backward,),
)


def steps(rng):
    """Parameters and gradients of one to four layers, with rates that are not the default."""
    for widths, rate in (((3, 4, 2), 0.3), ((2, 3), 0.05), ((4, 3, 5, 1), 1.2), ((2, 5, 3, 4, 1), 0.7)):
        params = network(rng, widths)
        grads = {f"d{name}": 0.1 + np.abs(normal(rng, *value.shape)) for name, value in params.items()}
        grads |= {f"dA{layer}": normal(rng, n, 6) for layer, n in enumerate(widths[:-1])}
        yield {"params": params, "grads": grads, "learning_rate": rate}


def wrong_step(change):
    """`update_parameters` by another rule, taking (name, value, gradient, rate, L)."""
    return lambda params, grads, learning_rate: {
        name: change(name, value, grads["d" + name], learning_rate, len(params) // 2) for name, value in params.items()
    }


update_parameters = Exercise(
    reference.update_parameters,
    steps,
    {"W*": "W", "b*": "b"},
    (
        Mistake(
            "uphill",
            "The gradient points uphill: which way do you step?",
            wrong_step(lambda name, v, g, rate, L: v + rate * g),
        ),
        Mistake(
            "fixed rate",
            "Does your step change when learning_rate does?",
            wrong_step(lambda name, v, g, rate, L: v - 0.0075 * g),
        ),
        Mistake(
            "no rate",
            "Your step is the whole gradient: what became of the learning rate?",
            wrong_step(lambda name, v, g, rate, L: v - g),
        ),
        Mistake(
            "b stays",
            "W moves, b does not.",
            wrong_step(lambda name, v, g, rate, L: v if name[0] == "b" else v - rate * g),
        ),
        Mistake(
            "W stays",
            "b moves, W does not.",
            wrong_step(lambda name, v, g, rate, L: v if name[0] == "W" else v - rate * g),
        ),
        Mistake(
            "last layer stays",
            "Every layer but the last one moves: how far does your loop go?",
            wrong_step(lambda name, v, g, rate, L: v if name[1:] == str(L) else v - rate * g),
        ),
        Mistake(
            "nothing moves",
            "Your parameters are those you were given: is the result of the subtraction kept?",
            wrong_step(lambda name, v, g, rate, L: v),
        ),
        Mistake(
            "only the step",
            "You return the step itself, not the place it leads to.",
            wrong_step(lambda name, v, g, rate, L: -rate * g),
        ),
    ),
    weights={"W": 2, "b": 2},
    keeps_arguments=1,
)

EXERCISES = (linear_backward, linear_activation_backward, L_model_backward, update_parameters)
