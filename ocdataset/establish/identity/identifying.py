"""Whose sheet a source is, and of which edition, each as the source says it or as the user does."""

from ocdataset.establish.identity.countries import agreed_country, told_country
from ocdataset.establish.identity.editions import Known, agreed_edition, told_edition
from ocdataset.read.reading import Transcript


def identify(
    transcript: Transcript,
    *,
    country: str | None = None,
    edition: int | None = None,
    known: Known | None = None,
) -> tuple[str, int]:
    """Return the country and the edition of a score page.

    Parameters
    ----------
    transcript : Transcript
    country : str, optional
        What the user says, for what the page does not tell.
    edition : int, optional
        What the user says, for what the page does not tell.
    known : mapping, optional
        By country and edition, published averages in hundredths: a page that prints those of one
        edition only is of that edition.

    Raises
    ------
    SourceRefused
        In one line, naming the option to give, if the source does not tell; with both statements,
        if it tells something else than the user, or contradicts itself.
    UnknownName
        If `country` names none.

    Examples
    --------
    >>> page = Transcript("country_page", (), "https://ocindex.net/2023/country/korea_dpr")
    >>> identify(page)
    ('PRK', 2023)
    """
    code = agreed_country(transcript, country) if country else told_country(transcript)
    if edition is None:
        return code, told_edition(transcript, code, known or {})
    return code, agreed_edition(transcript, code, edition)
