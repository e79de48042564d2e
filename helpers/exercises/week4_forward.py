"""Week 4: cases and known mistakes of the first parameters, the way forward and the cost."""

import numpy as np

from helpers.exercises import week4_stand_ins as stand_ins
from helpers.exercises.exercise import Exercise, Mistake, labels, normal
from helpers.reference import week4 as reference
from helpers.wire import Normal, Twins, Uniform

# n_0 … n_L and m: all different within a network; L from 1 to 5; a single sample; a single feature
NETWORKS = (
    ((3, 4, 2, 1), 5),
    ((2, 1), 3),
    ((4, 3, 1), 2),
    ((1, 3, 5, 2, 1), 4),
    ((3, 2, 5, 4, 6, 1), 7),
    ((5, 3, 1), 1),
)


def first_parameters(spread=0.01, bias=None, turned=False, first=1, drop=0, rule=Normal):
    """What an initialization gives by layer, as rules for random numbers; each argument is a way to get it wrong."""

    def initialize(layer_dims):
        parameters = {}
        for layer in range(first, len(layer_dims) - drop):
            n, n_prev = layer_dims[layer], layer_dims[layer - 1]
            scale = n_prev**-0.5 if spread is None else spread
            shape = (n_prev, n) if turned else (n, n_prev)
            parameters[f"W{layer}"] = rule(shape, scale) if scale else np.zeros(shape)
            parameters[f"b{layer}"] = np.zeros((n, 1)) if bias is None else bias(n)
        return parameters

    return initialize


def of_three(initialize):
    """An initialization of a list of sizes as one of three sizes."""
    return lambda n_x, n_h, n_y: initialize([n_x, n_h, n_y])


WRONG_STARTS = (
    (
        "zeros",
        "With weights of zero all units of a layer stay twins for ever. What makes them differ?",
        first_parameters(spread=0),
    ),
    ("no 0.01", "Your weights are a hundred times too large: is there a factor missing?", first_parameters(spread=1)),
    ("0.1", "Your weights are ten times too large: count the zeros of the factor.", first_parameters(spread=0.1)),
    (
        "uniform",
        "None of your weights is negative: do the random numbers lie around 0? rand and randn differ.",
        first_parameters(rule=Uniform),
    ),
    (
        "rows alike",
        "All rows of your W are copies of one: units with the same weights stay twins for ever.",
        first_parameters(rule=Twins),
    ),
    (
        "turned",
        "The rows of W belong to the units of its own layer, the columns to those before.",
        first_parameters(turned=True),
    ),
    (
        "random biases",
        "Biases need no random start: the weights already make the units differ.",
        first_parameters(bias=lambda n: Normal((n, 1), 0.01)),
    ),
    ("biases of ones", "Look at the value you fill b with.", first_parameters(bias=lambda n: np.ones((n, 1)))),
    ("biases of rank 1", "b has rank 1; a column needs a second dimension.", first_parameters(bias=np.zeros)),
)

initialize_parameters = Exercise(
    reference.initialize_parameters,
    lambda rng: [
        {"n_x": x, "n_h": h, "n_y": y} for x, h, y in ((3, 5, 2), (6, 2, 4), (4, 3, 1), (1, 7, 5), (60, 40, 30))
    ],
    {"W1": "W1", "b1": "b1", "W2": "W2", "b2": "b2"},
    tuple(Mistake(name, hint, of_three(answer)) for name, hint, answer in WRONG_STARTS),
    weights={"W1": 2, "b1": 1, "W2": 2, "b2": 1},
    expect=of_three(first_parameters()),
)

