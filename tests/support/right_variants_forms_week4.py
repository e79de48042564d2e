"""Right solutions of week 4 in other forms (see right_variants_forms)."""

from tests.support.right_variants_forms import SINGLE
from tests.support.right_variants_week4_parts import ALL, DEEP, KIT, LINEAR_BACK, TWO, WEEK4

FORMS = {
    (WEEK4, "initialize_parameters"): [
        "def initialize_parameters(n_x, n_h, n_y):\n    return {'b1': np.zeros((n_h, 1), int), 'b2': np.zeros([n_y, 1]),\n"
        "            'W2': np.random.normal(0, 0.01, (n_y, n_h)), 'W1': np.random.randn(n_x, n_h).T * 1e-2}",
    ],
    (WEEK4, "initialize_parameters_deep"): [
        "def initialize_parameters_deep(layer_dims):\n    parameters, l = {}, 1\n    while l < len(layer_dims):\n"
        "        parameters['W%d' % l] = (np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01).astype(np.float32)\n"
        "        parameters['b%d' % l] = np.zeros((layer_dims[l], 1))\n        l += 1\n    return parameters",
    ],
    (WEEK4, "linear_forward"): [f"def linear_forward(A, W, b):\n    return (np.matmul(W, A) + b){SINGLE}, (A, W, b)"],
    (WEEK4, "linear_activation_forward"): [
        KIT
        + """
def linear_activation_forward(A_prev, W, b, activation):
    Z = np.einsum("ij,jk->ik", W, A_prev) + b
    A = np.array([[z if z > 0 else 0 for z in row] for row in Z]) if activation == "relu" else sigmoid(Z)[0]
    return [A, ((A_prev, W, b), Z)]
""",
    ],
    (WEEK4, "L_model_forward"): [
        KIT
        + """
def L_model_forward(X, parameters):
    def through(A, layer, L):
        W, b = parameters[f"W{layer}"].copy(), parameters[f"b{layer}"].copy()
        Z = W @ A + b
        return (sigmoid if layer == L else relu)(Z)[0], ((A, W, b), Z)
    A, caches, L = X.copy(), (), len(parameters) // 2
    for layer in range(1, L + 1):
        A, cache = through(A, layer, L)
        caches = (*caches, cache)
    return A, caches
""",
        ALL.replace("def L_model_forward", "def other")
        + """
def L_model_forward(X, parameters):
    L = sum(name.startswith("W") for name in parameters)
    A, caches = X, [None] * L
    for l in range(L):
        W, b = (parameters[letter + str(l + 1)] for letter in "Wb")
        A, caches[l] = linear_activation_forward(A, W, b, ["relu", "sigmoid"][l == L - 1])
    return A, caches
""",
    ],
    (WEEK4, "compute_cost"): [
        "def compute_cost(AL, Y):\n    cost = 0\n    for i in range(Y.shape[1]):\n"
        "        cost -= np.log(AL[0, i]) if Y[0, i] == 1 else np.log(1 - AL[0, i])\n    return cost / Y.shape[1]",
    ],
    (WEEK4, "linear_backward"): [
        "def linear_backward(dZ, cache):\n    A_prev, W, b = cache\n    m = dZ.shape[1]\n"
        "    dW, db, dA = np.zeros_like(W), np.zeros_like(b), np.zeros_like(A_prev)\n"
        "    for k in range(m):\n        for i in range(W.shape[0]):\n            db[i, 0] += dZ[i, k] / m\n"
        "            for j in range(W.shape[1]):\n                dW[i, j] += dZ[i, k] * A_prev[j, k] / m\n"
        "                dA[j, k] += W[i, j] * dZ[i, k]\n    return [dA, dW, db]",
    ],
    (WEEK4, "linear_activation_backward"): [
        KIT + LINEAR_BACK + "def linear_activation_backward(dA, cache, activation):\n    linear_cache, Z = cache\n"
        "    back = {'relu': relu_backward, 'sigmoid': sigmoid_backward}\n"
        "    return tuple(linear_backward(back[activation](dA.copy(), Z), linear_cache))",
        LINEAR_BACK + "def linear_activation_backward(dA, cache, activation):\n    dZ = np.array(dA, copy=True)\n"
        "    if activation == 'relu':\n        dZ[cache[1] <= 0] = 0\n"
        "    else:\n        dZ /= 2 + np.exp(cache[1]) + np.exp(-cache[1])\n    return linear_backward(dZ, cache[0])",
        LINEAR_BACK + "def linear_activation_backward(dA, cache, activation):\n    A = np.maximum(0, cache[1])\n"
        "    dZ = dA * np.sign(A) if activation == 'relu' else dA / (4 * np.cosh(cache[1] / 2) ** 2)\n"
        "    return linear_backward(dZ, cache[0])",
    ],
    (WEEK4, "L_model_backward"): [
        ALL.replace("def L_model_backward", "def other")
        + """
def L_model_backward(AL, Y, caches):
    grads, L = {}, len(caches)
    grads["dA%d" % L] = dA = (AL - Y) / (AL * (1 - AL))
    for l, cache in zip(range(L, 0, -1), reversed(caches)):
        activation = "sigmoid" if l == L else "relu"
        dA, grads["dW%d" % l], grads["db%d" % l] = linear_activation_backward(dA, cache, activation)
        grads["dA%d" % (l - 1)] = dA
    return dict(sorted(grads.items()))
""",
        ALL.replace("def L_model_backward", "def other")
        + """
def L_model_backward(AL, Y, caches):
    dAL = np.where(Y == 1, -1 / AL, 1 / (1 - AL))
    def back(dA, l):
        if l == 0:
            return {}
        dA, dW, db = linear_activation_backward(dA, caches[l - 1], "relu" if l < len(caches) else "sigmoid")
        return {f"db{l}": db, f"dW{l}": dW, f"dA{l - 1}": dA} | back(dA, l - 1)
    return back(dAL, len(caches))
""",
    ],
    (WEEK4, "update_parameters"): [
        "def update_parameters(params, grads, learning_rate):\n    new = {}\n    for l in range(1, len(params) // 2 + 1):\n"
        "        for letter in 'bW':\n            step = np.multiply(grads[f'd{letter}{l}'], -learning_rate)\n"
        "            new[f'{letter}{l}'] = np.add(params[f'{letter}{l}'], step)\n    return new",
    ],
    (WEEK4, "two_layer_model"): [
        ALL
        + TWO.replace("return parameters, costs", "return {'W1': W1, 'b1': b1, 'W2': W2, 'b2': b2}, np.array(costs)"),
        ALL
        + TWO.replace("costs.append(cost)", "costs.append(float(cost))").replace("grads = {}", "grads = dict(dA0=0)"),
    ],
    (WEEK4, "L_layer_model"): [
        ALL + DEEP.replace("return parameters, costs", "return [parameters, [np.array([[cost]]) for cost in costs]]"),
        ALL + DEEP.replace("range(0, num_iterations)", "np.arange(num_iterations)"),
    ],
}
