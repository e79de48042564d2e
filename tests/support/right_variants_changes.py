"""Right functions as changes of the solutions: single precision, small offsets in logarithms, copies, old def lines.

Written as in wrong_functions_week2. Each must earn full marks, with every seed.
"""

from tests.support.wrong_functions_logistic import WEEK2
from tests.support.wrong_functions_week3 import WEEK3
from tests.support.wrong_functions_week4 import WEEK4

COST_WEEK4 = r"""
offset in the logarithm | np.log(AL) => np.log(AL + 1e-7) ;; np.log(1 - AL) => np.log(1 - AL + 1e-7)
clipped | cost = -np.sum => AL = np.clip(AL, 1e-8, 1 - 1e-8)~    cost = -np.sum
single precision | cost = -np.sum => AL = AL.astype(np.float32)~    cost = -np.sum
labels as booleans | cost = -np.sum => Y = Y == 1~    cost = -np.sum ;; (1 - Y) => np.logical_not(Y)
nansum | np.sum => np.nansum
parameters too | def compute_cost(AL, Y): => def compute_cost(AL, Y, parameters):
other order | def compute_cost(AL, Y): => def compute_cost(Y, AL):
both | def compute_cost(AL, Y): => def compute_cost(Y, AL, parameters, lambd=0):
other names | def compute_cost(AL, Y): => def compute_cost(prediction, label):~    AL, Y = prediction, label
dot | -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m => -(np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL).T)) / m
keyword only | def compute_cost(AL, Y): => def compute_cost(AL, Y, *, eps=0):
not squeezed | return np.squeeze(cost) => return np.array([[cost]])
"""

TRAINING = r"""
costs as an array | return parameters, costs => return parameters, np.array(costs)
a list of both | return parameters, costs => return [parameters, costs]
copied | return parameters, costs => return {k: v.copy() for k, v in parameters.items()}, list(costs)
prints nothing | print(f"Cost after iteration {i}: {cost:.4f}") => pass
prints otherwise | print(f"Cost after iteration {i}: {cost:.4f}") => print("Cost after iteration {}: {}".format(i, np.squeeze(cost)))
prints an old way | print(f"Cost after iteration {i}: {cost:.4f}") => print("Cost after iteration %i: %f" % (i, cost))
seed before all | costs = [] => costs = []~    np.random.seed(1)
plain loop | progress(range(num_iterations)) => range(0, num_iterations)
other order of the def line | learning_rate=0.0075, num_iterations=3000, print_cost=False => num_iterations=3000, learning_rate=0.0075, print_cost=False
further arguments | print_cost=False): => print_cost=False, lambd=0, keep_prob=1):
"""

