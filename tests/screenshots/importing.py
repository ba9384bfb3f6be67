"""Pictures of an import, step by step."""

from partnertracker.gui.importing.dialog import ImportDialog
from tests.gui.importing.steps import import_steps
from tests.screenshots.camera import Camera


def steps(camera: Camera) -> None:
    """Draw the steps from a workbook to partners that may be there already."""
    camera.show("deals")
    name = camera.desk.facts["partners"].text("name", 0) or ""
    dialog = ImportDialog(camera.desk, "deals", camera.frame)
    dialog.show()
    for step in import_steps(dialog, camera.here / "Pipeline.xlsx", name):
        camera.shoot(f"import-{step}")
    dialog.reject()
