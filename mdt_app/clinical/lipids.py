"""Cholesterol that was not measured but follows from what was."""


def non_hdl(
    total: float, hdl: float, *, total_comparator: str = "", hdl_comparator: str = ""
) -> float | None:
    """Total cholesterol less HDL in mmol/L, of one sample.

    None where either is only a limit, or where the HDL is not below the total.

    >>> round(non_hdl(5.0, 1.2), 1)
    3.8
    """
    if total_comparator or hdl_comparator or not 0 < hdl < total:
        return None
    return total - hdl
