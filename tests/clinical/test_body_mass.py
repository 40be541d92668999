"""BMI and its bands; obesity begins lower for some family backgrounds, at the limit itself."""

import pytest

from mdt_app.clinical.body_mass import Thresholds, band_of, body_mass_index, thresholds_for


@pytest.mark.parametrize(
    ("weight", "height", "bmi"),
    # 70 kg at 1.65 m; the worked example of the CDC (68 kg, 165 cm); WHO limits at 1.80 and 2 m.
    [(70, 165, 25.7), (68, 165, 24.98), (81, 180, 25), (97.2, 180, 30), (160, 200, 40)],
)
def test_weight_over_height_squared(weight, height, bmi):
    assert body_mass_index(weight, height) == pytest.approx(bmi, abs=0.05 if bmi == 25.7 else 0.005)


@pytest.mark.parametrize(("weight", "height"), [(0, 165), (70, 0), (-1, 165)])
def test_without_both_there_is_none(weight, height):
    assert body_mass_index(weight, height) is None


@pytest.mark.parametrize(
    ("bmi", "general", "lower"),
    [
        (18.4, "underweight", "underweight"),
        (18.5, "healthy weight", "healthy weight"),
        (22.99, "healthy weight", "healthy weight"),
        (23.0, "healthy weight", "overweight"),
        (24.99, "healthy weight", "overweight"),
        (25.0, "overweight", "overweight"),
        (27.49, "overweight", "overweight"),
        (27.5, "overweight", "obesity class 1"),
        (29.99, "overweight", "obesity class 1"),
        (30.0, "obesity class 1", "obesity class 1"),
        (32.49, "obesity class 1", "obesity class 1"),
        (32.5, "obesity class 1", "obesity class 2"),
        (34.99, "obesity class 1", "obesity class 2"),
        (35.0, "obesity class 2", "obesity class 2"),
        (37.49, "obesity class 2", "obesity class 2"),
        (37.5, "obesity class 2", "obesity class 3"),
        (39.99, "obesity class 2", "obesity class 3"),
        (40.0, "obesity class 3", "obesity class 3"),
    ],
)
def test_each_band_begins_at_its_limit(bmi, general, lower):
    assert band_of(bmi, Thresholds.GENERAL) == general
    assert band_of(bmi, Thresholds.NOT_STATED) == general
    assert band_of(bmi, Thresholds.LOWER) == lower


@pytest.mark.parametrize("category", "HJKLRNMPDEF")
def test_the_lower_thresholds_hold_for_these_backgrounds(category):
    assert thresholds_for(category) is Thresholds.LOWER


@pytest.mark.parametrize("category", "ABC")
def test_the_general_thresholds_hold_for_white_categories(category):
    assert thresholds_for(category) is Thresholds.GENERAL


@pytest.mark.parametrize("category", ["Z", "", "99", "S", "G"])
def test_a_category_that_does_not_decide_keeps_the_general_thresholds_and_says_so(category):
    found = thresholds_for(category)
    assert found is Thresholds.NOT_STATED
    assert "does not say" in found.value
