"""The calls that answer questions, as methods of a dataset."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ocdataset.package.package import Package

if TYPE_CHECKING:
    import pandas as pd

    from ocdataset.use.answers.change import By


class Answers:
    """What can be asked of a package; each call returns a plain pandas frame.

    Values are computed from the scores, exactly, and shown as float64; with `exact=True` the columns of
    points hold `fractions.Fraction`. Text columns are `str`, counts and ranks `int64`, flags `bool`.

    A **what-if** supposes each indicator to be half a point lower, the same, or higher, with equal chance,
    independently of the others, cut at 1 and 10. The Index publishes no error, so this is no confidence
    interval: it says what the figures would bear if they were off by their own smallest step. It is
    computed, not simulated: the same figures give the same answer.
    """

    package: Package

    def change(
        self,
        start: int | str,
        end: int | str,
        measures: str | Sequence[str] = "criminality",
        *,
        countries: str | Sequence[str] | None = None,
        by: "By" = "measure",
        exact: bool = False,
    ) -> "pd.DataFrame":
        """Return the change of measures between two editions, as published and like for like.

        The edition of 2021 averages fewer indicators than the later ones: a difference of its published
        averages from theirs mixes what happened with what was counted. `common` compares only the
        indicators that both editions have, averaged as the Index averages.

        Parameters
        ----------
        start, end : int
            Two editions.
        measures : str or sequence of str
            Averages or indicators that both editions have, by code, label or spelling.
        countries : str or sequence of str, optional
            Default all with a sheet in both editions.
        by : {"measure", "indicator"}
            `indicator` takes each published change apart, a row an indicator.
        exact : bool
            Whether to give fractions.

        Returns
        -------
        pandas.DataFrame
            By measure: from_edition, to_edition, country, measure, `published` (difference of the exact
            averages), `common`, `composition` (published - common: the part due to other indicators),
            `sign_disagrees` (published and common have strictly opposite signs), `beyond_noise` (a what-if
            of both editions gives `common` this sign with a chance of 95 % or more). By indicator:
            from_edition, to_edition, country, measure, indicator, `kind` (shared, added, dropped),
            `contribution`; they sum to `published` exactly. Points; rise is positive.

        Raises
        ------
        NotHeld
            If the package in use does not hold the sheets.
        Misuse
            If an edition does not have a measure, or both editions are the same.
        UnknownName
            If there is no such edition, country or measure.

        Examples
        --------
        >>> import ocdataset as oc
        >>> row = oc.change(2021, 2023, countries="PRK", exact=True).iloc[0]
        >>> str(row["published"]), str(row["common"]), str(row["composition"])
        ('1/24', '27/80', '-71/240')
        """
        from ocdataset.use.answers.change import change

        return change(self.package, start, end, measures, countries=countries, by=by).frame(exact=exact)

    def ranking(
        self,
        measure: str = "criminality",
        *,
        edition: int | str,
        within: str = "world",
        interval: float | None = None,
        exact: bool = False,
    ) -> "pd.DataFrame":
        """Return ranks: 1 + the number of countries strictly higher, ties sharing the better rank.

        They are computed from the scores. The publisher's pages print some exact ties apart, by round-off;
        the table ranks has them as printed. Ranks by criminality of 2021 and of later editions are not like
        for like: `change` says why.

        Parameters
        ----------
        measure : str
            Any average or indicator of the edition. Rank 1 is the highest value: bad for criminality,
            good for resilience.
        edition : int
        within : str
            `world`, `continent`, `region` or `group`, for a rank within each of these; or the code or name
            of one, such as `africa`, `eastern_asia`, `EU`. Members of a group are those of 31 December of
            the year that the edition assesses.
        interval : float, optional
            The share of the what-if that the interval of ranks is to hold, such as 0.9.
        exact : bool
            Whether to give fractions.

        Returns
        -------
        pandas.DataFrame
            edition, country, measure, within, group, value, rank, out_of, `tied` (another country of the
            scope has exactly the same value); with an interval also low, median, high: for 0.9 the 5 %,
            50 % and 95 % points of the rank in the what-if. Sorted by scope, then rank. `low` and `high`
            hold the nominal rank always.

        Raises
        ------
        NotHeld
            If the package in use does not hold all countries of the scope.
        Misuse
            If the edition does not have the measure, or the interval is no share.
        UnknownName
            If there is no such edition, measure or scope.

        Examples
        --------
        >>> import ocdataset as oc
        >>> oc.ranking(edition=2023)  # doctest: +ELLIPSIS
        Traceback (most recent call last):
            ...
        ocdataset.reference.errors.NotHeld: a rank in the world needs all its countries, ...
        """
        from ocdataset.use.answers.ranking import ranking

        return ranking(self.package, measure, edition, within, interval).frame(exact=exact)

    def quadrants(self, edition: int | str, *, exact: bool = False) -> "pd.DataFrame":
        """Return the quadrant of each country: low or high criminality, then low or high resilience.

        Quadrants of 2021 and of later editions are not like for like, as criminality is not: `change` says
        how much of a move over the border is due to other indicators.

        Parameters
        ----------
        edition : int
        exact : bool
            Whether to give fractions.

        Returns
        -------
        pandas.DataFrame
            edition, country, criminality, resilience, `quadrant` (LL, LH, HL, HH, criminality first; high
            is 5.50 or more), `margin` (points to the nearest border; 0 on it, which counts as high),
            `leaves` (the chance to lie in another quadrant, in a what-if).

        Raises
        ------
        NotHeld
            If the package in use holds no scores of the edition.
        UnknownName
            If there is no such edition.

        Examples
        --------
        >>> import ocdataset as oc
        >>> oc.quadrants(2023)[["country", "quadrant"]].values.tolist()
        [['PRK', 'LL']]
        >>> oc.quadrants(2023, exact=True)["margin"].item()
        Fraction(41, 60)
        """
        from ocdataset.use.answers.quadrants import quadrants

        return quadrants(self.package, edition).frame(exact=exact)

    def sensitivity(
        self, edition: int | str, measure: str = "criminality", *, exact: bool = False
    ) -> "pd.DataFrame":
        """Return how far the ranks of the world would move if the Index averaged in another way.

        Parameters
        ----------
        edition : int
        measure : str
            An average.
        exact : bool
            Whether to give fractions.

        Returns
        -------
        pandas.DataFrame
            A row a scenario: `scenario` (equal_weights: all indicators weigh the same; geometric: geometric
            means; markets_one_third and markets_two_thirds: the weight of criminal markets in criminality;
            without_<measure>: one indicator left out), `kind` (weights, aggregation, without), `mean_move`
            and `max_move` (places), `country` (that moves most; several are separated by blanks), `unchanged`
            (how many keep their rank).

        Raises
        ------
        NotHeld
            If the package in use does not hold all countries of the edition.
        Misuse
            If the edition does not have the measure, or it is no average.
        UnknownName
            If there is no such edition or measure.
        """
        from ocdataset.use.answers.sensitivity import sensitivity

        return sensitivity(self.package, edition, measure).frame(exact=exact)

    def similar(
        self,
        country: str,
        edition: int | str,
        *,
        on: str = "criminality",
        n: int = 10,
        exact: bool = False,
    ) -> "pd.DataFrame":
        """Return the countries whose scores are most like those of one, the nearest first.

        Parameters
        ----------
        country : str
        edition : int
        on : str
            The measure whose indicators are compared.
        n : int
            How many to give; those that tie with the last are given too.
        exact : bool
            Whether to give fractions.

        Returns
        -------
        pandas.DataFrame
            country, `distance` (points: the mean absolute difference of the indicators, averaged as the
            Index averages), `differs_most` (the indicator that adds most to the distance).

        Raises
        ------
        NotHeld
            If the package in use does not hold the country, or no other one.
        Misuse
            If the edition does not have the measure, or n is no whole number of 1 or more.
        UnknownName
            If there is no such edition, country or measure.

        Warns
        -----
        DatasetWarning
            If the package in use does not hold all countries, so that a nearer one may be missing.
        """
        from ocdataset.use.answers.similar import similar

        return similar(self.package, country, edition, on, n).frame(exact=exact)

    def compare(self, a: str, b: str, edition: int | str, *, exact: bool = False) -> "pd.DataFrame":
        """Return two countries side by side, measure by measure in printing order.

        Parameters
        ----------
        a, b : str
            Two countries.
        edition : int
        exact : bool
            Whether to give fractions.

        Returns
        -------
        pandas.DataFrame
            measure, `a` and `b` (their values), `difference` (a - b), `told_apart` (a what-if gives the
            difference one sign with a chance of 95 % or more).

        Raises
        ------
        NotHeld
            If the package in use does not hold both sheets.
        Misuse
            If both countries are the same.
        UnknownName
            If there is no such edition or country.
        """
        from ocdataset.use.answers.comparing import compare

        return compare(self.package, a, b, edition).frame(exact=exact)

    def groups(
        self,
        by: str,
        *,
        edition: int | str,
        measures: str | Sequence[str] = "criminality",
        exact: bool = False,
    ) -> "pd.DataFrame":
        """Return means over the countries of the world, a continent, a region or a group of states.

        Means of criminality of 2021 and of later editions are not like for like: to compare them, take the
        mean of `common` of `change` over the members.

        Parameters
        ----------
        by : str
            `world`, `continent`, `region` or `group`, for all of these; or the code or name of one, such as
            `africa`, `EU`, `OECD`. Members of a group are those of 31 December of the year that the
            edition assesses: the United Kingdom is in the EU in none.
        edition : int
        measures : str or sequence of str
        exact : bool
            Whether to give fractions.

        Returns
        -------
        pandas.DataFrame
            group, label, edition, measure, `countries` (how many), `mean` (of their exact values, each
            country counting the same), `least` and `most` (the lowest and the highest value).

        Raises
        ------
        NotHeld
            If the package in use does not hold all countries of a group.
        Misuse
            If the edition does not have a measure.
        UnknownName
            If there is no such edition, measure or group.
        """
        from ocdataset.use.answers.groups import groups

        return groups(self.package, by, edition, measures).frame(exact=exact)
