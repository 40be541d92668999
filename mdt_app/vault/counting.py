"""How much is in a store, table by table: numbers alone, to say how a fault came about."""

import re

from mdt_app.vault.vault import Reading, Vault

_OURS = re.compile(r"[a-z][a-z_ ]{0,40}")


def counts_of(vault: Vault) -> dict[str, int]:
    """How many rows each table has, and how large the file is."""
    with vault.reading() as reading:
        found = {name: _count(reading, name) for name in _tables(reading)}
    return {**found, "bytes": vault.path.stat().st_size}


def entries_by_kind(vault: Vault) -> dict[str, int]:
    """How many entries of each kind there are; a kind is a word of ours."""
    with vault.reading() as reading:
        rows = reading.rows("SELECT kind, count(*) FROM entry GROUP BY kind ORDER BY kind")
        return {str(kind): int(count) for kind, count in rows if _OURS.fullmatch(str(kind))}


def facts_of(vault: Vault) -> dict[str, str]:
    """The state of the file itself: its revision, and the engines that read it."""
    with vault.reading() as reading:
        revision = [row[0] for row in reading.rows("SELECT version_num FROM alembic_version")]
        (cipher,) = next(reading.rows("PRAGMA cipher_version"))
        (engine,) = next(reading.rows("SELECT sqlite_version()"))
    return {
        "revision": ", ".join(map(str, revision)),
        "sqlcipher": str(cipher),
        "sqlite": str(engine),
        "is_demo": "yes" if vault.fact("demo") == "1" else "no",
        "is_read_only": "yes" if vault.is_read_only else "no",
        "backups": str(len(list((vault.folder / "backups").glob("*.db")))),
    }


def _tables(reading: Reading) -> list[str]:
    rows = reading.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [str(name) for (name,) in rows if _OURS.fullmatch(str(name))]


def _count(reading: Reading, table: str) -> int:
    return int(next(reading.rows(f"SELECT count(*) FROM {table}"))[0])