initialize_parameters_deep = Exercise(
    reference.initialize_parameters_deep,
    lambda rng: [
        {"layer_dims": dims} for dims in ([4, 2], [3, 5, 2], [60, 40, 30, 50], [5, 4, 3, 6, 1], [2, 7, 5, 6, 3, 4])
    ],
    {"W*": "W", "b*": "b"},
    (
        *(Mistake(name, hint, answer) for name, hint, answer in WRONG_STARTS),
        Mistake(
            "one layer short",
            "layer_dims of length 4 makes a network of three layers: which one is missing?",
            first_parameters(drop=1),
        ),
        Mistake(
            "from layer 0",
            "The input layer has no weights of its own: which number has the first layer that has?",
            first_parameters(first=0),
        ),
        Mistake(
            "from layer 2",
            "The first weights lead from the input to layer 1: does your loop begin there?",
            first_parameters(first=2),
        ),
        Mistake(
            "1/√n",
            "That is the better spread of section 11. This exercise asks for 0.01: if you came back here from further "
            "down, run the cell of your function once more, then this one.",
            first_parameters(spread=None),
        ),
    ),
    weights={"W": 2, "b": 1},
    expect=first_parameters(),
)


def layers(rng):
    """Single layers whose sizes all differ, a square one, and a single sample."""
    for n_prev, n, m in ((3, 2, 4), (2, 5, 3), (3, 3, 5), (1, 4, 2), (4, 3, 1)):
        yield {"A": normal(rng, n_prev, m), "W": normal(rng, n, n_prev), "b": 0.2 + np.abs(normal(rng, n, 1))}


def wrong_linear(Z=None, cache=None):
    """`linear_forward` with one result replaced."""

    def linear_forward(A, W, b):
        right = W @ A + b
        return right if Z is None else Z(A, W, b), (A, W, b) if cache is None else cache(A, W, b, right)

    return linear_forward


linear_forward = Exercise(
    reference.linear_forward,
    layers,
    ("Z", "cache"),
    (
        Mistake("no b", "Your numbers are those of b = 0.", wrong_linear(lambda A, W, b: W @ A)),
        Mistake("minus b", "Look at the sign before b.", wrong_linear(lambda A, W, b: W @ A - b)),
        Mistake("sum of b", "Each unit has a bias of its own.", wrong_linear(lambda A, W, b: W @ A + b.sum())),
        Mistake(
            "ReLU",
            "Negative entries have become 0: the activation comes later.",
            wrong_linear(lambda A, W, b: np.maximum(0, W @ A + b)),
        ),
        Mistake(
            "W turned",
            "W has one row for each unit of this layer: is it the one to be transposed?",
            wrong_linear(lambda A, W, b: W.T @ A + b),
        ),
        Mistake(
            "mean",
            "The linear part is a plain sum of products; the mean belongs to the cost.",
            wrong_linear(lambda A, W, b: W @ A / A.shape[1] + b),
        ),
        Mistake(
            "order of the cache",
            "The way back unpacks the cache as (A, W, b): yours has another order.",
            wrong_linear(cache=lambda A, W, b, Z: (W, A, b)),
        ),
        Mistake(
            "Z in the cache",
            "The cache holds what went in, not what came out.",
            wrong_linear(cache=lambda A, W, b, Z: (Z, W, b)),
        ),
    ),
    weights={"Z": 4, "cache": 1},
)


def whole_layers(rng):
    """Layers of both activations; some units exactly at 0, some dead for every sample."""
    for n_prev, n, m, activation in (
        (3, 4, 5, "relu"),
        (2, 3, 4, "sigmoid"),
        (5, 3, 1, "relu"),
        (4, 1, 2, "sigmoid"),
        (3, 5, 6, "relu"),
        (1, 2, 3, "sigmoid"),
    ):
        W, b = normal(rng, n, n_prev), normal(rng, n, 1)
        if activation == "relu":
            W[0], b[0] = 0, 0  # Z is exactly 0
            b[1], b[-1] = -20, 9 - 5 * (n == 1)  # one dead unit, one alive
        yield {"A_prev": normal(rng, n_prev, m), "W": W, "b": b, "activation": activation}


