"""Wrong functions of the training in week 2 that no known mistake describes (see wrong_functions_week2)."""

from tests.support.wrong_functions_week2 import WEEK2

WRONG = {
    (WEEK2, "propagate"): r"""
weight decay | dw = np.dot(X, dZ.T) / m => dw = np.dot(X, dZ.T) / m + 0.01 * w
decay in the cost | / m~    dZ => / m + 0.005 * np.sum(w**2)~    dZ
db from dw | db = np.sum(dZ) / m => db = np.sum(dw)
mean of dw | db = np.sum(dZ) / m => db = np.mean(dw)
db over the features | np.sum(dZ) / m => np.sum(dZ) / X.shape[0] / m
one sum for all | np.dot(X, dZ.T) / m => np.sum(np.dot(X, dZ.T)) / m * np.ones_like(w)
bias outside | sigmoid(np.dot(w.T, X) + b) => sigmoid(np.dot(w.T, X)) + 0.01 * b
minus b | np.dot(w.T, X) + b => np.dot(w.T, X) - b
rounded A | dZ = A - Y => A = np.round(A, 3)~    dZ = A - Y
rounded cost | return {"dw": dw, "db": db}, cost => return {"dw": dw, "db": db}, round(float(cost), 2)
logarithm of one more | np.log(A) => np.log(A + 1)
logarithm of a hundredth more | np.log(A) => np.log(A + 0.01) ;; np.log(1 - A) => np.log(1 - A + 0.01)
Y - A in dw only | dw = np.dot(X, dZ.T) / m => dw = np.dot(X, -dZ.T) / m
absolute error | dZ = A - Y => dZ = np.abs(A - Y)
sign of the error | dZ = A - Y => dZ = np.sign(A - Y)
squared error in dZ | dZ = A - Y => dZ = (A - Y) ** 2
twice | dZ = A - Y => dZ = 2 * (A - Y)
m - 1 | m = X.shape[1] => m = max(X.shape[1] - 1, 1)
m of w | m = X.shape[1] => m = w.shape[0]
cost of two terms exchanged | Y * np.log(A) + (1 - Y) * np.log(1 - A) => Y * np.log(1 - A) + (1 - Y) * np.log(A)
all pairs | Y * np.log(A) + (1 - Y) * np.log(1 - A) => np.dot(Y.T, np.log(A)) + np.dot((1 - Y).T, np.log(1 - A))
brackets of the sum | -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m => -np.sum(Y * np.log(A)) + np.sum((1 - Y) * np.log(1 - A)) / m
gradient by the linear part | dZ = A - Y => dZ = np.dot(w.T, X) + b - Y
last sample only | dw = np.dot(X, dZ.T) / m => dw = X[:, -1:] * dZ[0, -1]
loop without the last | dw = np.dot(X, dZ.T) / m => dw = np.dot(X[:, 1:], dZ[:, 1:].T) / m
noise | np.sum(dZ) / m => np.sum(dZ) / m + 1e-3 * np.random.randn()
clipped | dZ = A - Y => dZ = np.clip(A - Y, -0.3, 0.3)
clipped probabilities | dZ = A - Y => A = np.clip(A, 0.2, 0.8)~    dZ = A - Y
whole numbers | dZ = A - Y => dZ = (A > 0.5) - Y
""",
    (WEEK2, "optimize"): r"""
b before dw | grads, cost = propagate(w, b, X, Y)~ => grads, cost = propagate(w, b, X, Y)~        b = b - learning_rate * grads["db"]~        grads = {"dw": propagate(w, b, X, Y)[0]["dw"], "db": grads["db"]}~        b = b + learning_rate * grads["db"]~
w first, then db anew | b = b - learning_rate * grads["db"] => grads["db"] = propagate(w, b, X, Y)[0]["db"]~        b = b - learning_rate * grads["db"]
weight decay | w = w - learning_rate * grads["dw"] => w = w - learning_rate * (grads["dw"] + 0.01 * w)
decayed weights | w = w - => w = 0.999 * w -
momentum | costs = [] => costs = []~    v = 0 ;; w = w - learning_rate * grads["dw"] => v = 0.9 * v + grads["dw"]~        w = w - learning_rate * v
second step | b = b - learning_rate * grads["db"] => b = b - learning_rate * grads["db"]~        w = w - learning_rate * propagate(w, b, X, Y)[0]["dw"]
root of the rate | w = w - learning_rate => w = w - learning_rate**0.5
square of the rate | b = b - learning_rate => b = b - learning_rate**2
both squared | w = w - learning_rate => w = w - learning_rate**2 ;; b = b - learning_rate => b = b - learning_rate**2
falling rate | w = w - learning_rate => w = w - learning_rate / (1 + 0.01 * i)
rate halves | costs = [] => costs = []~    rate = learning_rate ;; w = w - learning_rate => learning_rate = rate * 0.99**i~        w = w - learning_rate
step of length one | grads["dw"]~ => grads["dw"] / np.linalg.norm(grads["dw"])~
sign of the gradient | grads["dw"]~ => np.sign(grads["dw"])~
dw for b | learning_rate * grads["db"] => learning_rate * np.sum(grads["dw"])
mean of dw for b | learning_rate * grads["db"] => learning_rate * np.mean(grads["dw"])
crash when printing | print(f"cost at iteration {i:5}: {cost:.6f}") => print("cost %d: " % cost + cost)
undefined when printing | print(f"cost at iteration {i:5}: {cost:.6f}") => print(iteration, cost)
prints the iteration for the cost | {i:5}: {cost:.6f} => {float(i + 7)}
other number by default | num_iterations=100 => num_iterations=1000
other rate by default | learning_rate=0.009 => learning_rate=0.9
rate of one by default | learning_rate=0.009 => learning_rate=0.01
no default rate | learning_rate=0.009, print_cost=False => learning_rate, print_cost ;; num_iterations=100 => num_iterations
prints by default | print_cost=False => print_cost=True
early return | if print_cost: => if i > 0:~                return {"w": w, "b": b}, grads, costs~            if print_cost:
return in the loop | if i % 100 == 0: => if i == 3:~            break~        if i % 100 == 0:
nested loop | grads, cost = propagate(w, b, X, Y)~ => for _ in range(2):~            grads, cost = propagate(w, b, X, Y)~            w = w - learning_rate * grads["dw"]~
rounded | b = b - learning_rate * grads["db"] => b = np.round(b - learning_rate * grads["db"], 3)
rounded costs | costs.append(cost) => costs.append(round(float(cost), 2))
costs every 50 | i % 100 == 0 => i % 50 == 0
costs every 10 | i % 100 == 0 => i % 10 == 0
every second step lost | w = w - => if i % 2 == 0:~            w = w -
stops when small | b = b - => if cost < 0.6:~            break~        b = b -
cost of the time before | costs.append(cost) => costs.append(cost if i < 100 else costs[-1])
mean of the gradients | return {"w": w, "b": b}, grads, costs => return {"w": w, "b": b}, {k: v / num_iterations for k, v in grads.items()}, costs
noise | grads["dw"]~ => (grads["dw"] + 0.01 * np.random.randn(*w.shape))~
random samples | propagate(w, b, X, Y) => (lambda k: propagate(w, b, X[:, k:k + 1], Y[:, k:k + 1]))(np.random.randint(X.shape[1]))
first sample | propagate(w, b, X, Y) => propagate(w, b, X[:, :1], Y[:, :1])
""",
    (WEEK2, "model"): r"""
rate and number exchanged | num_iterations, learning_rate, print_cost) => learning_rate, num_iterations, print_cost)
twice the steps | num_iterations, learning_rate, print_cost) => 2 * num_iterations, learning_rate, print_cost)
root of the rate | num_iterations, learning_rate, print_cost) => num_iterations, learning_rate**0.5, print_cost)
number for the rate | num_iterations, learning_rate, print_cost) => num_iterations, 0.1, print_cost)
no rate | num_iterations, learning_rate, print_cost) => num_iterations)
one step more | num_iterations, learning_rate, print_cost) => num_iterations + 1, learning_rate, print_cost)
trained twice | w = params["w"] => params, _, costs = optimize(params["w"], params["b"], X_train, Y_train, num_iterations, learning_rate)~    w = params["w"]
trained twice, costs added | w = params["w"] => params, _, more = optimize(params["w"], params["b"], X_train, Y_train, num_iterations, learning_rate)~    costs = costs + more~    w = params["w"]
both sets | X_train, Y_train, num_iterations => np.hstack([X_train, X_test]), np.hstack([Y_train, Y_test]), num_iterations
b forgotten | b = params["b"] => b = 0.0
gradient for w | w = params["w"] => w = grads["dw"]
gradients for both | w = params["w"] => w = grads["dw"] ;; b = params["b"] => b = grads["db"]
other number by default | num_iterations=2000 => num_iterations=200
other rate by default | learning_rate=0.5 => learning_rate=0.005
none by default | num_iterations=2000, learning_rate=0.5, print_cost=False => num_iterations, learning_rate, print_cost
crash when printing | return {~ => if print_cost:~        print("train accuracy: " + 100)~    return {~
accuracy for predictions | Y_prediction_train = predict(w, b, X_train) => Y_prediction_train = 100 - np.mean(np.abs(predict(w, b, X_train) - Y_train)) * 100
last cost only | "costs": costs => "costs": costs[-1:] * 2
no costs | "costs": costs => "costs": []
rounded | w = params["w"] => w = np.round(params["w"], 2)
b is w | "b": b => "b": w
rate and number exchanged in the answer | "learning_rate": learning_rate, => "learning_rate": num_iterations, ;; "num_iterations": num_iterations => "num_iterations": learning_rate
random start | w, b = initialize_with_zeros(X_train.shape[0]) => w, b = np.random.randn(X_train.shape[0], 1), 0.0
training set scaled | X_train, Y_train, num_iterations => X_train / 255, Y_train, num_iterations
""",
}