RIGHT = {
    (WEEK2, "basic_sigmoid"): r"""
numpy | math.exp(-z) => np.exp(-z)
power of e | math.exp(-z) => math.e ** -z
by x | def basic_sigmoid(z): => def basic_sigmoid(x):~    z = x
single precision | return s => return np.float32(s)
""",
    (WEEK2, "sigmoid"): r"""
single precision | s = 1 / => z = np.float32(z)~    s = 1 /
tanh | 1 / (1 + np.exp(-z)) => (1 + np.tanh(np.asarray(z) / 2)) / 2
power | 1 / (1 + np.exp(-z)) => np.power(1 + np.exp(-1.0 * z), -1)
reciprocal | 1 / (1 + np.exp(-z)) => np.reciprocal(1 + np.exp(-1.0 * z))
""",
    (WEEK2, "sigmoid_derivative"): r"""
single precision | ds = s => s = np.float32(s)~    ds = s
squares | s * (1 - s) => s - np.square(s)
multiply | s * (1 - s) => np.multiply(s, np.subtract(1, s))
formula of its own | s = sigmoid(z) => s = 1 / (1 + np.exp(-z))
cosh | ds = s * (1 - s) => ds = 1 / (2 + 2 * np.cosh(z))
""",
    (WEEK2, "image2vector"): r"""
sizes | image.reshape(-1, 1) => image.reshape(image.shape[0] * image.shape[1] * image.shape[2], 1)
single precision | image.reshape(-1, 1) => image.reshape(-1, 1).astype(np.float32)
transposed row | image.reshape(-1, 1) => image.reshape(1, -1).T
""",
    (WEEK2, "normalize_rows"): r"""
offset | x / lengths => x / (lengths + 1e-8)
offset inside the root | np.linalg.norm(x, axis=1, keepdims=True) => np.sqrt(np.sum(x**2, axis=1, keepdims=True) + 1e-12)
single precision | lengths = np.linalg => x = x.astype(np.float32)~    lengths = np.linalg
reshape | np.linalg.norm(x, axis=1, keepdims=True) => np.linalg.norm(x, axis=1).reshape(-1, 1)
order named | np.linalg.norm(x, axis=1 => np.linalg.norm(x, ord=2, axis=1
""",
    (WEEK2, "softmax"): r"""
offset | np.sum(e, axis=1, keepdims=True) => (np.sum(e, axis=1, keepdims=True) + 1e-8)
single precision | e = np.exp => x = x.astype(np.float32)~    e = np.exp
no shift | x - np.max(x, axis=1, keepdims=True) => x
shift of all | np.max(x, axis=1, keepdims=True) => np.max(x)
""",
    (WEEK2, "L1"): r"""
single precision | loss = np.sum => y, yhat = np.float32(y), np.float32(yhat)~    loss = np.sum
in the other order | def L1(yhat, y): => def L1(y, yhat):
array | return loss => return np.array([loss])
""",
    (WEEK2, "L2"): r"""
single precision | difference = => y, yhat = np.float32(y), np.float32(yhat)~    difference =
in the other order | def L2(yhat, y): => def L2(y, yhat):
power | np.dot(difference, difference) => np.sum(np.power(difference, 2))
inner | np.dot(difference, difference) => np.inner(difference, difference)
""",
    (WEEK2, "initialize_with_zeros"): r"""
whole b | b = 0.0 => b = 0
single precision | np.zeros((dim, 1)) => np.zeros((dim, 1), np.float32)
full | np.zeros((dim, 1)) => np.full((dim, 1), 0.0)
""",
    (WEEK2, "propagate"): r"""
offset in the logarithm | np.log(A) => np.log(A + 1e-7) ;; np.log(1 - A) => np.log(1 - A + 1e-7)
clipped | cost = -np.sum => A = np.clip(A, 1e-8, 1 - 1e-8)~    cost = -np.sum
single precision | m = X.shape[1] => m = X.shape[1]~    w, b, X = np.float32(w), np.float32(b), np.float32(X)
squeezed | "db": db}, cost => "db": db}, np.squeeze(np.array(cost))
other order | def propagate(w, b, X, Y): => def propagate(X, Y, w, b):
further argument | def propagate(w, b, X, Y): => def propagate(w, b, X, Y, lambd):
average | np.sum(dZ) / m => np.average(dZ)
matmul | np.dot(X, dZ.T) / m => np.matmul(X, dZ.T) * (1 / m)
assertions | dw = np.dot => assert A.shape == Y.shape~    dw = np.dot
""",
    (WEEK2, "optimize"): r"""
prints nothing | print(f"cost at iteration {i:5}: {cost:.6f}") => pass
prints otherwise | print(f"cost at iteration {i:5}: {cost:.6f}") => print("Cost after iteration %i: %f" % (i, cost))
copies | costs = [] => costs = []~    w = w.copy()~    b = float(b)
single precision | costs = [] => costs = []~    w, X = w.astype(np.float32), X.astype(np.float32)
dw and db by name | grads, cost = propagate(w, b, X, Y) => grads, cost = propagate(w, b, X, Y)~        grads = {"dw": grads["dw"], "db": grads["db"]}
plain loop | progress(range(num_iterations)) => range(num_iterations)
other order of the def line | num_iterations=100, learning_rate=0.009 => learning_rate=0.009, num_iterations=100
keywords | propagate(w, b, X, Y) => propagate(w=w, b=b, X=X, Y=Y)
modulus first | if i % 100 == 0: => if not i % 100:
""",
    (WEEK2, "predict"): r"""
where | (A > 0.5).astype(int) => np.where(A > 0.5, 1, 0)
booleans | (A > 0.5).astype(int) => A > 0.5
single precision | A = sigmoid => w, X = w.astype(np.float32), X.astype(np.float32)~    A = sigmoid
rounded | (A > 0.5).astype(int) => np.round(A)
other order | def predict(w, b, X): => def predict(X, w, b):
""",
    (WEEK2, "model"): r"""
keywords | X_train, Y_train, num_iterations, learning_rate, print_cost) => X_train, Y_train, num_iterations=num_iterations, learning_rate=learning_rate, print_cost=print_cost)
prints the accuracy | return {~ => if print_cost:~        print("train accuracy: {} %".format(100 - np.mean(np.abs(Y_prediction_train - Y_train)) * 100))~    return {~
further keys | return {~ => return {~        "grads": grads,~
labels as whole numbers | Y_prediction_train = predict(w, b, X_train) => Y_prediction_train = predict(w, b, X_train).astype(int)
""",
    (WEEK3, "layer_sizes"): r"""
len | X.shape[0] => len(X)
numpy numbers | n_h = 4 => n_h = np.int64(4)
a list | return n_x, n_h, n_y => return [n_x, n_h, n_y]
""",
    (WEEK3, "initialize_parameters"): r"""
divided | * 0.01 => / 100
normal | np.random.randn(n_h, n_x) * 0.01 => np.random.normal(0, 0.01, (n_h, n_x))
single precision | b1 = np.zeros((n_h, 1)) => W1 = W1.astype(np.float32)~    b1 = np.zeros((n_h, 1), np.float32)
assertions | return { => assert W1.shape == (n_h, n_x)~    return {
""",
    (WEEK3, "forward_propagation"): r"""
other order | def forward_propagation(X, parameters): => def forward_propagation(parameters, X):
single precision | Z1 = => X = X.astype(np.float32)~    Z1 =
single precision everywhere | Z1 = => X, W1, b1, W2, b2 = (v.astype(np.float32) for v in (X, W1, b1, W2, b2))~    Z1 =
tanh by the sigmoid | np.tanh(Z1) => 2 * sigmoid(2 * Z1) - 1
dot | W1 @ X => np.dot(W1, X)
more in the cache | "A2": A2} => "A2": A2, "X": X, "m": X.shape[1]}
""",
    (WEEK3, "compute_cost"): COST_WEEK4.replace("AL", "A2")
    .replace("cost = -np.sum", "losses =")
    .replace("A2, 1e-8, 1 - 1e-8)~    losses =", "A2, 1e-8, 1 - 1e-8)~    losses =")
    .replace("nansum | np.sum => np.nansum", "nanmean | np.mean => np.nanmean")
    .replace(
        "-np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m => -",
        "losses = Y * np.log(A2) + (1 - Y) * np.log(1 - A2) => m = Y.shape[1]~    losses = ",
    )
    .replace(
        "return np.squeeze(cost) => return np.array([[cost]])",
        "return float(np.squeeze(cost)) => return np.array([[cost]])",
    ),
    (WEEK3, "backward_propagation"): r"""
power | A1**2 => np.power(A1, 2)
single precision | dZ2 = A2 - Y => A1, A2 = A1.astype(np.float32), A2.astype(np.float32)~    dZ2 = A2 - Y
other order | (parameters, cache, X, Y) => (X, Y, parameters, cache)
factors | (1 - A1**2) => (1 - A1) * (1 + A1)
by one over m | dZ1 @ X.T / m => 1 / m * np.dot(dZ1, X.T)
more gradients | "db2": db2} => "db2": db2, "dZ1": dZ1, "dZ2": dZ2}
means | db1 = np.sum(dZ1, axis=1, keepdims=True) / m => db1 = np.mean(dZ1, axis=1, keepdims=True)
""",
    (WEEK3, "update_parameters"): r"""
single precision | return { => W1, W2 = W1.astype(np.float32), W2.astype(np.float32)~    return {
other order | (parameters, grads, learning_rate=1.2) => (grads, parameters, learning_rate=1.2)
further argument | learning_rate=1.2): => learning_rate=1.2, m=None):
copies | W1 = parameters["W1"] => W1 = parameters["W1"].copy()
""",
    (WEEK3, "nn_model"): r"""
rate named | update_parameters(parameters, grads) => update_parameters(parameters, grads, learning_rate=1.2)
seed before all | n_x, _, n_y => np.random.seed(3)~    n_x, _, n_y
prints nothing | print(f"Cost after iteration {i}: {cost:.6f}") => pass
prints an old way | print(f"Cost after iteration {i}: {cost:.6f}") => print("Cost after iteration %i: %f" % (i, cost))
prints every thousand | if print_cost: => if print_cost and i % 1000 == 0:
no cost unless printed | cost = compute_cost(A2, Y) => cost = compute_cost(A2, Y) if i % 100 == 0 else None
sizes twice | n_x, _, n_y = layer_sizes(X, Y) => n_x = layer_sizes(X, Y)[0]~    n_y = layer_sizes(X, Y)[2]
unpacked | for i in => W1, b1, W2, b2 = (parameters[k] for k in ("W1", "b1", "W2", "b2"))~    for i in
further arguments | print_cost=False): => print_cost=False, seed=None):
other order | (X, Y, n_h, num_iterations=10000, print_cost=False) => (Y, X, n_h, num_iterations=10000, print_cost=False)
""",
    (WEEK3, "predict"): r"""
other order | (parameters, X) => (X, parameters) ;; forward_propagation(X, parameters) => forward_propagation(X, parameters)
numbers | A2 > 0.5 => (A2 > 0.5) * 1
rounded | A2 > 0.5 => np.round(A2)
""",
    (WEEK4, "initialize_parameters"): r"""
divided | * 0.01 => / 100
single precision | b2 = np.zeros((n_y, 1)) => b2 = np.zeros((n_y, 1), np.float32)
""",
    (WEEK4, "initialize_parameters_deep"): r"""
divided | * 0.01 => / 100
assertions | return parameters => assert len(parameters) == 2 * L~    return parameters
""",
    (WEEK4, "linear_forward"): r"""
dot | W @ A => np.dot(W, A)
single precision | Z = W @ A + b => Z = W.astype(np.float32) @ A.astype(np.float32) + b
other order | (A, W, b):~ => (W, A, b):~
""",
    (WEEK4, "linear_activation_forward"): r"""
branches | else: => elif activation == "relu":
other order | (A_prev, W, b, activation) => (activation, A_prev, W, b)
single precision | cache = (linear_cache => A = A.astype(np.float32)~    cache = (linear_cache
lists | cache = (linear_cache, activation_cache) => cache = [linear_cache, activation_cache]
""",
    (WEEK4, "L_model_forward"): r"""
keywords | f"b{layer}"], "relu") => f"b{layer}"], activation="relu")
other order | (X, parameters):~ => (parameters, X):~
single precision | A = X => A = X.astype(np.float32)
plus | caches.append(cache) => caches += [cache]
""",
    (WEEK4, "compute_cost"): COST_WEEK4,
    (WEEK4, "linear_backward"): r"""
one over m | dZ @ A_prev.T / m => 1 / m * np.dot(dZ, A_prev.T)
single precision | dW = dZ => dZ = dZ.astype(np.float32)~    dW = dZ
mean | np.sum(dZ, axis=1, keepdims=True) / m => np.mean(dZ, axis=1, keepdims=True)
""",
    (WEEK4, "linear_activation_backward"): r"""
other order | (dA, cache, activation) => (cache, dA, activation)
keywords | linear_backward(dZ, linear_cache) => linear_backward(dZ=dZ, cache=linear_cache)
single precision | dZ = backward( => dA = dA.astype(np.float32)~    dZ = backward(
""",
    (WEEK4, "L_model_backward"): r"""
offset in the quotient | Y / AL - (1 - Y) / (1 - AL) => Y / (AL + 1e-8) - (1 - Y) / (1 - AL + 1e-8)
offset of the old kind | Y / AL - (1 - Y) / (1 - AL) => np.divide(Y, AL + 1e-7) - np.divide(1 - Y, 1 - AL + 1e-7)
single precision | grads = {} => grads = {}~    AL = AL.astype(np.float32)
dA of the last layer too | return grads => grads[f"dA{L}"] = -(Y / AL - (1 - Y) / (1 - AL))~    return grads
other order | (AL, Y, caches) => (Y, AL, caches)
""",
    (WEEK4, "update_parameters"): r"""
name of old | (params, grads, learning_rate): => (parameters, grads, learning_rate):~    params = parameters
default rate | learning_rate):~ => learning_rate=0.0075):~
single precision | return parameters => return {k: v.astype(np.float32) for k, v in parameters.items()}
other order | (params, grads, learning_rate) => (grads, params, learning_rate)
""",
    (WEEK4, "predict"): r"""
old def line | (X, parameters): => (X, y, parameters):
other order | (X, parameters): => (parameters, X):
numbers | (AL > 0.5).astype(int) => (AL > 0.5) * 1.0
""",
    (WEEK4, "two_layer_model"): TRAINING
    + r"""
offset in the quotient | Y / A2 - (1 - Y) / (1 - A2) => Y / (A2 + 1e-8) - (1 - Y) / (1 - A2 + 1e-8)
""",
    (WEEK4, "L_layer_model"): TRAINING,
}