def wrong_layer(activate=None, cache=None):
    """`linear_activation_forward` with another activation (Z, name) -> A, or another cache (linear_cache, Z, A)."""

    def linear_activation_forward(A_prev, W, b, activation, *, linear_forward=reference.linear_forward):
        Z, linear_cache = linear_forward(A_prev, W, b)
        right = reference.sigmoid(Z)[0] if activation == "sigmoid" else np.maximum(0, Z)
        A = right if activate is None else activate(Z, activation)
        return A, (linear_cache, Z) if cache is None else cache(linear_cache, Z, A)

    return linear_activation_forward


linear_activation_forward = Exercise(
    reference.linear_activation_forward,
    whole_layers,
    ("A", "cache"),
    (
        Mistake(
            "always ReLU",
            'For "sigmoid" you give ReLU: which branch ran?',
            wrong_layer(lambda Z, name: np.maximum(0, Z)),
        ),
        Mistake(
            "always sigmoid",
            'For "relu" you give the sigmoid: which branch ran?',
            wrong_layer(lambda Z, name: reference.sigmoid(Z)[0]),
        ),
        Mistake(
            "exchanged",
            "The two activations have changed places.",
            wrong_layer(lambda Z, name: np.maximum(0, Z) if name == "sigmoid" else reference.sigmoid(Z)[0]),
        ),
        Mistake(
            "no activation", "That is the linear part alone: where is the activation?", wrong_layer(lambda Z, name: Z)
        ),
        Mistake(
            "tanh",
            "Your values lie between -1 and 1: that is another activation.",
            wrong_layer(lambda Z, name: np.tanh(Z)),
        ),
        Mistake(
            "cache turned round",
            "In the cache, the linear part comes first.",
            wrong_layer(cache=lambda linear, Z, A: (Z, linear)),
        ),
        Mistake(
            "flat cache",
            "The cache is a pair, and its first half is a cache itself.",
            wrong_layer(cache=lambda linear, Z, A: (*linear, Z)),
        ),
        Mistake(
            "A in the cache",
            "The activation's cache is what went into the activation.",
            wrong_layer(cache=lambda linear, Z, A: (linear, A)),
        ),
    ),
    weights={"A": 3, "cache": 2},
    stand_ins=(stand_ins.linear_forward,),
)


def network(rng, widths):
    """Parameters of a network; hidden biases lean to positive, so that signals arrive at the end."""
    parameters = {}
    for layer in range(1, len(widths)):
        lean = 0.5 if layer < len(widths) - 1 else 0
        parameters[f"W{layer}"] = normal(rng, widths[layer], widths[layer - 1], scale=0.9)
        parameters[f"b{layer}"] = normal(rng, widths[layer], 1, scale=0.3) + lean
    return parameters


def telling(caches):
    """Whether the signal reaches the end of a network: no layer silent for some sample, the last one not saturated."""
    return all((Z > 0.05).any(axis=0).all() for _, Z in caches[:-1]) and np.abs(caches[-1][1]).max() < 5


def networks(rng):
    """Networks of one to five layers with samples."""
    for widths, m in NETWORKS:
        while True:
            case = {"X": normal(rng, widths[0], m), "parameters": network(rng, widths)}
            if telling(reference.L_model_forward(**case)[1]):
                yield case
                break


def wrong_forward(hidden="relu", last="sigmoid", always_X=False, stop=0, change=None):
    """`L_model_forward` with one thing done otherwise; `change` takes (A, caches)."""

    def L_model_forward(X, parameters, *, linear_activation_forward=reference.linear_activation_forward):
        L = len(parameters) // 2
        A, caches = X, []
        for layer in range(1, L + 1 - stop):
            values = X if always_X else A, parameters[f"W{layer}"], parameters[f"b{layer}"]
            A, cache = linear_activation_forward(*values, hidden if layer < L else last)
            caches.append(cache)
        return (A, caches) if change is None else change(A, caches)

    return L_model_forward


