"""`liaison-vault list`."""

import click


@click.command("list")
def command() -> None:
    """Say which vaults are here, and whether their keys are."""
    import django

    django.setup()
    from django.conf import settings

    from liaison.workspace.vault.making import names
    from liaison.workspace.vault.places import Place

    found = names(settings.LIAISON_VAULTS)
    for name in found:
        place = Place(name, settings.LIAISON_VAULTS, settings.LIAISON_VAULT_KEYS)
        size = sum(path.stat().st_size for path in place.folder.rglob("*") if path.is_file())
        keys = "its keys are here" if place.key_file.exists() else f"no keys at {place.key_folder}"
        click.echo(f"{name}: {size:,} bytes, {keys}")
    if not found:
        click.echo(f"There is no vault in {settings.LIAISON_VAULTS}.")
