"""What the pages say where a table or a chart can be taken along, and what stands in the file."""

from danish import pages

CSV = "Hent som CSV"
PICTURE = "Hent som PNG"

# The words that dashboards/static/fetch.js writes into a file.
FILE_WORDS = {
    "group": "Gruppe",
    "remark": "bemærkning",
    "address": "Adresse",
    "failed": "Filen kunne ikke laves i denne browser.",
    "warnings": [pages.SYNTHETIC, pages.SYNTHETIC_IN_BUILD],
}