L_model_forward = Exercise(
    reference.L_model_forward,
    networks,
    ("AL", "caches"),
    (
        Mistake(
            "ReLU at the end",
            "Which activation makes a probability of the last layer's output?",
            wrong_forward(last="relu"),
        ),
        Mistake("sigmoid everywhere", "Which activation do the hidden layers use?", wrong_forward(hidden="sigmoid")),
        Mistake(
            "exchanged",
            "Hidden layers and output layer have exchanged their activations.",
            wrong_forward("sigmoid", "relu"),
        ),
        Mistake("X into every layer", "What enters layer 2: X again?", wrong_forward(always_X=True)),
        Mistake(
            "Z of the last layer",
            "Can a probability be -3? The last activation is missing.",
            wrong_forward(change=lambda A, c: (c[-1][1], c)),
        ),
        Mistake(
            "no last layer", "Your output is that of layer L - 1: does the last layer ever run?", wrong_forward(stop=1)
        ),
        Mistake(
            "caches backwards",
            "caches[0] belongs to layer 1: yours are in reverse order.",
            wrong_forward(change=lambda A, c: (A, c[::-1])),
        ),
        Mistake(
            "last cache missing",
            "There is one cache for each layer, the last one included.",
            wrong_forward(change=lambda A, c: (A, c[:-1])),
        ),
    ),
    weights={"AL": 3, "caches": 2},
    stand_ins=(stand_ins.linear_activation_forward,),
)


def outputs(rng):
    """Probabilities of both classes, of one sample, and of a single class."""
    for m in (5, 3, 1, 8):
        yield {"AL": np.round(rng.uniform(0.03, 0.97, (1, m)), 3), "Y": labels(rng, m)}
    for label in (1, 0):
        yield {"AL": np.round(rng.uniform(0.03, 0.97, (1, 4)), 3), "Y": np.full((1, 4), label)}


COST = reference.compute_cost

compute_cost = Exercise(
    reference.compute_cost,
    outputs,
    "cost",
    (
        Mistake("no minus", "Logarithms of probabilities are negative. Can a cost be?", lambda AL, Y: -COST(AL, Y)),
        Mistake(
            "no mean", "Give it the same samples twice: should the cost double?", lambda AL, Y: COST(AL, Y) * Y.shape[1]
        ),
        Mistake(
            "brackets",
            "The minus and the 1/m stand before the whole sum: where do its brackets open and close?",
            lambda AL, Y: -(Y * np.log(AL)).sum() / Y.shape[1] + ((1 - Y) * np.log(1 - AL)).sum(),
        ),
        Mistake(
            "ones only",
            "What does a sample with label 0 contribute to your sum?",
            lambda AL, Y: -(Y * np.log(AL)).sum() / Y.shape[1],
        ),
        Mistake(
            "other logarithm",
            "Off by a constant factor: which logarithm is meant?",
            lambda AL, Y: COST(AL, Y) / np.log(10),
        ),
        Mistake(
            "logarithm to base 2",
            "Off by a constant factor: which logarithm is meant?",
            lambda AL, Y: COST(AL, Y) / np.log(2),
        ),
        Mistake(
            "1 - log",
            "The second logarithm is one of a difference, not a difference with a logarithm in it: which brackets close first?",
            lambda AL, Y: -(Y * np.log(AL) + (1 - Y) * (1 - np.log(AL))).sum() / Y.shape[1],
        ),
        Mistake(
            "labels exchanged",
            "A sure and right answer should cost little: which term goes with y = 1?",
            lambda AL, Y: COST(AL, 1 - Y),
        ),
        Mistake(
            "squared error",
            "That is the squared error: lecture 2.3 says why not.",
            lambda AL, Y: ((AL - Y) ** 2).mean(),
        ),
        Mistake(
            "cost of each sample",
            "You return a loss for each sample; the cost is a single number.",
            lambda AL, Y: -(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / Y.shape[1],
        ),
    ),
)

EXERCISES = (
    initialize_parameters,
    initialize_parameters_deep,
    linear_forward,
    linear_activation_forward,
    L_model_forward,
    compute_cost,
)
