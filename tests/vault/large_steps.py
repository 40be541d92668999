"""The large steps that a power cut is played in: each a program of its own that says what is done.

Each begins with `HEAD` and a line that may take a protection away.
"""

HEAD = """
import json, os, sys
from pathlib import Path
from mdt_app.vault import backups, connection, keys, local_copy, people, putting_back_keys
from mdt_app.vault import quiet_copy, rekeying, restoring
from mdt_app.vault.copies import copies_in
from mdt_app.vault.store import create_store, open_store
quiet_copy._PIECE = 1 << 14  # so that a small store is written in as many pieces as a large one
folder, passphrase, other = Path(sys.argv[1]), *sys.argv[2:4]
def say(**said):
    sys.stdout.write(json.dumps(said))
    sys.stdout.flush()
def note(opened, words):
    with opened.writing("N. Patel", "noted") as writing:
        writing.record("note", {"words": words}, about="9990000018")
    say(noted=words)
def copy_of(folder, reason):
    return next(copy for copy in copies_in(folder) if copy.reason == reason)
def unsynced(*_given):
    pass
"""
NO_SYNC_OF_FILES = """
connection._PRAGMAS += ("synchronous=OFF",)
really = os.fsync
def folders_only(descriptor):
    if os.path.isdir(f"/proc/self/fd/{descriptor}"):
        really(descriptor)
os.fsync = folders_only
"""
NO_SYNC_OF_COPIES = """
local_copy.sync_all = unsynced
"""
NO_SYNC_OF_NAMES = """
really = os.fsync
def files_only(descriptor):
    if not os.path.isdir(f"/proc/self/fd/{descriptor}"):
        really(descriptor)
os.fsync = files_only
"""
ONE_SET_OF_SLOTS = """
both = rekeying.write_key_file
rekeying.write_key_file = lambda path, kept: both(path, kept.next or kept)
"""
NAMED_BEFORE_WRITTEN = """
def at_once(opened, target, progress, *, is_patient):
    keys_then = (opened.folder / "keys.json").read_bytes()
    backups.write_whole(target.with_suffix(".keys.json"), keys_then)
    backups._copy(opened, target, progress, is_patient=is_patient)
    backups._must_be_sound(opened, target)
    backups.sync_file(target)
    return target
backups._sound_copy = at_once
"""
PUT_IN_PLACE_FIRST = """
def in_place_first(folder):
    data, content = folder / "data.db", (folder / "data.db").read_bytes()
    os.replace(folder / "restoring" / "data.db", data)
    restoring.sync_folder(folder)
    os.link(data, folder / "restoring" / "data.db")
    kept = restoring.free_name(folder / "backups", "replaced")
    restoring.write_whole(kept, content)
    return kept
restoring._keep_present = in_place_first
"""

REMOVING = """
opened, _ = open_store(folder, passphrase)
with opened:
    note(opened, "two")
    given = people.remove_person(opened, passphrase, "R. Begum", keys.LEAST_COST)
    say(told=given.one_time["S. Cole"], code=given.recovery_code)
    note(opened, "three")
"""
CHANGING_KEYS = """
opened, _ = open_store(folder, passphrase)
with opened:
    leaver = keys.KeyHolder("R. Begum", "viewer")
    say(let_in=people.add_person(opened, passphrase, leaver, keys.LEAST_COST))
    people.change_passphrase(opened, passphrase, other, keys.LEAST_COST)
    say(passphrase=other)
    note(opened, "two")
    say(code=people.make_recovery_code(opened, other, keys.LEAST_COST))
"""
RESTORING = """
done = restoring.restore(folder, copy_of(folder, "import"), passphrase, then=other)
say(kept=done.kept.name)
with open_store(folder, passphrase)[0] as opened:
    note(opened, "later")
"""
COPYING = """
with open_store(folder, passphrase)[0] as opened:
    for number in range(8):
        note(opened, str(number))
        say(copied=backups.back_up(opened, "import").name, of=number)
"""
PUTTING_BACK_KEYS = """
putting_back_keys.put_back_keys(folder, passphrase)
with open_store(folder, passphrase)[0] as opened:
    note(opened, "two")
"""
MAKING = """
with create_store(folder / "new" / "store", "N. Patel", passphrase, cost=keys.LEAST_COST) as opened:
    say(made="store")
    note(opened, "one")
"""
COPYING_HERE = """
made = local_copy.copy_here(Path(other), passphrase, folder / "stores")
say(made=made.name)
with open_store(made, passphrase)[0] as opened:
    note(opened, "two")
"""
