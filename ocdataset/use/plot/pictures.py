"""The pictures of a dataset, each in one call."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ocdataset.check.fitness import naming_causes
from ocdataset.reference.extras import require_extra
from ocdataset.use.plot.grounds import GroundName, ground

if TYPE_CHECKING:
    import altair

    from ocdataset.use.dataset import Dataset


@naming_causes
class Pictures:
    """The pictures of a dataset, as Altair charts that can be changed, shown and saved.

    Every picture has a title, says where its figures come from, and carries a description for those
    who cannot see it. `ground` is the ground that it stands on, `light` or `dark`.

    Parameters
    ----------
    dataset : Dataset

    Raises
    ------
    MissingExtra
        If Altair is not installed (the extra `plot`).
    """

    def __init__(self, dataset: "Dataset") -> None:
        require_extra("plot", "a picture")
        self._dataset = dataset
        self.package = dataset.package

    def profile(self, country: str, edition: int, *, ground: GroundName = "light") -> "altair.VConcatChart":
        """Return a country's profile as bars, in the order of the printed sheet.

        Values that are aligned, derived or open carry the marks that `ocdataset show` prints.

        Raises
        ------
        UnknownName
            If there is no such country.
        DatasetError
            If the package has no sheet of that country and edition.

        Examples
        --------
        >>> import ocdataset as oc
        >>> oc.plot.profile("PRK", 2023).to_dict()["title"]["text"]
        'Korea, DPR, 2023'
        """
        from ocdataset.use.plot.bars import profile_picture

        return profile_picture(self._dataset.package, country, edition, _on(ground))

    def heatmap(
        self,
        edition: int,
        *,
        countries: str | Sequence[str] | None = None,
        ground: GroundName = "light",
    ) -> "altair.VConcatChart":
        """Return every measure of many countries as a table of colours.

        Parameters
        ----------
        edition : int
        countries : str or sequence of str, optional
            Default all; those with most criminality stand first.
        ground : {"light", "dark"}

        Raises
        ------
        UnknownName
            If there is no such country.
        DatasetError
            If the package has no sheet of one of them.

        Examples
        --------
        >>> import ocdataset as oc
        >>> oc.plot.heatmap(2023).to_dict()["title"]["text"]
        'Scores of 1 country, 2023'
        """
        from ocdataset.use.plot.heatmap import heatmap_picture

        return heatmap_picture(self._dataset.package, edition, countries, _on(ground))

    def map(self, measure: str, edition: int, *, ground: GroundName = "light") -> "altair.VConcatChart":
        """Return a measure on the map of the world.

        Small states are dots; what the Index does not score is hatched and named. The outlines are
        Natural Earth's after visionscarto, and no statement on borders.

        Raises
        ------
        UnknownName
            If the edition has no such measure.
        DatasetError
            If the package has no value of it.

        Examples
        --------
        >>> import ocdataset as oc
        >>> oc.plot.map("heroin_trade", 2023).to_dict()["title"]["text"]
        'Heroin trade, 2023'
        """
        from ocdataset.use.plot.world_map import map_picture

        return map_picture(self._dataset.package, measure, edition, _on(ground))

    def network(self, country: str, edition: int, *, ground: GroundName = "light") -> "altair.VConcatChart":
        """Return with whom and in which goods a coded narrative relates a country, as a sorted grid.

        Raises
        ------
        UnknownName
            If there is no such country.
        DatasetError
            If its narrative is not coded.

        Examples
        --------
        >>> import ocdataset as oc
        >>> oc.plot.network("PRK", 2023).to_dict()["description"][:54]
        'A grid of the partners and goods that the narrative of'
        """
        from ocdataset.use.plot.network import network_picture

        return network_picture(self._dataset.package, country, edition, _on(ground))

    def change(
        self, country: str, start: int, end: int, *, ground: GroundName = "light"
    ) -> "altair.VConcatChart":
        """Return a country's change between two editions, measure by measure, on both bases.

        Averages have a third mark where the change over the indicators that both editions have
        differs from the published one.

        Raises
        ------
        UnknownName
            If there is no such country.
        DatasetError
            If the package does not have both sheets.

        Examples
        --------
        >>> import ocdataset as oc
        >>> oc.plot.change("PRK", 2021, 2023).to_dict()["description"][:56]
        'Changes of the measures of Korea, DPR from 2021 to 2023:'
        """
        from ocdataset.use.plot.dumbbells import change_picture

        return change_picture(self._dataset, country, start, end, _on(ground))

    def compare(self, a: str, b: str, edition: int, *, ground: GroundName = "light") -> "altair.VConcatChart":
        """Return two countries side by side; filled where a what-if tells them apart.

        Raises
        ------
        UnknownName
            If there is no such country.
        NotHeld
            If the package does not have both sheets.
        """
        from ocdataset.use.plot.side_by_side import compare_picture

        return compare_picture(self._dataset, a, b, edition, _on(ground))

    def ranking(
        self,
        measure: str,
        edition: int,
        *,
        within: str = "world",
        ground: GroundName = "light",
    ) -> "altair.VConcatChart":
        """Return the ranks by a measure with the places that a what-if leaves open.

        Parameters
        ----------
        measure : str
        edition : int
        within : str
            As `Dataset.ranking` takes it: `world`, `continent`, `region`, or the code or name of one.
        ground : {"light", "dark"}

        Raises
        ------
        UnknownName
            If there is no such measure or scope.
        NotHeld
            If the package does not hold all countries of the scope.
        """
        from ocdataset.use.plot.ranks import ranking_picture

        return ranking_picture(self._dataset, measure, edition, within, _on(ground))

    def quadrants(self, edition: int, *, ground: GroundName = "light") -> "altair.VConcatChart":
        """Return criminality against resilience, cut into the Index's quadrants.

        Hollow marks are countries that a what-if of half a point may put into another one.

        Raises
        ------
        NotHeld
            If the package holds no scores of the edition.

        Examples
        --------
        >>> import ocdataset as oc
        >>> oc.plot.quadrants(2023).to_dict()["description"][:52]
        'Criminality against resilience of 1 country in 2023.'
        """
        from ocdataset.use.plot.plane import quadrants_picture

        return quadrants_picture(self._dataset, edition, _on(ground))


_on = ground
