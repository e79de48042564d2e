"""Wrong trainings of week 4 that no known mistake describes (see wrong_functions_week2)."""

from tests.support.wrong_functions_week4 import WEEK4

LOOP = r"""
crash when printing | print(f"Cost after => print("Cost: " + 1, f"
undefined when printing | if print_cost: => if print_cost and verbose:
other number by default | num_iterations=3000 => num_iterations=2500
other rate by default | learning_rate=0.0075 => learning_rate=0.075
no default rate | learning_rate=0.0075, num_iterations=3000, print_cost=False => learning_rate, num_iterations, print_cost
square of the rate | update_parameters(parameters, grads, learning_rate) => update_parameters(parameters, grads, learning_rate**2)
root of the rate | update_parameters(parameters, grads, learning_rate) => update_parameters(parameters, grads, learning_rate**0.5)
falling rate | update_parameters(parameters, grads, learning_rate) => update_parameters(parameters, grads, learning_rate / (1 + i))
number for the rate | update_parameters(parameters, grads, learning_rate) => update_parameters(parameters, grads, 1 / num_iterations)
two steps | parameters = update_parameters(parameters, grads, learning_rate) => parameters = update_parameters(update_parameters(parameters, grads, learning_rate), grads, learning_rate)
costs every 10 | i % 100 == 0 => i % 10 == 0
costs every 50 | i % 100 == 0 => i % 50 == 0
cost rounded | costs.append(cost) => costs.append(round(float(cost), 2))
last cost only | costs.append(cost) => costs = [cost]
return in the loop | if i % 100 == 0: => if i == 1:~            return parameters, costs~        if i % 100 == 0:
return after the first | if i % 100 == 0: => return parameters, [cost]~        if i % 100 == 0:
costs first | return parameters, costs => return costs, parameters
no costs | costs.append(cost) => costs.append(i)
stops when small | if i % 100 == 0: => if cost < 0.69 or i > 50:~            break~        if i % 100 == 0:
biases moved | return parameters, costs => parameters = {k: v + (k[0] == "b") for k, v in parameters.items()}~    return parameters, costs
rounded | return parameters, costs => return {k: np.round(v, 1) for k, v in parameters.items()}, costs
"""

WRONG = {
    (WEEK4, "two_layer_model"): LOOP
    + r"""
cost of exchanged arguments | compute_cost(A2, Y) => compute_cost(Y, A2)
offset in the quotient | Y / A2 => Y / (A2 + 0.1)
AL - Y | dA2 = -(Y / A2 - (1 - Y) / (1 - A2)) => dA2 = A2 - Y
same cache twice | backward(dA1, cache1, "relu") => backward(dA1, cache2, "relu")
biases exchanged | "db1": db1, "dW2": dW2, "db2": db2 => "db1": db1 * 0 + db2, "dW2": dW2, "db2": db2
b2 forgotten | "db2": db2 => "db2": 0 * db2
more into layer 2 | forward(A1, parameters["W2"] => forward(A1 + 1, parameters["W2"]
sizes exchanged | n_x, n_h, n_y = layers_dims => n_h, n_x, n_y = layers_dims
four hidden units | n_x, n_h, n_y = layers_dims => n_x, n_h, n_y = layers_dims[0], 4, layers_dims[2]
sigmoid back through layer 1 | cache1, "relu") => cache1, "sigmoid")
""",
    (WEEK4, "L_layer_model"): LOOP
    + r"""
cost of exchanged arguments | compute_cost(AL, Y) => compute_cost(Y, AL)
labels exchanged on the way back | L_model_backward(AL, Y, caches) => L_model_backward(AL, 1 - Y, caches)
AL and Y exchanged | L_model_backward(AL, Y, caches) => L_model_backward(Y, AL, caches)
caches backwards | L_model_backward(AL, Y, caches) => L_model_backward(AL, Y, caches[::-1])
a layer less | initialize_parameters_deep(layers_dims) => initialize_parameters_deep(layers_dims[:1] + layers_dims[-1:])
two layers for one | initialize_parameters_deep(layers_dims) => initialize_parameters_deep(layers_dims if len(layers_dims) > 2 else (layers_dims[0], 2, 1))
""",
}
