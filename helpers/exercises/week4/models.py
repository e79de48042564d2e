"""Week 4: known mistakes of the two trainings."""

from helpers.exercises.exercise import Exercise, RarePart
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import IF_ONE_LAYER, ONE_LAYER, PRINTS, PRINTS_COST
from helpers.exercises.week4 import stubs
from helpers.exercises.week4.trainings import expectation, measure, trainings
from helpers.reference import week4 as reference


def wrong_loop(
    start,
    one_step,
    first=0,
    further=0,
    every=100,
    rate=None,
    never=False,
    again=False,
    after=False,
    change=lambda costs: costs,
):
    """A training with one thing done otherwise.

    Arguments: start, (functions, layers_dims) -> parameters; one_step, (functions, X, Y, parameters, rate) -> cost and
    new parameters; the others are ways to get it wrong.
    """

    def train(X, Y, layers_dims, learning_rate, num_iterations, print_cost=False, **functions):
        functions = functions or vars(reference)
        parameters, costs = start(functions, layers_dims), []
        for i in range(first, num_iterations + further):
            if again:
                parameters = start(functions, layers_dims)
            cost, new = one_step(functions, X, Y, parameters, learning_rate if rate is None else rate)
            if after:
                cost, _ = one_step(functions, X, Y, new, learning_rate)
            parameters = parameters if never else new
            if i % every == 0:
                costs.append(cost)
        return parameters, change(costs)

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
        Mistake("fixed rate", "Does your result change when learning_rate does?",
                wrong_loop(start, one_step, rate=0.0075)),
        Mistake("parameters not replaced", "Every iteration sees the same parameters: what becomes of the new ones?",
                wrong_loop(start, one_step, never=True)),
        Mistake("start again and again",
                "The network forgets everything at each iteration: where does the first draw of the parameters belong?",
                wrong_loop(start, one_step, again=True)),
        Mistake("one step short", "How many times does your loop run for num_iterations = 1?",
                wrong_loop(start, one_step, first=1)),
        Mistake("one step too many", "How many times does your loop run for num_iterations = 1?",
                wrong_loop(start, one_step, further=1)),
        Mistake("one cost", "A list of costs is asked for, one number came.",
                wrong_loop(start, one_step, change=lambda costs: costs[-1])),
        Mistake("every cost", "How often should a cost be recorded?", wrong_loop(start, one_step, every=1)),
        Mistake("cost after the step", "The cost at iteration 0 is that of the first parameters, before any step.",
                wrong_loop(start, one_step, after=True)),
    )  # fmt: skip


def of_two_layers(**wrong):
    """The training of the network with one hidden layer, with a wrong step."""
    return wrong_loop(two_layer_start, two_layer_step(**wrong))


two_layer_model = Exercise(
    reference.two_layer_model,
    trainings((((3, 4, 1), 9, 0.6, 2), ((4, 6, 1), 15, 0.9, 101), ((2, 5, 1), 7, 0.002, 1), ((3, 7, 1), 12, 1.1, 5))),
    ("parameters", "costs"),
    weights={"parameters": 3, "costs": 2},
    stubs=(
        stubs.initialize_parameters,
        stubs.linear_activation_forward,
        stubs.compute_cost,
        stubs.linear_activation_backward,
        stubs.update_parameters,
    ),
    expect=expectation(reference.two_layer_model),
    tolerance=(2e-6, 2e-8),  # see docs/tolerances.md
    rare_parts={PRINTS: RarePart(0.3, PRINTS_COST)},
    measure=measure,
    mistakes=(
        *loop_mistakes(two_layer_start, two_layer_step()),
        Mistake("sigmoid in the hidden layer", "Which activation does the hidden layer have?",
                of_two_layers(hidden="sigmoid")),
        Mistake("ReLU at the end", "Which activation makes a probability?", of_two_layers(last="relu")),
        Mistake("sign of dA2", "Every step goes uphill: look at the sign of dA2.",
                of_two_layers(dA2=lambda AL, Y: -reference.cost_backward(AL, Y))),
        Mistake("inner minus of dA2", "Differentiate each of the two logarithms by itself: the second has an inner minus.",
                of_two_layers(dA2=lambda AL, Y: -(Y / AL + (1 - Y) / (1 - AL)))),
        Mistake("mean in dA2", "The mean over the samples is taken in dW and db; is it also in dA2?",
                of_two_layers(dA2=lambda AL, Y: reference.cost_backward(AL, Y) / Y.size)),
        Mistake("dA2 for both layers", "Which gradient does layer 1 receive from layer 2?",
                of_two_layers(skipped=True)),
    ),
)  # fmt: skip


L_layer_model = Exercise(
    reference.L_layer_model,
    trainings(
        (
            ((3, 1), 10, 0.6, 3),
            ((2, 3, 4, 1), 9, 0.3, 3),
            ((4, 6, 1), 14, 0.9, 101),
            ((2, 5, 1), 7, 0.002, 1),
            ((5, 4, 3, 6, 2, 1), 11, 0.2, 2),
        )
    ),
    ("parameters", "costs"),
    weights={"parameters": 3, "costs": 2},
    stubs=(
        stubs.initialize_parameters_deep,
        stubs.L_model_forward,
        stubs.compute_cost,
        stubs.L_model_backward,
        stubs.update_parameters,
    ),
    expect=expectation(reference.L_layer_model),
    tolerance=(2e-6, 2e-8),  # see docs/tolerances.md
    rare_parts={ONE_LAYER: RarePart(0.2, IF_ONE_LAYER), PRINTS: RarePart(0.3, PRINTS_COST)},
    measure=measure,
    mistakes=loop_mistakes(deep_start, deep_step),
)
