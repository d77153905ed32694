"""How much a key tells."""

from __future__ import annotations

from typing import Any

import numpy as np


def idf(counts: np.ndarray[Any, Any], total: int) -> np.ndarray[Any, Any]:
    """Inverse document frequency: the rarer a key among `total` names, the more it tells."""
    weights: np.ndarray[Any, Any] = np.log(max(total, 1) / np.maximum(counts, 1)) + 0.5
    return weights
