"""Which entry of a kind is the latest that nothing replaces, and which names a digest."""

from mdt_app.flags.queries import entry_with_digest, newest_entry


def test_the_latest_that_nothing_replaces(ws):
    with ws.vault.writing(ws.user, "pack taken") as writing:
        assert newest_entry(writing, "pack") == ""
        first = writing.record("pack", {"name": "one"})
        assert newest_entry(writing, "pack") == first.id
        second = writing.record("pack", {"name": "two"})
        assert newest_entry(writing, "pack") == second.id
        rivals = [writing.record("pack", {"name": name}, replaces=[second.id]) for name in "ab"]
        assert newest_entry(writing, "pack") == rivals[-1].id
        writing.record("taken_back", {}, replaces=[each.id for each in rivals])
        assert newest_entry(writing, "pack") == first.id
        writing.record("taken_back", {}, replaces=[first.id])
        assert newest_entry(writing, "pack") == ""
        assert newest_entry(writing, "no such kind") == ""


def test_the_entry_that_names_a_digest(ws):
    with ws.vault.writing(ws.user, "pack kept") as writing:
        assert entry_with_digest(writing, "pack", "aa") == ""
        writing.record("other", {"digest": "aa"})
        kept = writing.record("pack", {"digest": "aa"})
        writing.record("pack", {"digest": "bb"})
        assert entry_with_digest(writing, "pack", "aa") == kept.id
        assert entry_with_digest(writing, "pack", "a") == ""
