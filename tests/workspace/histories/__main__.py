"""`python -m tests.workspace.histories --minutes 60`: as many histories as there is time for."""

import argparse
import os
import sys
import time
import traceback

import click

os.environ["DJANGO_SETTINGS_MODULE"] = "liaison.config.settings.workspace"


def main() -> int:
    """Print what was done and what was found, each finding with the seed that repeats it."""
    import django

    django.setup()
    from hypothesis import HealthCheck, Phase, seed, settings
    from hypothesis.stateful import run_state_machine_as_test

    from tests.workspace.histories.base import tally
    from tests.workspace.histories.machine import Machine
    from tests.workspace.histories.world import forget_template

    asked = _asked()
    said = settings(
        max_examples=asked.histories,
        stateful_step_count=asked.steps,
        deadline=None,
        database=None,
        print_blob=False,
        phases=[Phase.generate, Phase.shrink] if asked.reduce else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    end, number, found = time.monotonic() + 60 * asked.minutes, asked.seed, 0
    while time.monotonic() < end:
        machine = seed(number)(type("Machine", (Machine,), {}))
        try:
            run_state_machine_as_test(machine, settings=said)
        except Exception:  # noqa: BLE001 (a finding, of whatever kind)
            found += 1
            click.echo(
                f"-- finding with --seed {number} --histories {asked.histories}"
                f" --steps {asked.steps}"
            )
            traceback.print_exc(file=sys.stdout)
            if asked.first:
                break
        number += 1
        click.echo(
            f"{tally['histories']} histories, {tally['steps']} steps, {found} findings;"
            f" next seed {number}"
        )
        if asked.once:
            break
    for what, times in sorted(tally.items()):
        click.echo(f"{times:8} {what}")
    forget_template()
    return 1 if found else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.workspace.histories")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--histories", type=int, default=50, help="of one seed")
    parser.add_argument("--steps", type=int, default=50, help="of one history")
    parser.add_argument("--once", action="store_true", help="of this one seed alone")
    parser.add_argument("--reduce", action="store_true", help="to the shortest history")
    parser.add_argument("--first", action="store_true", help="stop at the first finding")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
