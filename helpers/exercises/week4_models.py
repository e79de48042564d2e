"""Week 4: cases and known mistakes of predictions and of the two trainings."""

import math

import numpy as np

from helpers.exercises import week4_stand_ins as stand_ins
from helpers.exercises.exercise import Exercise, Mistake, labels, normal
from helpers.exercises.week4_forward import NETWORKS, network
from helpers.reference import week4 as reference
from helpers.wire import Between

LONG = 100  # iterations after which the two clouds are learnt


def decisions(rng):
    """Samples of both predicted classes in every case with more than one, none near the border."""
    for widths, m in (*NETWORKS, ((3, 4, 1), 60)):
        while True:
            case = {"X": normal(rng, widths[0], m + 2 if m > 1 else 1), "parameters": network(rng, widths)}
            outputs = [forward(**case)[0] for forward in (reference.L_model_forward, stand_ins.L_model_forward)]
            both = m == 1 or all(AL.min() < 0.5 < AL.max() for AL in outputs)
            if m == 60:  # samples on both sides of the border, and near it
                both = all(((AL > 0.4) & (AL < 0.5)).any() and ((AL > 0.5) & (AL < 0.6)).any() for AL in outputs)
            if both and all(np.abs(AL - 0.5).min() > 1e-4 for AL in outputs):
                yield case
                break


def thresholded(test):
    """`predict` with another test; it takes (AL, X)."""
    return lambda X, parameters, *, L_model_forward=reference.L_model_forward: test(
        L_model_forward(X, parameters)[0], X
    )


predict = Exercise(
    reference.predict,
    decisions,
    "labels",
    (
        Mistake(
            "probabilities", "You return probabilities; labels of 0 and 1 are asked for.", thresholded(lambda AL, X: AL)
        ),
        Mistake(
            "upside down", "Every label is the opposite of what it should be.", thresholded(lambda AL, X: AL <= 0.5)
        ),
        Mistake(
            "all ones", "Every label is 1: is the output compared with one half?", thresholded(lambda AL, X: AL > 0)
        ),
        Mistake(
            "all zeros", "Every label is 0: is the output compared with one half?", thresholded(lambda AL, X: AL > 1)
        ),
        Mistake("threshold on X", "What are you comparing with one half?", thresholded(lambda AL, X: X > 0.5)),
        Mistake(
            "another border",
            "Only samples near the border are wrong: how large is the probability there?",
            thresholded(lambda AL, X: AL > 0.4),
        ),
        Mistake(
            "rank 1",
            "The labels are right, but in an array of rank 1; (1, m) is asked for.",
            thresholded(lambda AL, X: AL[0] > 0.5),
        ),
        Mistake(
            "a column", "Samples are columns: your labels stand in one column.", thresholded(lambda AL, X: (AL > 0.5).T)
        ),
    ),
    stand_ins=(stand_ins.L_model_forward,),
)


def two_clouds(rng, n_x, m):
    """Two clouds of samples around opposite points, far enough apart for a short training."""
    Y = labels(rng, m)
    centre = np.sign(normal(rng, n_x, 1) + 0.0005)
    return {"X": np.round(centre * (2 * Y - 1) + 0.5 * normal(rng, n_x, m), 3), "Y": Y}


def trainings(runs):
    """Trainings by (sizes, m, learning_rate, num_iterations)."""

    def cases(rng):
        for widths, m, rate, count in runs:
            start = two_clouds(rng, widths[0], m)
            yield start | {"layers_dims": widths, "learning_rate": rate, "num_iterations": count}

    return cases


def expectation(model):
    """With stand-ins the reference's answer; else what the figures of `measure` must be whatever the random start."""

    def expect(X, Y, layers_dims, learning_rate, num_iterations, **others):
        if others:
            return model(X, Y, layers_dims, learning_rate, num_iterations, **others)
        parameters, costs = {"layers": len(layers_dims) - 1}, {"number": math.ceil(num_iterations / 100)}
        if num_iterations > LONG:
            parameters |= {"cost": Between(0.0, 0.2), "accuracy": 100.0, "cost / last cost": Between(0.9, 1 - 1e-6)}
            costs["last cost"] = Between(0.0, 0.2)
        elif num_iterations == 1:
            parameters["largest bias at the start"] = Between(0.0, 1e-7)
            costs["first cost / cost at the start"] = Between(1 - 1e-6, 1 + 1e-6)
        return parameters, costs

    return expect


