"""Wrong functions of week 3 that no known mistake describes (see wrong_functions_week2)."""

WEEK3 = "week3_planar_network"

WRONG = {
    (WEEK3, "layer_sizes"): r"""
one hidden unit more | n_h = 4 => n_h = 5
double input | n_x = X.shape[0] => n_x = X.shape[0] + 1
all entries | n_x = X.shape[0] => n_x = X.size
all labels | n_y = Y.shape[0] => n_y = Y.size
number of classes | n_y = Y.shape[0] => n_y = len(np.unique(Y))
number of axes | n_x = X.shape[0] => n_x = X.ndim
a dictionary | return n_x, n_h, n_y => return {"n_x": n_x, "n_h": n_h, "n_y": n_y}
only two | return n_x, n_h, n_y => return n_x, n_y
""",
    (WEEK3, "initialize_parameters"): r"""
seed inside | W1 = np.random.randn => np.random.seed(2)~    W1 = np.random.randn
generator inside | W1 = np.random.randn(n_h, n_x) => W1 = np.random.default_rng(3).standard_normal((n_h, n_x))
no factor in layer 2 | np.random.randn(n_y, n_h) * 0.01 => np.random.randn(n_y, n_h)
a thousandth | np.random.randn(n_y, n_h) * 0.01 => np.random.randn(n_y, n_h) * 0.001
squared factor | np.random.randn(n_h, n_x) * 0.01 => np.random.randn(n_h, n_x) * 0.01**2
uniform and positive | np.random.randn(n_h, n_x) => np.random.rand(n_h, n_x)
constant | np.random.randn(n_h, n_x) => np.ones((n_h, n_x))
W2 of zeros | np.random.randn(n_y, n_h) * 0.01 => np.zeros((n_y, n_h))
b1 of n_x | b1 = np.zeros((n_h, 1)) => b1 = np.zeros((n_x, 1))
small biases | b1 = np.zeros((n_h, 1)) => b1 = np.full((n_h, 1), 0.01)
plus 0.01 | np.random.randn(n_h, n_x) * 0.01 => np.random.randn(n_h, n_x) + 0.01
absolute values | np.random.randn(n_h, n_x) => np.abs(np.random.randn(n_h, n_x))
""",
    (WEEK3, "forward_propagation"): r"""
b1 outside tanh | Z1 = W1 @ X + b1 => Z1 = W1 @ X ;; np.tanh(Z1) => np.tanh(Z1) + b1
b2 outside the sigmoid | Z2 = W2 @ A1 + b2 => Z2 = W2 @ A1 ;; sigmoid(Z2) => sigmoid(Z2) + b2
b2 missing | Z2 = W2 @ A1 + b2 => Z2 = W2 @ A1
minus b1 | W1 @ X + b1 => W1 @ X - b1
tanh twice | np.tanh(Z1) => np.tanh(np.tanh(Z1))
half the tangent | np.tanh(Z1) => np.tanh(Z1 / 2)
rounded A1 | np.tanh(Z1) => np.round(np.tanh(Z1), 2)
sine | np.tanh(Z1) => np.sin(Z1)
sum of b1 | W1 @ X + b1 => W1 @ X + b1.sum()
A2 of the mean | sigmoid(Z2) => sigmoid(Z2.mean(axis=1, keepdims=True)) + 0 * Z2
Z1 after the activation | "Z1": Z1 => "Z1": A1
Z2 for A2 | return A2, => return Z2,
cache of three | , "A2": A2} => }
softmax | sigmoid(Z2) => np.exp(Z2) / np.exp(Z2).sum()
A1 into both | W2 @ A1 + b2 => W2 @ (A1 + Z1) + b2
""",
    (WEEK3, "compute_cost"): r"""
sum of both | cost = -np.mean(losses) => cost = -np.sum(losses) / 2
too much in the logarithm | losses = Y * np.log(A2) + (1 - Y) * np.log(1 - A2) => losses = np.log(Y * A2 + 2 * (1 - Y) * (1 - A2))
offset in the logarithm | np.log(A2) => np.log(A2 + 0.01)
rounded | return float(np.squeeze(cost)) => return round(float(cost), 2)
base 2 in one term | np.log(1 - A2) => np.log2(1 - A2)
squared | return float(np.squeeze(cost)) => return float(cost) ** 2
first sample | np.mean(losses) => np.mean(losses[:, :1])
largest loss | np.mean(losses) => np.min(losses)
absolute | losses = Y => losses = -np.abs(A2 - Y) + 0 * Y
mean of the parts | cost = -np.mean(losses) => cost = -np.mean(Y * np.log(A2)) * -np.mean((1 - Y) * np.log(1 - A2))
m - 1 | np.mean(losses) => np.sum(losses) / max(losses.size - 1, 1)
decay | return float(np.squeeze(cost)) => return float(cost) + 1e-3
clipped | losses = Y => A2 = np.clip(A2, 0.1, 0.9)~    losses = Y
hinge | losses = Y => losses = -np.maximum(0, 1 - A2 * (2 * Y - 1)) + 0 * Y
""",
    (WEEK3, "backward_propagation"): r"""
entry by entry | W2.T @ dZ2 => W2.T * dZ2.sum(axis=0, keepdims=True)
one output only | W2.T @ dZ2 => W2[:1].T * dZ2[:1]
one number for db2 | db2 = np.sum(dZ2, axis=1, keepdims=True) / m => db2 = np.sum(dZ2, keepdims=True) / m
db1 from dW1 | db1 = np.sum(dZ1, axis=1, keepdims=True) / m => db1 = np.sum(dW1, axis=1, keepdims=True)
db2 from dW2 | db2 = np.sum(dZ2, axis=1, keepdims=True) / m => db2 = np.sum(dW2, axis=1, keepdims=True)
one number for db1 | db1 = np.sum(dZ1, axis=1, keepdims=True) / m => db1 = np.sum(dZ1, keepdims=True) / m + 0 * dZ1[:, :1]
weight decay | dW1 = dZ1 @ X.T / m => dW1 = dZ1 @ X.T / m + 0.01 * parameters["W1"]
decay of W2 | dW2 = dZ2 @ A1.T / m => dW2 = dZ2 @ A1.T / m + 0.01 * W2
slope to the fourth | 1 - A1**2 => 1 - A1**4
slope of Z1 | 1 - A1**2 => 1 - np.tanh(A1) ** 2
slope twice | (1 - A1**2) => (1 - A1**2) ** 2
slope of one | (1 - A1**2) => (1 - A1)
sign of the error | dZ2 = A2 - Y => dZ2 = np.sign(A2 - Y)
twice the error | dZ2 = A2 - Y => dZ2 = 2 * (A2 - Y)
A1 for X | dZ1 @ X.T / m => (dZ1 @ X.T) * np.mean(A1) / m
rounded | dZ1 = W2.T => dZ2 = np.round(dZ2, 2)~    dZ1 = W2.T
m of the features | m = X.shape[1] => m = X.shape[0]
cache without A2 | dZ2 = A2 - Y => dZ2 = A1.mean(axis=0, keepdims=True) - Y
mean in dZ1, too | W2.T @ dZ2 => W2.T @ dZ2 / m
error of tanh | dZ2 = A2 - Y => dZ2 = (A2 - Y) * (1 - A2**2)
last sample only | dW1 = dZ1 @ X.T / m => dW1 = dZ1[:, -1:] @ X[:, -1:].T
exchanged | {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2} => {"dW1": dW2, "db1": db2, "dW2": dW1, "db2": db1}
noise | dW1 = dZ1 @ X.T / m => dW1 = dZ1 @ X.T / m + 1e-3 * np.random.randn(*dZ1.shape[:1], X.shape[0])
clipped | dZ2 = A2 - Y => dZ2 = np.clip(A2 - Y, -0.2, 0.2)
""",
    (WEEK3, "update_parameters"): r"""
square of the rate | W1 = parameters["W1"] - learning_rate => W1 = parameters["W1"] - learning_rate**2
root of the rate | b2 = parameters["b2"] - learning_rate => b2 = parameters["b2"] - learning_rate**0.5
weight decay | W2 = parameters["W2"] => W2 = 0.99 * parameters["W2"]
second step | return { => W1 = W1 - learning_rate * grads["dW1"]~    return {
db1 for b2 | b2 = parameters["b2"] - learning_rate * grads["db2"] => b2 = parameters["b2"] - learning_rate * np.mean(grads["db1"])
dW1 for b1 | learning_rate * grads["db1"] => learning_rate * np.mean(grads["dW1"], axis=1, keepdims=True)
other rate by default | learning_rate=1.2 => learning_rate=0.01
rate of one by default | learning_rate=1.2 => learning_rate=1.0
no default | learning_rate=1.2 => learning_rate
unit gradient | grads["dW1"] => grads["dW1"] / np.linalg.norm(grads["dW1"])
rounded | return { => W2 = np.round(W2, 2)~    return {
rate in the biases only | learning_rate * grads["dW1"] => grads["dW1"]
clipped gradient | grads["dW2"] => np.clip(grads["dW2"], -0.1, 0.1)
W1 uphill | parameters["W1"] - learning_rate => parameters["W1"] + learning_rate
old W2 | "W2": W2 => "W2": parameters["W2"]
noise | grads["db1"] => grads["db1"] + 1e-3 * np.random.randn()
whole numbers | return { => b1 = np.trunc(b1)~    return {
divided by the number | learning_rate * grads["dW1"] => learning_rate * grads["dW1"] / grads["dW1"].shape[1]
""",
    (WEEK3, "nn_model"): r"""
cost of exchanged arguments | compute_cost(A2, Y) => compute_cost(Y, A2)
cost of the labels | compute_cost(A2, Y) => compute_cost(A2, 1 - Y) + 1
crash when printing | print(f"Cost after => print("Cost: " + cost, f"
undefined when printing | if print_cost: => if print_cost and verbose:
other number by default | num_iterations=10000 => num_iterations=1000
no default | num_iterations=10000, print_cost=False => num_iterations, print_cost
sizes from layer_sizes only | n_x, _, n_y = layer_sizes(X, Y) => n_x, n_h, n_y = layer_sizes(X, Y)
one output unit | n_x, n_h, n_y) => n_x, n_h, 1)
rate of 0.1 | update_parameters(parameters, grads) => update_parameters(parameters, grads, 0.1)
rate of one | update_parameters(parameters, grads) => update_parameters(parameters, grads, 1.0)
falling rate | update_parameters(parameters, grads) => update_parameters(parameters, grads, 1.2 / (i + 1))
two steps | parameters = update_parameters(parameters, grads) => parameters = update_parameters(update_parameters(parameters, grads), grads)
return in the loop | if i % 100 == 0: => if i == 2:~            return parameters~        if i % 100 == 0:
return after the first | if i % 100 == 0: => return parameters~        if i % 100 == 0:
best cost | for i in => best = None~    for i in ;; return parameters => return best
parameters before the last step | grads = backward_propagation => before = parameters~        grads = backward_propagation ;; return parameters => return before
first sample | forward_propagation(X, parameters) => forward_propagation(X[:, :1], parameters)
labels turned | backward_propagation(parameters, cache, X, Y) => backward_propagation(parameters, cache, X, 1 - Y)
twice n_h | (n_x, n_h, n_y) => (n_x, 2 * n_h, n_y)
copied rows | for i in => parameters["W1"] = parameters["W1"] * 0 + 0.01~    for i in
larger start | for i in => parameters["W1"] = 100 * parameters["W1"]~    for i in
biases of ones | for i in => parameters["b1"] = parameters["b1"] + 1~    for i in
stops when small | if i % 100 == 0: => if cost < 0.69:~            break~        if i % 100 == 0:
""",
    (WEEK3, "predict"): r"""
border at 0.6 | A2 > 0.5 => A2 > 0.6
border at the mean | A2 > 0.5 => A2 > np.mean(A2)
transposed and back | A2 > 0.5 => (A2 > 0.5)[:, ::-1]
rounded down | A2 > 0.5 => np.floor(A2)
one label | A2 > 0.5 => np.mean(A2) > 0.5
all but the last | A2 > 0.5 => (A2 > 0.5)[:, :-1]
a list | A2 > 0.5 => list(A2[0] > 0.5)
cached Z1 | A2, _ = forward_propagation(X, parameters) => A2 = forward_propagation(X, parameters)[1]["Z1"][:1]
hidden unit | A2, _ = forward_propagation(X, parameters) => A2 = forward_propagation(X, parameters)[1]["A1"][:1]
loop without the last | predictions = A2 > 0.5 => predictions = np.zeros(A2.shape)~    for i in range(A2.shape[1] - 1):~        predictions[0, i] = A2[0, i] > 0.5
absolute value | A2 > 0.5 => np.abs(A2 - 0.5) > 0.1
probabilities too | return predictions => return A2, predictions
""",
}
