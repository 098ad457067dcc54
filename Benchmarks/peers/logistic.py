"""Shared by the peers of logistic regression: the data, and the objective that all are judged by.

    F = mean of log(1 + exp(z)) − y·z, and λ/2·‖w‖²        z = Xw + b, λ = 1/n

λ = 1/n is C = 1 in the terms of scikit-learn and liblinear. The intercept is not penalised, unless
`penalty` says "intercept too", as liblinear does; "none" is maximum likelihood, as R's glm does.
"""
import numpy as np

PENALTIES = ("weights", "intercept too", "none")


class Problem:
    def __init__(self, path, rows, columns):
        numbers = np.fromfile(path, dtype="<f8")
        self.x = numbers[: rows * columns].reshape(rows, columns)
        self.y = numbers[rows * columns :]
        assert self.y.shape == (rows,), f"{path} has other shapes"

    def ridge(self, penalty):
        assert penalty in PENALTIES
        ridge = np.full(self.x.shape[1] + 1, 0 if penalty == "none" else 1 / len(self.y))
        if penalty != "intercept too":
            ridge[-1] = 0
        return ridge

    def objective(self, coefficients, penalty="weights"):
        """F at weights, then the intercept."""
        coefficients = np.asarray(coefficients, dtype=float)
        z = self.x @ coefficients[:-1] + coefficients[-1]
        loss = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - self.y * z
        return loss.mean() + self.ridge(penalty) @ coefficients**2 / 2

    def optimum(self, penalty="weights", block=10_000):
        """The least F, by Newton's method."""
        n, d = self.x.shape
        ridge = self.ridge(penalty)
        coefficients = np.zeros(d + 1)
        value = self.objective(coefficients, penalty)
        for _ in range(50):
            gradient, hessian = ridge * coefficients, np.diag(ridge)
            for start in range(0, n, block):
                x = np.column_stack((self.x[start : start + block], np.ones(min(block, n - start))))
                p = 1 / (1 + np.exp(-(x @ coefficients)))
                gradient = gradient + x.T @ (p - self.y[start : start + block]) / n
                hessian = hessian + (x.T * (p * (1 - p))) @ x / n
            direction = -np.linalg.solve(hessian, gradient)
            # Twice the distance to the minimum, by the quadratic model.
            decrement, step = -gradient @ direction, 1.0
            if decrement < 1e-13 * value:
                return min(value, self.objective(coefficients + direction, penalty))
            while True:
                candidate = self.objective(coefficients + step * direction, penalty)
                if candidate < value or step < 1e-6:
                    break
                step /= 2
            coefficients, value = coefficients + step * direction, candidate
        raise ArithmeticError("no minimum in 50 steps")
