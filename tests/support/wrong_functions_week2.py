"""Wrong functions of week 2 that no known mistake describes, as changes of the solutions: `name | old => new ;; old => new`.

Each must lose points, and the same ones whatever the seed (see wrong_functions). `~` stands for a new line.
"""

WEEK2 = "week2_logistic_regression"

WRONG = {
    (WEEK2, "basic_sigmoid"): r"""
rounded | return s => return round(s, 3)
squared | return s => return s**2
twice the exponent | math.exp(-z) => math.exp(-2 * z)
shifted | math.exp(-z) => math.exp(-z + 1)
shift of the denominator | 1 / (1 + math.exp => 1 / (1.1 + math.exp
absolute value | math.exp(-z) => math.exp(-abs(z))
only from 0 on | s = 1 / => if z < 0:~        return 0.0~    s = 1 /
random | return s => import random~    return s + 0.01 * random.random()
linear | s = 1 / (1 + math.exp(-z)) => s = 0.5 + z / 4
complement | return s => return 1 - s
no logarithm base | math.exp(-z) => 2.0 ** -z
""",
    (WEEK2, "sigmoid"): r"""
rounded | return s => return np.round(s, 3)
first entry only | return s => return np.ravel(s)[0]
a list | return s => return np.array(s).tolist() if np.ndim(s) else [float(s)]
flat | return s => return np.ravel(s)
a row more | return s => return np.atleast_2d(s)
normalised | return s => return s / np.sum(s)
sum below | s = 1 / (1 + np.exp(-z)) => s = 1 / np.sum(1 + np.exp(-z))
base 10 | np.exp(-z) => 10.0 ** -np.asarray(z, float)
mean out | return s => return s - np.mean(s) + 0.5
noise | return s => return s + 1e-3 * np.random.rand(*np.shape(s))
hard | s = 1 / (1 + np.exp(-z)) => s = np.clip(0.5 + np.asarray(z) / 4, 0, 1)
early return | s = 1 / => if np.ndim(z) == 2:~        return z~    s = 1 /
""",
    (WEEK2, "sigmoid_derivative"): r"""
half | ds = s * (1 - s) => ds = s * (1 - s) / 2
squared | ds = s * (1 - s) => ds = (s * (1 - s)) ** 2
s twice | ds = s * (1 - s) => ds = s * s * (1 - s)
rounded s | s = sigmoid(z) => s = np.round(sigmoid(z), 2)
sum | return ds => return np.sum(ds)
root | ds = s * (1 - s) => ds = np.sqrt(s * (1 - s))
no first factor | ds = s * (1 - s) => ds = 1 - s
value too | return ds => return s, ds
times z | return ds => return ds * z
plus one | ds = s * (1 - s) => ds = s * (1 - s) + 1
""",
    (WEEK2, "image2vector"): r"""
depth first | image.reshape(-1, 1) => image.swapaxes(0, 1).reshape(-1, 1)
reversed | image.reshape(-1, 1) => image.reshape(-1, 1)[::-1]
scaled | image.reshape(-1, 1) => image.reshape(-1, 1) / 255
one channel | image.reshape(-1, 1) => image[:, :, :1].reshape(-1, 1)
mean of the channels | image.reshape(-1, 1) => image.mean(axis=2).reshape(-1, 1)
three axes | image.reshape(-1, 1) => image.reshape(-1, 1, 1)
whole numbers | image.reshape(-1, 1) => image.reshape(-1, 1).astype(int)
sorted | image.reshape(-1, 1) => np.sort(image.reshape(-1, 1), axis=0)
fixed size | image.reshape(-1, 1) => image.reshape(24, 1)
""",
    (WEEK2, "normalize_rows"): r"""
largest absolute value | lengths = np.linalg.norm(x, axis=1, keepdims=True) => lengths = np.abs(x).max(axis=1, keepdims=True)
mean square | np.linalg.norm(x, axis=1, keepdims=True) => np.sqrt(np.mean(x**2, axis=1, keepdims=True))
offset of one | x / lengths => x / (lengths + 1)
offset of a thousandth | x / lengths => x / (lengths + 1e-3)
centred | x / lengths => (x - x.mean(axis=1, keepdims=True)) / lengths
spread | np.linalg.norm(x, axis=1, keepdims=True) => x.std(axis=1, keepdims=True) + 1e-9
absolute entries | rows = x / lengths => rows = np.abs(x) / lengths
cube | np.linalg.norm(x, axis=1, keepdims=True) => np.linalg.norm(x, ord=3, axis=1, keepdims=True)
first row only | rows = x / lengths => rows = x * 1.0~    rows[0] = rows[0] / lengths[0]
return in the loop | rows = x / lengths => rows = x * 1.0~    for i in range(len(x)):~        rows[i] = x[i] / lengths[i]~        return rows
rounded lengths | x / lengths => x / np.round(lengths, 2)
into whole numbers | rows = x / lengths => rows = x.copy()~    rows[:] = x / lengths
""",
    (WEEK2, "softmax"): r"""
exp of the quotient | s = e / np.sum(e, axis=1, keepdims=True) => s = np.exp(x / np.sum(x, axis=1, keepdims=True))
squared | return s => return s**2
too much in exp | s = e / np.sum(e, axis=1, keepdims=True) => s = np.exp(e / np.sum(e, axis=1, keepdims=True))
base 2 | np.exp(x - np.max(x, axis=1, keepdims=True)) => 2.0 ** x
one less | / np.sum(e, axis=1, keepdims=True) => / (np.sum(e, axis=1, keepdims=True) - 0.5)
an offset | / np.sum(e, axis=1, keepdims=True) => / (np.sum(e, axis=1, keepdims=True) + 1e-2)
shift by the mean above only | s = e / np.sum(e, axis => s = np.exp(x - x.mean(axis=1, keepdims=True)) / np.sum(e, axis
largest class | return s => return np.argmax(s, axis=1)
divided by the mean | np.sum(e, axis=1 => np.mean(e, axis=1
rounded | return s => return np.round(s, 3)
temperature | np.exp(x - np.max(x, axis=1, keepdims=True)) => np.exp(x / 2)
first row for all | np.sum(e, axis=1, keepdims=True) => np.sum(e[:1], axis=1, keepdims=True)
""",
    (WEEK2, "L1"): r"""
wrapped too much | np.sum(np.abs(y - yhat)) => np.abs(np.sum(y) - np.sum(yhat))
half | return loss => return loss / 2
root | return loss => return np.sqrt(loss)
all but the last | np.abs(y - yhat) => np.abs(y - yhat)[:-1]
all but the first | np.abs(y - yhat) => np.abs(y - yhat)[1:]
absolute values first | np.abs(y - yhat) => np.abs(np.abs(y) - np.abs(yhat)) + 0.1
return in the loop | loss = np.sum(np.abs(y - yhat)) => loss = 0~    for a, b in zip(y, yhat):~        loss += abs(a - b)~        return loss
median | np.sum(np.abs => np.median(np.abs
positive ones only | np.abs(y - yhat) => np.maximum(y - yhat, 0)
rounded | return loss => return round(float(loss), 2)
by n - 1 | return loss => return loss / (len(y) - 1)
plus | np.abs(y - yhat) => np.abs(y + yhat)
""",
    (WEEK2, "L2"): r"""
mean of the dot | np.dot(difference, difference) => np.mean(np.dot(difference, difference) / 2)
all but the last | np.dot(difference, difference) => np.dot(difference[:-1], difference[:-1])
outer | np.dot(difference, difference) => np.outer(difference, difference)
fourth power | np.dot(difference, difference) => np.sum(difference**4)
cube | np.dot(difference, difference) => np.sum(np.abs(difference) ** 3)
plus | y - yhat => y + yhat
loop overwrites | loss = np.dot(difference, difference) => for d in difference:~        loss = d * d
twice | return loss => return 2 * loss
rounded | return loss => return round(float(loss), 2)
squares of labels | np.dot(difference, difference) => np.dot(difference, y)
by n - 1 | return loss => return loss / (len(y) - 1)
""",
    (WEEK2, "initialize_with_zeros"): r"""
ones in the bias | b = 0.0 => b = [0.0]~    b = 1e-3
small random | w = np.zeros((dim, 1)) => w = 1e-3 * np.random.rand(dim, 1)
square | np.zeros((dim, 1)) => np.zeros((dim, dim))
three axes | np.zeros((dim, 1)) => np.zeros((dim, 1, 1))
empty list | np.zeros((dim, 1)) => [[0.0]] * dim if dim < 0 else [0.0] * dim
one less | np.zeros((dim, 1)) => np.zeros((dim - 1, 1))
None | b = 0.0 => b = None
other order | return w, b => return b, w
dictionary | return w, b => return {"w": w, "b": b}
not a number | np.zeros((dim, 1)) => np.full((dim, 1), np.nan)
a vector for b | b = 0.0 => b = np.zeros(dim + 1)
""",
    (WEEK2, "predict"): r"""
minus b | np.dot(w.T, X) + b => np.dot(w.T, X) - b
b outside | sigmoid(np.dot(w.T, X) + b) => sigmoid(np.dot(w.T, X)) + b
border at 0.7 | A > 0.5 => A > 0.7
border at the mean | A > 0.5 => A > np.mean(A)
no activation, border at 0.5 | A = sigmoid(np.dot(w.T, X) + b) => A = np.dot(w.T, X) + b
rounded down | (A > 0.5).astype(int) => np.floor(A)
rounded up | (A > 0.5).astype(int) => np.ceil(A)
all like the first | (A > 0.5).astype(int) => np.full(A.shape, A[0, 0] > 0.5)
loop ends early | Y_prediction = (A > 0.5).astype(int) => Y_prediction = np.zeros(A.shape)~    for i in range(A.shape[1] - 1):~        Y_prediction[0, i] = A[0, i] > 0.5
return in the loop | Y_prediction = (A > 0.5).astype(int) => Y_prediction = np.zeros(A.shape)~    for i in range(A.shape[1]):~        if A[0, i] > 0.5:~            Y_prediction[0, i] = 1~            return Y_prediction
a list | return Y_prediction => return Y_prediction.tolist()
three classes | (A > 0.5).astype(int) => (A > 0.5).astype(int) + (A > 0.9)
twice the sigmoid | sigmoid(np.dot(w.T, X) + b) => sigmoid(sigmoid(np.dot(w.T, X) + b))
texts | (A > 0.5).astype(int) => np.where(A > 0.5, "1", "0")
""",
}
