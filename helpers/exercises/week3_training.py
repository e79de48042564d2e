"""Week 3: cases and known mistakes of the training and of predictions."""

import numpy as np

from helpers.exercises import week3_stand_ins as stand_ins
from helpers.exercises.exercise import Exercise, Mistake, labels, normal
from helpers.reference import week3 as reference
from helpers.wire import Between

ALL = (
    stand_ins.layer_sizes,
    stand_ins.initialize_parameters,
    stand_ins.forward_propagation,
    stand_ins.compute_cost,
    stand_ins.backward_propagation,
    stand_ins.update_parameters,
)
LONG = 100  # iterations after which the two clouds are learnt


def trainings(rng):
    """Two clouds around opposite points; short trainings, and one long enough to learn them."""
    for n_x, m, n_h, count in ((2, 9, 3, 1), (3, 7, 5, 4), (2, 12, 6, 300)):
        Y = labels(rng, m)
        centre = np.sign(normal(rng, n_x, 1) + 0.0005)
        yield {
            "X": np.round(centre * (2 * Y - 1) + 0.3 * normal(rng, n_x, m), 3),
            "Y": Y,
            "n_h": n_h,
            "num_iterations": count,
        }


def expect(X, Y, n_h, num_iterations, **others):
    """With stand-ins the reference's answer; else the figures of `measure`, whatever the random start."""
    if others:
        return reference.nn_model(X, Y, n_h, num_iterations, **others)
    shapes = {"W1": (n_h, X.shape[0]), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
    figures = {name: {"shape": shape} for name, shape in shapes.items()}
    if num_iterations > LONG:
        figures["W2"] |= {"cost": Between(0.0, 0.1), "accuracy": 100.0}
    elif num_iterations == 1:
        step = 1.2 * float(np.mean(Y) - 0.5)  # from a start where A2 is one half, up to the small weights
        figures["b2"] |= {"step": Between(step - 0.005, step + 0.005)}
    return figures


def measure(arguments, answer):
    """Figures of a training: shapes; of a single step how far b2 went, of a long one its cost and accuracy."""
    X, Y = arguments["X"], arguments["Y"]
    A2, _ = reference.forward_propagation(X, answer)
    figures = {name: {"shape": answer[name].shape} for name in ("W1", "b1", "W2", "b2")}
    figures["W2"] |= {"cost": reference.compute_cost(A2, Y), "accuracy": float(100 * np.mean((A2 > 0.5) == Y))}
    figures["b2"] |= {"step": answer["b2"].item()}
    return figures


def wrong_training(hidden=None, count=lambda n: n, rebind=True, restart=False, keep_start=False):
    """`nn_model` with another n_h, another number of steps, a result not kept, or a start in every iteration."""

    def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False, **others):
        use = {function.__name__: function for function in reference_functions()} | others
        n_x, four, n_y = use["layer_sizes"](X, Y)
        units = four if hidden == "four" else n_h
        parameters = use["initialize_parameters"](n_x, units, n_y)
        for _ in range(count(num_iterations)):
            if restart:
                parameters = use["initialize_parameters"](n_x, units, n_y)
            _, cache = use["forward_propagation"](X, parameters)
            grads = use["backward_propagation"](parameters, cache, X, Y)
            stepped = use["update_parameters"](parameters, grads, *(() if not keep_start else (0.01,)))
            parameters = stepped if rebind else parameters
        return parameters

    return nn_model


def reference_functions():
    """The functions that nn_model calls, as the reference has them."""
    return [getattr(reference, function.__name__) for function in ALL]


nn_model = Exercise(
    reference.nn_model,
    trainings,
    {"W1": "W1", "b1": "b1", "W2": "W2", "b2": "b2"},
    (
        Mistake(
            "result not kept",
            "Is anything different at the next iteration? See what becomes of the updated parameters.",
            wrong_training(rebind=False),
        ),
        Mistake(
            "start in every iteration",
            "Where does initialization happen: before the loop, or in it?",
            wrong_training(restart=True),
        ),
        Mistake(
            "one step short",
            "How many times does your loop run for num_iterations = 1?",
            wrong_training(count=lambda n: n - 1),
        ),
        Mistake(
            "one step too many",
            "How many times does your loop run for num_iterations = 1?",
            wrong_training(count=lambda n: n + 1),
        ),
        Mistake(
            "always four units",
            "Which n_h is used: the argument, or the one from layer_sizes?",
            wrong_training(hidden="four"),
        ),
        Mistake(
            "another rate",
            "update_parameters has a learning rate of its own that suits; do you hand it another?",
            wrong_training(keep_start=True),
        ),
    ),
    stand_ins=ALL,
    expect=expect,
    measure=measure,
)


def decisions(rng):
    """Samples of both predicted classes in every case with more than one, none near the border."""
    for n_x, n_h, m in ((2, 3, 7), (3, 5, 6), (1, 4, 8), (5, 2, 9), (4, 3, 1)):
        while True:
            shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
            parameters = {name: normal(rng, *shape, scale=0.9) for name, shape in shapes.items()}
            case = {"parameters": parameters, "X": normal(rng, n_x, m, scale=1.5)}
            outputs = [
                f(case["X"], parameters)[0] for f in (reference.forward_propagation, stand_ins.forward_propagation)
            ]
            both = m == 1 or all(A2.min() < 0.5 < A2.max() for A2 in outputs)
            if both and all(np.abs(A2 - 0.5).min() > 1e-3 for A2 in outputs):
                yield case
                break


def thresholded(test):
    """`predict` with another test; it takes (A2, X)."""

    def predict(parameters, X, *, forward_propagation=reference.forward_propagation):
        return test(forward_propagation(X, parameters)[0], X)

    return predict


predict = Exercise(
    reference.predict,
    decisions,
    "labels",
    (
        Mistake(
            "probabilities", "You return probabilities; labels of 0 and 1 are asked for.", thresholded(lambda A2, X: A2)
        ),
        Mistake(
            "upside down", "Every label is the opposite of what it should be.", thresholded(lambda A2, X: A2 <= 0.5)
        ),
        Mistake(
            "threshold at 0",
            "A probability is always above 0: where is the border between the classes?",
            thresholded(lambda A2, X: A2 > 0),
        ),
        Mistake("threshold on X", "What are you comparing with one half?", thresholded(lambda A2, X: X > 0.5)),
        Mistake(
            "rank 1",
            "The labels are right, but in an array of rank 1; (1, m) is asked for.",
            thresholded(lambda A2, X: A2[0] > 0.5),
        ),
        Mistake(
            "a column", "Samples are columns: your labels stand in one column.", thresholded(lambda A2, X: (A2 > 0.5).T)
        ),
    ),
    stand_ins=(stand_ins.forward_propagation,),
)
