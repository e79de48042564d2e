"""Week 4: its exercises in the order of the notebooks."""

from helpers.exercises.week4.backward import L_model_backward, update_parameters
from helpers.exercises.week4.cost import compute_cost
from helpers.exercises.week4.forward import L_model_forward
from helpers.exercises.week4.layer_backward import linear_activation_backward, linear_backward
from helpers.exercises.week4.layer_forward import linear_activation_forward, linear_forward
from helpers.exercises.week4.models import L_layer_model, two_layer_model
from helpers.exercises.week4.predict import predict
from helpers.exercises.week4.start import initialize_parameters, initialize_parameters_deep

EXERCISES = (
    initialize_parameters,
    initialize_parameters_deep,
    linear_forward,
    linear_activation_forward,
    L_model_forward,
    compute_cost,
    linear_backward,
    linear_activation_backward,
    L_model_backward,
    update_parameters,
    predict,
    two_layer_model,
    L_layer_model,
)
