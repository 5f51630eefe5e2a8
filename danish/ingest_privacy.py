"""What ingest says about private text: where it stands, and never what it says."""

from danish.ingest import Message

FILE_NAME = "filnavn"
CPR_NUMBER = Message(
    "Her står noget, der ligner et CPR-nummer. Hele filen er afvist, og intet af den er gemt.",
    "Fjern personoplysningerne, slet filen fra mappen og send optalte tal i stedet.",
)
EMAIL_ADDRESS = Message(
    "Her står en e-mailadresse. Hele filen er afvist, og intet af den er gemt.",
    "Skriv funktion eller organisation i stedet for en person.",
)
PHONE_NUMBER = Message(
    "Her står et telefonnummer. Hele filen er afvist, og intet af den er gemt.",
    "Fjern telefonnummeret og læg filen ind igen.",
)
PRIVATE_COLUMN = Message(
    "Kolonnen er beregnet til personoplysninger. Hele filen er afvist, og intet af den er gemt.",
    "Fjern kolonnen og læg filen ind igen.",
)
