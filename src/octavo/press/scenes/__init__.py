"""Pictures for the sample press, drawn by program: poster-like, layered, a few colours each.

Every scene is a function that paints one canvas. ``PAINTED`` names them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.press.scenes import city, fire, land, power, science, society, water, work

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from octavo.press.scenes.brush import Canvas

PAINTED: Mapping[str, tuple[str, Callable[[Canvas], None]]] = {
    **water.SCENES,
    **land.SCENES,
    **fire.SCENES,
    **city.SCENES,
    **power.SCENES,
    **work.SCENES,
    **science.SCENES,
    **society.SCENES,
}
"""Scene to the mood of its palette and its painter."""
