"""Writes beta-quantiles.csv: 5 % quantiles of Beta(alpha, beta), computed with 300 bits (python3-gmpy2).

    python3 beta_quantiles.py > ../resources/beta-quantiles.csv

The distribution function is the series with positive terms only,
    I_x(a, b) = x^a (1-x)^b / (a B(a, b)) * sum over n of (a+b)_n / (a+1)_n x^n,
taken on the side of the smaller parameter, and inverted by bisection and Newton steps on log x until 30 digits agree.
Nothing is shared with the code under test but this textbook series; that code meets it in doubles only, and for
large parameters not at all.
"""
import random

import gmpy2
from gmpy2 import mpfr

gmpy2.get_context().precision = 300
gmpy2.get_context().emin = -(1 << 40)
gmpy2.get_context().emax = 1 << 40
P = mpfr(5) / 100
ONE = mpfr(1)


def lower_series(a, b, x):
    """I_x(a, b)"""
    log_front = (a * gmpy2.log(x) + b * gmpy2.log1p(-x) - gmpy2.log(a)
                 - gmpy2.lgamma(a)[0] - gmpy2.lgamma(b)[0] + gmpy2.lgamma(a + b)[0])
    total, term, n = ONE, ONE, 0
    while True:
        term *= x * (a + b + n) / (a + 1 + n)
        total += term
        n += 1
        if term < total * mpfr("1e-45"):
            return gmpy2.exp(log_front) * total


def rising_terms(a, b, x):
    """about how many terms lower_series(a, b, x) has before each is below 9/10 of the one before"""
    return max(0, x * (a + b) - 0.9 * (a + 1)) / (0.9 - x) if x < 0.9 else gmpy2.inf()


def cdf(a, b, x):
    if rising_terms(a, b, x) <= rising_terms(b, a, 1 - x):
        return lower_series(a, b, x)
    return 1 - lower_series(b, a, 1 - x)


def quantile(a, b):
    """x as a decimal; 0 if log10(x) < -340, 1 if 1 - x < 1e-20"""
    a, b = mpfr(a), mpfr(b)
    hi, lo = ONE - mpfr("1e-20"), mpfr("1e-340")
    if cdf(a, b, hi) < P:
        return ONE
    if cdf(a, b, lo) > P:
        return mpfr(0)
    log_density_front = gmpy2.lgamma(a + b)[0] - gmpy2.lgamma(a)[0] - gmpy2.lgamma(b)[0]
    x = a / (a + b) if a / (a + b) < hi else mpfr("0.5")
    for _ in range(400):
        f = cdf(a, b, x)
        if f < P:
            lo = x
        else:
            hi = x
        slope = gmpy2.exp(log_density_front + a * gmpy2.log(x) + (b - 1) * gmpy2.log1p(-x))  # x * density
        new = x * gmpy2.exp(-gmpy2.log(f / P) * f / slope) if f > 0 else lo
        if not lo < new < hi:
            new = gmpy2.sqrt(lo * hi) if hi < 0.5 else 1 - gmpy2.sqrt((1 - lo) * (1 - hi))
        if abs(new - x) < x * mpfr("1e-30"):
            return new
        x = new
    raise ArithmeticError(f"no convergence for {a} {b}")


def pairs():
    rng = random.Random(20260102)
    grid = [1e-300, 1e-12, 1e-6, 1e-3, 0.03, 0.1, 0.5, 0.999, 1.0, 1.001, 2.0, 10.0, 99.0, 1e3, 1e6, 1e9]
    for a in grid:
        for b in grid:
            yield a, b
    for a in range(1, 21):
        for b in range(1, 21):
            yield float(a), float(b)
    for exponent in (-6, 9), (-2, 4), (0, 3):
        for _ in range(400):
            yield 10 ** rng.uniform(*exponent), 10 ** rng.uniform(*exponent)
    for _ in range(500):  # what occurs: a prior plus weights
        mean, strength = rng.choice([0.5, rng.random(), 10 ** rng.uniform(-12, -1)]), 10 ** rng.uniform(-3, 6)
        scale = 10 ** rng.uniform(-3, 9)
        yield mean * strength + scale * rng.random(), (1 - mean) * strength + scale * rng.random() ** 4
    for _ in range(300):  # both small, and as much mass at 0 as the level: the quantile can be anywhere
        total = 10 ** rng.uniform(-6, 0)
        share = 0.05 * (1 + total * rng.uniform(-30, 30))
        if 0 < share < 1:
            yield total * (1 - share), total * share
    for _ in range(200):  # where the code changes its method
        small = 300 * (1 + rng.uniform(-0.2, 0.2))
        large = small * 10 ** rng.uniform(0, 6)
        yield (small, large) if rng.random() < 0.5 else (large, small)


if __name__ == "__main__":
    print("# alpha, beta, 5 % quantile; made by beta_quantiles.py")
    for a, b in pairs():
        print(f"{a!r},{b!r},{quantile(a, b):.20g}")
