"""The rail's pictures: our own drawings, coloured as asked."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mdt_app.resources import resource_path, resource_text


@cache
def picture(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """A drawing from resources/icons in one colour, sharp at the screen's scale."""
    drawing = resource_text("icons", f"{name}.svg").replace("currentColor", colour)
    pixels = QPixmap(round(size * ratio), round(size * ratio))
    pixels.setDevicePixelRatio(ratio)
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixels


def program_icon() -> QIcon:
    """What stands for the program on the task bar."""
    return QIcon(str(resource_path("icons", "program.svg")))
