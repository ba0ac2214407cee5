"""All pages of reports, and the blueprint they hang on."""

from directory.insight.outputs import (
    figure_routes,
    letter_routes,
    public_routes,
    report_routes,
    shared_routes,
    snapshot_routes,
)
from directory.insight.outputs.blueprint import blueprint

__all__ = [
    "blueprint",
    "figure_routes",
    "letter_routes",
    "public_routes",
    "report_routes",
    "shared_routes",
    "snapshot_routes",
]
