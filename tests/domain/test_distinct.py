"""Each value once."""

import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.distinct import distinct, first_of_each


@given(st.lists(st.integers(-3, 3)))
def test_each_value_comes_once_and_stands_where_it_came_first(values: list[int]) -> None:
    assert distinct(np.array(values, dtype=np.int64)).tolist() == sorted(set(values))
    ordered = sorted(values)
    assert first_of_each(np.array(ordered)).tolist() == [ordered.index(each) for each in sorted(set(values))]


def test_it_loads_no_masked_arrays() -> None:
    script = (
        "import sys, numpy as np; from partnertracker.domain.distinct import distinct; distinct(np.ones(3)); "
    )
    subprocess.run([sys.executable, "-c", script + "sys.exit('numpy.ma' in sys.modules)"], check=True)
