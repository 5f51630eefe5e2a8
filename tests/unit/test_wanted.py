"""The address that is kept over a login: one of our own pages, and never another site."""

import pytest

from dashboards.wanted import own_address

SITE = "https://boligbarometer.example.dk"
PAGES = {"/", "/omraade", "/datakvalitet"}


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (f"{SITE}/omraade?plan=hp-a&omraade=motalavej-330", "/omraade?plan=hp-a&omraade=motalavej-330"),
        (f"{SITE}/", "/"),
        (f"{SITE}/datakvalitet?hvem=%C3%85se%20S", "/datakvalitet?hvem=%C3%85se+S"),
        (f"{SITE}/omraade?plan=a%0d%0aset-cookie:%20x", "/omraade?plan=a%0D%0Aset-cookie%3A+x"),
        (f"{SITE}/omraade#https://ond.example", "/omraade"),
        ("https://ond.example/omraade", None),
        (f"{SITE}.ond.example/omraade", None),
        (f"{SITE}@ond.example/omraade", None),
        ("http://boligbarometer.example.dk/omraade", None),
        (f"{SITE}//ond.example", None),
        (f"{SITE}/auth/logout", None),
        (f"{SITE}/findes-ikke", None),
        (f"{SITE}/omraade?x={'y' * 2000}", None),
        (f"{SITE}/omraade?{'x=1&' * 60}", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_only_an_own_page_is_noted(address: str, kept: str | None):
    assert own_address(address, SITE, PAGES) == kept


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/omraade?plan=hp-a", "/omraade?plan=hp-a"),
        ("//ond.example/omraade", None),
        ("https://ond.example/omraade", None),
        ("javascript:alert(1)", None),
        ("/\\ond.example", None),
        ("\\\\ond.example/omraade", None),
        ("", None),
    ],
)
def test_a_forged_cookie_leads_nowhere_else(address: str, kept: str | None):
    assert own_address(address, "", PAGES) == kept