def measure(arguments, answer):
    """Figures of a training: of a long one at its end, of a single step at its start, found by undoing the step."""
    parameters, costs = answer
    X, Y = arguments["X"], arguments["Y"]
    single = arguments["num_iterations"] == 1
    if single:
        parameters = step_back(parameters, X, Y, arguments["learning_rate"])
    AL, caches = reference.L_model_forward(X, parameters)
    cost = float(reference.compute_cost(AL, Y))
    of_parameters, of_costs = {"layers": len(caches)}, {"number": len(costs)}
    if single:
        biases = [value for name, value in parameters.items() if name.startswith("b")]
        of_parameters["largest bias at the start"] = max(float(np.abs(bias).max()) for bias in biases)
        of_costs["first cost / cost at the start"] = float(costs[0]) / cost
    else:
        accuracy = float(100 * np.mean((AL > 0.5) == Y))
        of_parameters |= {"cost": cost, "accuracy": accuracy, "cost / last cost": cost / float(costs[-1])}
        of_costs["last cost"] = float(costs[-1])
    return of_parameters, of_costs


def step_back(parameters, X, Y, rate):
    """The parameters from which one step of gradient descent leads to the given ones: start = end + rate · gradient(start)."""
    start = parameters
    for _ in range(60):
        AL, caches = reference.L_model_forward(X, start)
        start = reference.update_parameters(parameters, reference.L_model_backward(AL, Y, caches), -rate)
    return start


def wrong_loop(start, one_step, first=0, every=100, rate=None, never=False, again=False, after=False):
    """A training with one thing done otherwise, seen with stand-ins only.

    Arguments: start, (functions, layers_dims) -> parameters; one_step, (functions, X, Y, parameters, rate) -> cost and
    new parameters; the others are ways to get it wrong.
    """

    def train(X, Y, layers_dims, learning_rate, num_iterations, **functions):
        if not functions:
            raise NotImplementedError
        parameters, costs = start(functions, layers_dims), []
        for i in range(first, num_iterations):
            if again:
                parameters = start(functions, layers_dims)
            cost, new = one_step(functions, X, Y, parameters, learning_rate if rate is None else rate)
            if after:
                cost, _ = one_step(functions, X, Y, new, learning_rate)
            parameters = parameters if never else new
            if i % every == 0:
                costs.append(cost)
        return parameters, costs

    return train


def two_layer_start(functions, layers_dims):
    """The start of the network with one hidden layer."""
    return functions["initialize_parameters"](*layers_dims)


def two_layer_step(hidden="relu", last="sigmoid", dA2=reference.cost_backward, skipped=False):
    """One step of the network with one hidden layer; each argument is a way to get it wrong."""

    def one_step(functions, X, Y, parameters, rate):
        forward, backward = functions["linear_activation_forward"], functions["linear_activation_backward"]
        A1, cache1 = forward(X, parameters["W1"], parameters["b1"], hidden)
        A2, cache2 = forward(A1, parameters["W2"], parameters["b2"], last)
        cost = functions["compute_cost"](A2, Y)
        slope = dA2(A2, Y)
        dA1, dW2, db2 = backward(slope, cache2, last)
        _, dW1, db1 = backward(slope if skipped else dA1, cache1, hidden)
        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        return cost, functions["update_parameters"](parameters, grads, rate)

    return one_step


def deep_step(functions, X, Y, parameters, rate):
    """One step of a network of any depth."""
    AL, caches = functions["L_model_forward"](X, parameters)
    grads = functions["L_model_backward"](AL, Y, caches)
    return functions["compute_cost"](AL, Y), functions["update_parameters"](parameters, grads, rate)


