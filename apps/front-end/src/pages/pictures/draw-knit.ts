import type { Knit, SockDesign } from './sock-design.ts';

const times = <T>(count: number, each: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => each(index));

/** A tile of the knit, repeated over the whole sock. */
const tile = (id: string, width: number, height: number, shapes: string): string =>
  `<pattern id="${id}" width="${String(width)}" height="${String(height)}" patternUnits="userSpaceOnUse">${shapes}</pattern>`;

const cat = (x: number, y: number, face: string, eyes: string): string =>
  `<g transform="translate(${String(x)} ${String(y)})"><path fill="${face}" d="M0 4 2 -9 10 -3h8l8 -6 2 13c1 9-5 15-14 15S-1 13 0 4Z"/>` +
  `<circle cx="9" cy="6" r="2.2" fill="${eyes}"/><circle cx="19" cy="6" r="2.2" fill="${eyes}"/><path d="m12 11 2 2 2-2" stroke="${eyes}" stroke-width="1.6" fill="none" stroke-linecap="round"/></g>`;

const knits: Readonly<Record<Knit, (id: string, design: SockDesign) => string>> = {
  argyle: (id, { first, second }) =>
    tile(
      id,
      72,
      104,
      `<path fill="${first}" d="M36 4 68 52 36 100 4 52Z"/><path d="M0 0 72 104M72 0 0 104" stroke="${second}" stroke-width="2.4" stroke-dasharray="5 4" fill="none"/>`,
    ),
  bands: (id, { first, second, trim }) =>
    tile(
      id,
      40,
      96,
      `<path fill="${first}" d="M0 0h40v20H0z"/><path fill="${second}" d="M0 34h40v14H0z"/><path fill="${trim}" d="M0 58h40v8H0z"/><path fill="#fff6e0" d="M0 78h40v6H0z"/>`,
    ),
  basket: (id, { first, second }) =>
    tile(
      id,
      48,
      48,
      `<g stroke-width="5" stroke-linecap="round"><path stroke="${first}" d="M4 5h16M4 12h16M4 19h16M28 29h16M28 36h16M28 43h16"/><path stroke="${second}" d="M29 4v16M36 4v16M43 4v16M5 28v16M12 28v16M19 28v16"/></g>`,
    ),
  cats: (id, { first, second }) =>
    tile(id, 84, 88, `${cat(8, 18, first, second)}${cat(50, 62, first, second)}`),
  code: (id, { first, second }) =>
    tile(
      id,
      88,
      66,
      `<g stroke-width="6" stroke-linecap="round"><path stroke="${first}" d="M6 10h22M58 32h24M18 54h12"/><path stroke="${second}" d="M40 10h36M18 32h28M42 54h30"/></g>`,
    ),
  cross: (id, { first, second }) =>
    tile(
      id,
      56,
      56,
      `<path d="M0 0 56 56M56 0 0 56" stroke="${second}" stroke-width="11"/><path d="M0 0 56 56M56 0 0 56" stroke="${first}" stroke-width="3.5"/>`,
    ),
  holes: (id, { first, second }) =>
    tile(
      id,
      58,
      58,
      [
        [16, 16],
        [45, 45],
      ]
        .map(
          ([x, y]) =>
            `<circle cx="${String(x)}" cy="${String(y)}" r="10" fill="${first}" stroke="${second}" stroke-width="4"/>`,
        )
        .join(''),
    ),
  play: (id, { first, second }) =>
    tile(
      id,
      92,
      92,
      `<rect x="12" y="14" width="46" height="32" rx="9" fill="${first}"/><path fill="${second}" d="m30 22 14 8-14 8z"/><circle cx="76" cy="74" r="5" fill="${first}"/><circle cx="14" cy="74" r="5" fill="${first}"/>`,
    ),
  rings: (id, { first, second }) =>
    tile(
      id,
      400,
      600,
      `<path fill="${first}" d="M0 112h400v20H0zM0 162h400v20H0z"/><path fill="${second}" d="M0 137h400v20H0z"/>`,
    ),
  wave: (id, { first, second }) =>
    tile(
      id,
      60,
      64,
      `<g fill="none" stroke-width="7"><path stroke="${first}" d="M-15 16q15-18 30 0t30 0 30 0"/><path stroke="${second}" d="M-15 48q15-18 30 0t30 0 30 0"/></g>`,
    ),
};

/** SVG of a design's knit: a `<pattern>` with this id. */
export function drawKnit(id: string, design: SockDesign): string {
  return knits[design.knit](id, design);
}

/** SVG of the fine rows of stitches that lie over every sock: a `<pattern>` with this id. */
export function drawStitches(id: string): string {
  const rows = times(2, (row) => `M${String(row * 4)} ${String(row * 5)}l2 3 2-3`).join('');
  return tile(
    id,
    8,
    10,
    `<path d="${rows}" fill="none" stroke="#000" stroke-opacity=".16" stroke-width="1"/>`,
  );
}
