"""`liaison vocabulary check`."""

import click

from liaison.config.commands import ready


@click.group("vocabulary")
def command() -> None:
    """The facts and words that documents are understood with."""


@command.command("check")
def check_command() -> None:
    """Validate the vocabularies; show which documents a change would touch."""
    from liaison import vocabulary

    problems = vocabulary.problems()
    for problem in problems:
        click.echo(str(problem))
    if problems:
        click.echo(f"{len(problems)} problems")
        click.get_current_context().exit(1)
    click.echo(f"the vocabulary is sound ({vocabulary.fingerprint(vocabulary.load())})")
    ready()
    from liaison.pipeline.vocabulary_check import touched

    total = 0
    for one in touched():
        total += 1
        examples = f": {', '.join(one.examples)}" if one.examples else ""
        click.echo(
            f"{one.term.list_name} {one.term.code} {one.term.change}: "
            f"{'' if one.all_counted else 'at least '}{one.documents:,} documents{examples}"
        )
    if total:
        click.echo("apply the change to the record with `liaison reread --step understand`")
    else:
        click.echo("the record was understood with this very vocabulary, or holds nothing yet")
