"""The calls that ask the coded narratives."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, overload

from ocdataset.package.package import Package
from ocdataset.use.narratives import comparing, questions
from ocdataset.use.narratives.network import Form, network_of

if TYPE_CHECKING:
    import pandas as pd


class Narratives:
    """What `import ocdataset as oc` offers on the narratives.

    Parameters
    ----------
    package : Package
    """

    package: Package

    def statements(
        self,
        *,
        edition: int | str | Sequence[int | str] | None = None,
        countries: questions.Asked = None,
        partner: questions.Asked = None,
        topic: questions.Asked = None,
        actor: questions.Asked = None,
        claim: questions.Asked = None,
        certainty: questions.Asked = None,
        within: questions.Within = "sentence",
        neighbours: bool = False,
    ) -> "pd.DataFrame":
        """Return the coded statements on a topic, an actor or a partner.

        Parameters
        ----------
        edition : int or sequence of int, optional
        countries : str or sequence of str, optional
            The profiled countries.
        partner : str or sequence of str, optional
            Another country, region or group, by name, code or adjective.
        topic : str or sequence of str, optional
            Measures, themes of markets ("drugs") or terms of the vocabulary, by name or code. A theme
            is also met by what is said of it at large.
        actor : str or sequence of str, optional
            Types of criminal actor or terms for actors and people.
        claim, certainty : str or sequence of str, optional
            Codes of these columns.
        within : {"statement", "sentence", "paragraph"}
            How near to the statement the partner stands.
        neighbours : bool
            Whether to add the other statements of the same paragraphs, `matched` False.

        Returns
        -------
        pandas.DataFrame
            A row a statement, with its codes, a `label` and the `bearing` derived from them.

        Raises
        ------
        UnknownName
            If there is nothing of a name; the three closest are named.

        Examples
        --------
        >>> import ocdataset as oc
        >>> found = oc.statements(partner="China", topic="drugs", actor="foreign actors", within="paragraph")
        >>> sorted(set(found["edition"]))
        [2021, 2023]
        """
        asked = questions.asking(
            self.package,
            edition=edition,
            countries=countries,
            partner=partner,
            topic=topic,
            actor=actor,
            claim=claim,
            certainty=certainty,
        )
        return questions.statements(self.package, asked, within=within, neighbours=neighbours)

    def relations(
        self,
        *,
        edition: int | str | Sequence[int | str] | None = None,
        countries: questions.Asked = None,
        partner: questions.Asked = None,
        topic: questions.Asked = None,
        actor: questions.Asked = None,
        claim: questions.Asked = None,
        certainty: questions.Asked = None,
        relation: questions.Asked = None,
        direction: questions.Asked = None,
        commodity: questions.Asked = None,
        legality: questions.Asked = None,
    ) -> "pd.DataFrame":
        """Return the coded relations with other countries, with the codes of their statements.

        Parameters
        ----------
        edition, countries, partner, topic, actor, claim, certainty : optional
            As in `statements`; all but the partner are asked of the relation's statement.
        relation, direction, legality : str or sequence of str, optional
            Codes of these columns.
        commodity : str or sequence of str, optional
            Terms of kind goods, by name or code.

        Returns
        -------
        pandas.DataFrame
            A row a relation.

        Raises
        ------
        UnknownName
            If there is nothing of a name; the three closest are named.

        Examples
        --------
        >>> import ocdataset as oc
        >>> sent = oc.relations(edition=2023, relation="flow", direction="outward", commodity="arms")
        >>> {"IRN", "SYR"} <= set(sent["partner"])
        True
        """
        asked = questions.asking(
            self.package,
            edition=edition,
            countries=countries,
            partner=partner,
            topic=topic,
            actor=actor,
            claim=claim,
            certainty=certainty,
        )
        return questions.relations(
            self.package,
            asked,
            relation=relation,
            direction=direction,
            commodity=commodity,
            legality=legality,
        )

    def compare_narratives(
        self,
        first: int | str,
        second: int | str,
        countries: str | Sequence[str] | None = None,
        *,
        by: comparing.By = "measure",
    ) -> "pd.DataFrame":
        """Return what two editions of a narrative say of the same measures or partners, and what changed.

        Parameters
        ----------
        first, second : int
            Editions.
        countries : str or sequence of str, optional
            Default all whose narrative is coded in both.
        by : {"measure", "partner"}

        Returns
        -------
        pandas.DataFrame
            A row a measure and claim, or a partner, relation and direction: how many statements each
            edition has, how they bear, how many are hedged, and `status`: kept, new, dropped,
            reversed, hedged otherwise, not comparable. What a text leaves out it need not deny.

        Raises
        ------
        DatasetError
            If no such narrative is coded.

        Examples
        --------
        >>> import ocdataset as oc
        >>> changes = oc.compare_narratives(2021, 2023).set_index(["measure", "claim"])["status"]
        >>> changes["cyber_dependent_crimes", "activity"]
        'not comparable'
        """
        return comparing.compare_narratives(self.package, first, second, countries, by)

    @overload
    def network(
        self,
        edition: int | str,
        countries: str | Sequence[str] | None = None,
        *,
        form: Literal["edges"] = "edges",
    ) -> "pd.DataFrame": ...

    @overload
    def network(
        self,
        edition: int | str,
        countries: str | Sequence[str] | None = None,
        *,
        form: Literal["graphml"],
    ) -> str: ...

    def network(
        self,
        edition: int | str,
        countries: str | Sequence[str] | None = None,
        *,
        form: Form = "edges",
    ) -> "pd.DataFrame | str":
        """Return the relations of an edition as a network.

        Parameters
        ----------
        edition : int
        countries : str or sequence of str, optional
            Default all whose narrative is coded.
        form : {"edges", "graphml"}

        Returns
        -------
        pandas.DataFrame or str
            A row an edge (source, target, whether it is directed, relation, commodity, legality,
            polarity, certainty, number of statements); or the text of a GraphML file.

        Raises
        ------
        DatasetError
            If no such narrative is coded.

        Examples
        --------
        >>> import ocdataset as oc
        >>> edges = oc.network(2023)
        >>> bool(edges[edges["target"] == "CHN"]["statements"].sum() > 5)
        True
        """
        return network_of(self.package, edition, countries, form)
