"""The long jobs of Data, each ready to be run off the window's thread."""

from collections.abc import Callable, Collection
from pathlib import Path

from mdt_app.intake.collecting import collecting_later
from mdt_app.intake.exporting import export_store
from mdt_app.intake.gone import GonePerson, people_gone
from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.importing import preview_import, remember_columns, take_in
from mdt_app.intake.rows import FileReport
from mdt_app.intake.undo import undo_batch, what_was_built_on
from mdt_app.meeting.case_list import case_list
from mdt_app.meeting.objections import who_objects
from mdt_app.register.queries import network_name
from mdt_app.ui.data.chosen import Chosen, paths_of
from mdt_app.ui.tasks import Progress
from mdt_app.vault.workspace import Workspace

Job = Callable[[Progress], object]


def looking(ws: Workspace, files: Chosen) -> Job:
    """What taking the files in would do."""

    def job(progress: Progress) -> ImportReport:
        with collecting_later():
            return preview_import(ws, files.paths, files.wishes, progress=progress)

    return job


def taking(ws: Workspace, files: Chosen, named: Collection[Path]) -> Job:
    """All of the files, or none. What was said of columns is remembered, so it is asked but once.

    `named` are files of which that was done already, under a name of its own.
    """

    def job(progress: Progress) -> ImportReport:
        with collecting_later():
            report = take_in(ws, files.paths, files.wishes, progress=progress)
        for file, path in zip(report.files, paths_of(report.files, files.paths)):
            if report.committed and files.wishes.of(path).columns and path not in named:
                remember_columns(ws, file, f"{path.stem}{file.name.removeprefix(path.name)}")
        return report

    return job


def remembering(ws: Workspace, report: FileReport, name: str) -> Job:
    """What the columns of a file were taken for, kept for every file with these headings."""

    def job(_progress: Progress) -> str:
        remember_columns(ws, report, name)
        return name

    return job


def asking(ws: Workspace, import_id: str) -> Job:
    """What stands against undoing an import: a sentence, or ''."""

    def job(_progress: Progress) -> str:
        return what_was_built_on(ws, import_id)

    return job


def undoing(ws: Workspace, import_id: str) -> Job:
    """Everything that only this import brought goes."""

    def job(_progress: Progress) -> str:
        undo_batch(ws, import_id)
        return import_id

    return job


def missing(ws: Workspace) -> Job:
    """Everyone whom the files no longer name."""

    def job(_progress: Progress) -> list[GonePerson]:
        with ws.vault.reading() as reading:
            return people_gone(reading)

    return job


def exporting(ws: Workspace, folder: Path) -> Job:
    """Everything in the store, in the plain layout, but for those who object to being discussed."""

    def job(_progress: Progress) -> tuple[Path, int]:
        left_out = who_objects(ws)
        export_store(ws, folder, left_out=left_out)
        return folder, len(left_out)

    return job


def writing_searches(ws: Workspace, path: Path) -> Job:
    """The page for whoever makes the practice's searches. It names no patient."""

    def job(_progress: Progress) -> Path:
        from mdt_app.documents.searches import write_searches_page

        with ws.vault.reading() as reading:
            network = network_name(reading)
        write_searches_page(path, network)
        return path

    return job


def listing(ws: Workspace) -> Job:
    """The list of people, ready before somebody asks for it."""

    def job(progress: Progress) -> None:
        case_list(ws, ws.today(), progress)

    return job
