"""A page as a tagged PDF (pdf/ua-1). Without Pango there is none, and everything else works.

WeasyPrint is loaded when the first PDF is asked for: it takes a second and looks for libraries of
the system. It fetches nothing: the one stylesheet is read from disk, and a page that asked for
anything else would get no PDF.
"""

from functools import cache
from pathlib import Path
from types import ModuleType

from django.conf import settings

STYLES = Path(settings.BASE_DIR) / "assets" / "pdf" / "summary.css"
VARIANT = "pdf/ua-1"


@cache
def loaded() -> ModuleType | None:
    """Return WeasyPrint, or None where it or what it needs of the system is missing."""
    try:
        import weasyprint
    except (ImportError, OSError):
        return None
    return weasyprint


def is_there() -> bool:
    """Tell whether pages can be made into PDF here."""
    return loaded() is not None


def render(page: str) -> bytes:
    """Return a whole HTML page as a PDF. Ask `is_there` first; raises RuntimeError otherwise."""
    weasyprint = loaded()
    if weasyprint is None:
        raise RuntimeError("There is no PDF without Pango.")
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=(), fail_on_errors=True)
    document = weasyprint.HTML(string=page, url_fetcher=nothing)
    styles = weasyprint.CSS(string=STYLES.read_text(encoding="utf-8"), url_fetcher=nothing)
    made = document.write_pdf(stylesheets=[styles], pdf_variant=VARIANT, pdf_tags=True)
    return bytes(made)