def deep_start(functions, layers_dims):
    """The start of a network of any depth."""
    return functions["initialize_parameters_deep"](layers_dims)


def loop_mistakes(start, one_step):
    """The mistakes that both trainings share."""
    return (
        Mistake(
            "fixed rate", "Does your result change when learning_rate does?", wrong_loop(start, one_step, rate=0.0075)
        ),
        Mistake(
            "parameters not replaced",
            "Every iteration sees the same parameters: what becomes of the new ones?",
            wrong_loop(start, one_step, never=True),
        ),
        Mistake(
            "start again and again",
            "The network forgets everything at each iteration: where does the first draw of the parameters belong?",
            wrong_loop(start, one_step, again=True),
        ),
        Mistake(
            "one step short",
            "How many times does your loop run for num_iterations = 1?",
            wrong_loop(start, one_step, first=1),
        ),
        Mistake("every cost", "How often should a cost be recorded?", wrong_loop(start, one_step, every=1)),
        Mistake(
            "cost after the step",
            "The cost at iteration 0 is that of the first parameters, before any step.",
            wrong_loop(start, one_step, after=True),
        ),
    )


def of_two_layers(**wrong):
    """The training of the network with one hidden layer, with a wrong step."""
    return wrong_loop(two_layer_start, two_layer_step(**wrong))


two_layer_model = Exercise(
    reference.two_layer_model,
    trainings((((3, 4, 1), 9, 0.6, 2), ((4, 6, 1), 15, 0.9, 101), ((2, 5, 1), 7, 0.002, 1), ((3, 7, 1), 12, 1.1, 5))),
    ("parameters", "costs"),
    (
        *loop_mistakes(two_layer_start, two_layer_step()),
        Mistake(
            "sigmoid in the hidden layer",
            "Which activation does the hidden layer have?",
            of_two_layers(hidden="sigmoid"),
        ),
        Mistake("ReLU at the end", "Which activation makes a probability?", of_two_layers(last="relu")),
        Mistake(
            "sign of dA2",
            "Every step goes uphill: look at the sign of dA2.",
            of_two_layers(dA2=lambda AL, Y: -reference.cost_backward(AL, Y)),
        ),
        Mistake(
            "inner minus of dA2",
            "Differentiate each of the two logarithms by itself: the second has an inner minus.",
            of_two_layers(dA2=lambda AL, Y: -(Y / AL + (1 - Y) / (1 - AL))),
        ),
        Mistake(
            "mean in dA2",
            "The mean over the samples is taken in dW and db; is it also in dA2?",
            of_two_layers(dA2=lambda AL, Y: reference.cost_backward(AL, Y) / Y.size),
        ),
        Mistake(
            "dA2 for both layers", "Which gradient does layer 1 receive from layer 2?", of_two_layers(skipped=True)
        ),
    ),
    weights={"parameters": 3, "costs": 2},
    stand_ins=(
        stand_ins.initialize_parameters,
        stand_ins.linear_activation_forward,
        stand_ins.compute_cost,
        stand_ins.linear_activation_backward,
        stand_ins.update_parameters,
    ),
    expect=expectation(reference.two_layer_model),
    measure=measure,
)

L_layer_model = Exercise(
    reference.L_layer_model,
    trainings(
        (
            ((3, 1), 10, 0.6, 101),
            ((2, 3, 4, 1), 9, 0.3, 3),
            ((4, 6, 1), 14, 0.9, 102),
            ((2, 5, 1), 7, 0.002, 1),
            ((5, 4, 3, 6, 2, 1), 11, 0.2, 2),
        )
    ),
    ("parameters", "costs"),
    loop_mistakes(deep_start, deep_step),
    weights={"parameters": 3, "costs": 2},
    stand_ins=(
        stand_ins.initialize_parameters_deep,
        stand_ins.L_model_forward,
        stand_ins.compute_cost,
        stand_ins.L_model_backward,
        stand_ins.update_parameters,
    ),
    expect=expectation(reference.L_layer_model),
    measure=measure,
)

EXERCISES = (predict, two_layer_model, L_layer_model)
