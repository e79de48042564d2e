"""Wrong functions of the building blocks in week 4 that no known mistake describes (see wrong_functions_week2)."""

WEEK4 = "week4_deep_network"

WRONG = {
    (WEEK4, "initialize_parameters"): r"""
seed inside | W1 = np.random.randn => np.random.seed(1)~    W1 = np.random.randn
divided by the root | np.random.randn(n_h, n_x) * 0.01 => np.random.randn(n_h, n_x) / np.sqrt(n_x)
W2 alike W1 | np.random.randn(n_y, n_h) * 0.01 => np.tile(W1.ravel()[:1], (n_y, n_h))
small biases | b2 = np.zeros((n_y, 1)) => b2 = np.full((n_y, 1), 1e-3)
bias of one number | b1 = np.zeros((n_h, 1)) => b1 = np.zeros((1, 1))
sizes exchanged | np.random.randn(n_y, n_h) => np.random.randn(n_h, n_y)
""",
    (WEEK4, "initialize_parameters_deep"): r"""
seed inside | parameters = {} => parameters = {}~    np.random.seed(3)
generator in each layer | np.random.randn(layer_dims[layer], layer_dims[layer - 1]) => np.random.default_rng(layer).standard_normal((layer_dims[layer], layer_dims[layer - 1]))
return in the loop | parameters[f"b{layer}"] = np.zeros((layer_dims[layer], 1)) => parameters[f"b{layer}"] = np.zeros((layer_dims[layer], 1))~        return parameters
two layers at most | range(1, L + 1) => range(1, min(L, 2) + 1)
from two layers on | range(1, L + 1) => range(1, L + (L > 1))
power of the layer | * 0.01 => * 0.01**layer
He | * 0.01 => * np.sqrt(2 / layer_dims[layer - 1])
biases of the layer before | np.zeros((layer_dims[layer], 1)) => np.zeros((layer_dims[layer - 1], 1))
same numbers in each row | np.random.randn(layer_dims[layer], layer_dims[layer - 1]) => np.random.randn(1, layer_dims[layer - 1]) * np.ones((layer_dims[layer], 1))
""",
    (WEEK4, "linear_forward"): r"""
b twice | W @ A + b => W @ A + 2 * b
weights scaled | W @ A + b => W @ A / W.shape[1] + b
b inside the product | W @ A + b => W @ (A + b.mean())
rounded | W @ A + b => np.round(W @ A + b, 2)
bias of the first unit | W @ A + b => W @ A + b[0]
mean of b | W @ A + b => W @ A + b.mean()
product of the entries | W @ A + b => (W @ A) * b
absolute values | W @ A + b => np.abs(W @ A) + b
cache with W turned | cache = (A, W, b) => cache = (A, W.T, b)
cache with Z too | cache = (A, W, b) => cache = (A, W, b, Z, W @ A)
a dictionary | cache = (A, W, b) => cache = {"A": A, "W": W, "b": b}
noise | W @ A + b => W @ A + b + 1e-3 * np.random.randn(*b.shape)
""",
    (WEEK4, "linear_activation_forward"): r"""
ReLU cut at one | relu(Z) => (np.clip(Z, 0, 1), Z)
ReLU of -Z | relu(Z) => relu(-Z)
b twice | Z, linear_cache = linear_forward(A_prev, W, b) => Z, linear_cache = linear_forward(A_prev, W, b)~    Z = Z + b
no b | linear_forward(A_prev, W, b) => linear_forward(A_prev, W, 0 * b)
softmax | sigmoid(Z) => (np.exp(Z) / np.exp(Z).sum(axis=0), Z)
squared ReLU | relu(Z) => (np.maximum(Z, 0) ** 2, Z)
rounded | return A, cache => return np.round(A, 2), cache
A_prev in the cache | cache = (linear_cache, activation_cache) => cache = (linear_cache, A_prev)
early return | if activation == "sigmoid": => if activation == "relu":~        return relu(Z)~    if activation == "sigmoid":
softplus | relu(Z) => (np.log1p(np.exp(Z)), Z)
sigmoid of the unit | sigmoid(Z) => (sigmoid(Z)[0] + 0 * Z.sum() + 0.01, Z)
scale of two | sigmoid(Z) => (sigmoid(2 * Z)[0], Z)
""",
    (WEEK4, "L_model_forward"): r"""
last weights everywhere | parameters[f"W{layer}"], parameters[f"b{layer}"], "relu") => parameters[f"W{layer}"], parameters[f"b{layer}"] + parameters[f"b{L}"].mean(), "relu")
b of layer 1 | parameters[f"b{layer}"], "relu" => parameters[f"b{layer}"] * 0 + parameters["b1"][0], "relu"
last layer twice | ### END SOLUTION => AL, _ = sigmoid(AL)
cache before the layer | AL, cache => caches.append(cache)~    AL, cache
last cache exchanged | ### END SOLUTION => caches[-1] = caches[-1][::-1]
two hidden layers at most | range(1, L) => range(1, min(L, 3))
rounded between | "relu") => "relu")~        A = np.round(A, 2)
last one ReLU if single | f"b{L}"], "sigmoid" => f"b{L}"], "sigmoid" if L > 1 else "relu"
undefined for one layer | (A, parameters[f"W{L}"] => (cache[0][0] * 0 + A if L > 1 else cache, parameters[f"W{L}"]
skip connection | "relu") => "relu")~        A = A + (0.1 * A.mean())
reversed caches | return AL, caches => return AL, caches[::-1]
""",
    (WEEK4, "compute_cost"): r"""
m of the features | m = Y.shape[1] => m = Y.shape[0]
decay | / m~ => / m + 1e-3~
offset in the logarithm | np.log(AL) => np.log(AL + 0.01) ;; np.log(1 - AL) => np.log(1.01 - AL)
one term in the sum | -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m => -np.sum(Y * np.log(AL)) / m + np.sum((1 - Y) * np.log(1 - AL)) / m
rounded | np.squeeze(cost) => np.round(np.squeeze(cost), 2)
squared | np.squeeze(cost) => np.squeeze(cost) ** 2
root | np.squeeze(cost) => np.sqrt(np.abs(np.squeeze(cost)))
clipped | cost = -np.sum => AL = np.clip(AL, 0.1, 0.9)~    cost = -np.sum
all pairs | Y * np.log(AL) + (1 - Y) * np.log(1 - AL) => Y.T @ np.log(AL) + (1 - Y).T @ np.log(1 - AL)
product of the terms | Y * np.log(AL) + (1 - Y) => (Y * np.log(AL) + 1) * (1 - Y)
all but the last | np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) => np.sum((Y * np.log(AL) + (1 - Y) * np.log(1 - AL))[:, 1:])
m plus one | m = Y.shape[1] => m = Y.shape[1] + 1
number of the ones | m = Y.shape[1] => m = max(Y.sum(), 1)
""",
    (WEEK4, "linear_backward"): r"""
decay | dZ @ A_prev.T / m => dZ @ A_prev.T / m + 0.01 * W
db from dW | db = np.sum(dZ, axis=1, keepdims=True) / m => db = np.sum(dW, axis=1, keepdims=True)
b in db | np.sum(dZ, axis=1, keepdims=True) / m => np.sum(dZ, axis=1, keepdims=True) / m + 0.01 * b
everything in one sum | np.sum(dZ, axis=1, keepdims=True) / m => np.sum(dZ, keepdims=True) / m + 0 * b
dA_prev divided | W.T @ dZ => W.T @ dZ / W.shape[0]
gradient for W | W.T @ dZ => dW.T @ dZ
m of the units | m = A_prev.shape[1] => m = A_prev.shape[0]
m - 1 | m = A_prev.shape[1] => m = max(A_prev.shape[1] - 1, 1)
squared error | dW = dZ => dW = dZ**2 * np.sign(dZ)
rounded | return dA_prev, dW, db => return np.round(dA_prev, 2), dW, db
mean of the mean | np.sum(dZ, axis=1, keepdims=True) / m => np.mean(dZ, axis=1, keepdims=True) / W.shape[1]
last sample | dZ @ A_prev.T / m => dZ[:, -1:] @ A_prev[:, -1:].T
sign | dW = dZ @ => dW = -dZ @
b for W | W.T @ dZ => W.T @ dZ + 0.01 * b.mean()
""",
    (WEEK4, "linear_activation_backward"): r"""
dA twice | dZ = backward(dA, activation_cache) => dZ = backward(dA, activation_cache) * dA
A_prev for Z | backward(dA, activation_cache) => backward(dA, activation_cache + 0.1)
slope of the sigmoid squared | dZ = backward(dA, activation_cache) => dZ = backward(backward(dA, activation_cache), activation_cache) if activation == "sigmoid" else backward(dA, activation_cache)
leaky | dZ = backward(dA, activation_cache) => dZ = np.where(activation_cache > 0, dA, 0.01 * dA) if activation == "relu" else backward(dA, activation_cache)
half the gradient | linear_backward(dZ, linear_cache) => linear_backward(dZ / 2, linear_cache)
rounded | linear_backward(dZ, linear_cache) => linear_backward(np.round(dZ, 2), linear_cache)
mean over the samples | linear_backward(dZ, linear_cache) => linear_backward(dZ - dZ.mean(axis=1, keepdims=True), linear_cache)
absolute value | backward(dA, activation_cache) => backward(np.abs(dA), activation_cache)
dZ for dA_prev | return dA_prev, dW, db => return dZ, dW, db
clipped | linear_backward(dZ, linear_cache) => linear_backward(np.clip(dZ, -0.2, 0.2), linear_cache)
db from dZ | return dA_prev, dW, db => return dA_prev, dW, dZ.mean(axis=1, keepdims=True) * 2
""",
    (WEEK4, "L_model_backward"): r"""
offset in the quotient | Y / AL => Y / (AL + 0.01)
from A - Y | dA = -(Y / AL - (1 - Y) / (1 - AL)) => dA = -(Y / A_or(AL) - (1 - Y) / (1 - AL)) if False else AL - Y + 0.01
twice | dA = -(Y / AL => dA = -2 * (Y / AL
squared quotient | dA = -(Y / AL => dA = -(Y / AL**2
only the sign | dA = -(Y / AL - (1 - Y) / (1 - AL)) => dA = np.where(Y == 1, -1.0, 1.0)
ReLU if single | "sigmoid" if layer == L else => "sigmoid" if layer == L and L > 1 else
return in the loop | = dA, dW, db => = dA, dW, db~        if layer == 2:~            return grads
stops at two | reversed(range(1, L + 1)) => reversed(range(1, L + 1) if L < 4 else range(2, L + 1))
dA rounded | grads[f"dA{layer - 1}"], => dA = np.round(dA, 2)~        grads[f"dA{layer - 1}"],
dA of its own layer | grads[f"dA{layer - 1}"], grads => grads[f"dA{layer}"], grads
mean each layer | linear_activation_backward(dA, => linear_activation_backward(dA / AL.shape[1],
decay | grads[f"dA{layer - 1}"], => dW = dW + 0.01 * caches[layer - 1][0][1]~        grads[f"dA{layer - 1}"],
db of the layer before | = dA, dW, db => = dA, dW, db + (0.01 if layer > 1 else 0)
sum of the gradients | linear_activation_backward(dA, => linear_activation_backward(dA + dA.mean(),
clipped | dA = -(Y / AL - (1 - Y) / (1 - AL)) => dA = np.clip(-(Y / AL - (1 - Y) / (1 - AL)), -1.5, 1.5)
no first dA | return grads => grads.pop("dA0")~    return grads
noise | dA = -(Y / AL - (1 - Y) / (1 - AL)) => dA = -(Y / AL - (1 - Y) / (1 - AL)) + 1e-3 * np.random.randn(*AL.shape)
""",
    (WEEK4, "update_parameters"): r"""
square of the rate | params[f"W{layer}"] - learning_rate => params[f"W{layer}"] - learning_rate**2
root of the rate | params[f"b{layer}"] - learning_rate => params[f"b{layer}"] - learning_rate**0.5
rate by the layer | params[f"W{layer}"] - learning_rate => params[f"W{layer}"] - learning_rate / layer
weight decay | params[f"W{layer}"] - => 0.99 * params[f"W{layer}"] -
dW for b | grads[f"db{layer}"] => grads[f"dW{layer}"].mean(axis=1, keepdims=True)
db of layer 1 | grads[f"db{layer}"] => grads["db1"].mean()
return in the loop | learning_rate * grads[f"db{layer}"] => learning_rate * grads[f"db{layer}"]~        return parameters
two layers at most | range(1, L + 1) => range(1, min(L, 2) + 1)
none if single | range(1, L + 1) => range(1, L + 1) if L > 1 else range(0)
unit gradient | grads[f"dW{layer}"] => grads[f"dW{layer}"] / np.linalg.norm(grads[f"dW{layer}"])
two steps | learning_rate * grads[f"dW{layer}"] => 2 * learning_rate * grads[f"dW{layer}"]
rounded | learning_rate * grads[f"db{layer}"] => np.round(learning_rate * grads[f"db{layer}"], 2)
clipped | grads[f"dW{layer}"] => np.clip(grads[f"dW{layer}"], -0.3, 0.3)
default rate | learning_rate * grads[f"dW => 0.0075 * grads[f"dW
noise | grads[f"dW{layer}"] => grads[f"dW{layer}"] + 1e-3 * np.random.randn()
""",
    (WEEK4, "predict"): r"""
border at 0.6 | AL > 0.5 => AL > 0.6
border at the mean | AL > 0.5 => AL > np.mean(AL)
rounded down | (AL > 0.5).astype(int) => np.floor(AL)
rounded up | (AL > 0.5).astype(int) => np.ceil(AL)
one label | (AL > 0.5).astype(int) => int(np.mean(AL) > 0.5)
a list | return labels => return labels.tolist()
last one missing | return labels => return labels[:, :-1]
all like the first | return labels => return labels * 0 + labels[0, 0]
probabilities too | return labels => return labels, AL
first layer only | AL, _ = L_model_forward(X, parameters) => AL = L_model_forward(X, parameters)[1][0][1][:1]
reversed | return labels => return labels[:, ::-1]
""",
}
