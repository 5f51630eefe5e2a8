"""The colours of what is drawn; each says again what a word or a shape says already."""

AREA = "#0072b2"
BENCHMARK = "#5f676d"
COUNTRY = "#8a9299"
INK = "#1d2125"
GRID = "#e3e6e8"
