// Prints CITATION.cff, given on standard input, as BibLaTeX and as CSL-JSON.
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-software-formats");

const cited = new Cite(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify({ biblatex: cited.format("biblatex"), csl: cited.data[0] }));
