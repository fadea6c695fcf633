"""Names for the arrays and numbers that the rooms of the index hand to each other."""

from typing import Any, NewType, TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatMatrix: TypeAlias = NDArray[np.float32]  # (n, dimension)
FloatVector: TypeAlias = NDArray[np.float32]  # (dimension,)
IntVector: TypeAlias = NDArray[np.int64]  # (n,)
Json: TypeAlias = dict[str, Any]

PassageNumber = NewType(
    "PassageNumber", int
)  # a passage's key inside one store: its row of vectors and words
