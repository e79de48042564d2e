"""Week 3: its exercises in the order of the notebooks."""

from helpers.exercises.week3.backward import backward_propagation, update_parameters
from helpers.exercises.week3.forward import compute_cost, forward_propagation, initialize_parameters, layer_sizes
from helpers.exercises.week3.model import nn_model
from helpers.exercises.week3.predict import predict

EXERCISES = (
    layer_sizes,
    initialize_parameters,
    forward_propagation,
    compute_cost,
    backward_propagation,
    update_parameters,
    nn_model,
    predict,
)
