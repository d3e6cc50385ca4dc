"""The sums over all steps with a deadline of a filter, and what their columns are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.charts.deadline_words import REASONS, STATES
from dashboard.locale import Locale
from dashboard.pages.view import View


@dataclass(frozen=True)
class Totals:
    """What is known of all steps together; a step counts once for each case that has reached it."""

    cases: int
    cases_of_unknown_origin: int
    steps: int
    counts: Mapping[str, int]
    """By state (`kept` holds those kept by extension, too) and by reason."""

    @property
    def told(self) -> int:
        """Steps of which the state is known."""
        return self.steps - self.counts["unknown"]


def totals_of(view: View) -> Totals:
    """The sums of `deadlines_by_step`, beside the answer of `deadline_cases`."""
    steps = view.data.ask("deadlines_by_step", view.filter)
    cases = view.data.figures("deadline_cases", view.filter)
    return Totals(
        int(cases["cases"]),
        int(cases["cases_of_unknown_origin"]),
        int(steps["cases"].sum()),
        {name: int(steps[name].sum()) for name in (*STATES, *REASONS)},
    )


def state_columns(locale: Locale) -> dict[str, str]:
    """The columns of states and reasons under the names readers see."""
    return {
        "kept": locale.text("Kept"),
        "kept_by_extension": locale.text("Of these only with an extension"),
        "missed": locale.text("Missed"),
        "running": locale.text("Running"),
        "unknown": locale.text("Cannot be told"),
        **{reason: locale.text(message) for reason, message in REASONS.items()},
    }
