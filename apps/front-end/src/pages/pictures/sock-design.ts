/** What is knitted into the leg. */
export type Knit =
  'argyle' | 'basket' | 'bands' | 'cats' | 'code' | 'cross' | 'holes' | 'play' | 'rings' | 'wave';

/** How one sock of the shop looks: colours as CSS hex, and what is knitted. */
export interface SockDesign {
  /** Colour behind the socks. */
  readonly ground: string;
  /** Colour of the leg. */
  readonly leg: string;
  /** Colour of cuff, heel and toe. */
  readonly trim: string;
  /** First colour of the knit. */
  readonly first: string;
  /** Second colour of the knit. */
  readonly second: string;
  readonly knit: Knit;
}

/** The ten socks of the shop, by the name that the catalogue gives them, in small letters with hyphens. */
export const sockDesigns: Readonly<Record<string, SockDesign>> = {
  'weave-special': {
    ground: '#cfe0ee',
    leg: '#234a73',
    trim: '#f0553a',
    first: '#3f77a8',
    second: '#8fb8d6',
    knit: 'basket',
  },
  'nerd-leg': {
    ground: '#cfe6cf',
    leg: '#16302a',
    trim: '#46b36b',
    first: '#5fe08c',
    second: '#2c7a52',
    knit: 'code',
  },
  crossed: {
    ground: '#f3dfb4',
    leg: '#b8452f',
    trim: '#5a1f1c',
    first: '#f5c76b',
    second: '#7f2a22',
    knit: 'cross',
  },
  'supersport-xl': {
    ground: '#bfd7f5',
    leg: '#fbfbf6',
    trim: '#fbfbf6',
    first: '#1f5fd0',
    second: '#e5342b',
    knit: 'rings',
  },
  holy: {
    ground: '#e3dcf2',
    leg: '#5d4a9c',
    trim: '#f2d06b',
    first: '#e3dcf2',
    second: '#493a80',
    knit: 'holes',
  },
  'youtube.sock': {
    ground: '#f8d3cf',
    leg: '#d3242a',
    trim: '#fdf4ee',
    first: '#fdf4ee',
    second: '#a5161d',
    knit: 'play',
  },
  figueroa: {
    ground: '#d5e8dc',
    leg: '#2f7a5b',
    trim: '#1d4c3c',
    first: '#8fd0a4',
    second: '#f1e3a0',
    knit: 'wave',
  },
  classic: {
    ground: '#e0ddd4',
    leg: '#3a3f4a',
    trim: '#22262e',
    first: '#8a90a0',
    second: '#c9b27c',
    knit: 'argyle',
  },
  colourful: {
    ground: '#fbe3c0',
    leg: '#f2a33a',
    trim: '#6b3fa0',
    first: '#e5486d',
    second: '#2aa6b8',
    knit: 'bands',
  },
  'cat-socks': {
    ground: '#f7d9e3',
    leg: '#f4a7b9',
    trim: '#3b2a3d',
    first: '#3b2a3d',
    second: '#fdf1f4',
    knit: 'cats',
  },
};

const plain: readonly SockDesign[] = [
  {
    ground: '#d8e3e8',
    leg: '#476d82',
    trim: '#22404f',
    first: '#7ba1b5',
    second: '#e8c36a',
    knit: 'bands',
  },
  {
    ground: '#e9dccb',
    leg: '#8f5b3c',
    trim: '#55331f',
    first: '#d9a873',
    second: '#f2e3cd',
    knit: 'argyle',
  },
  {
    ground: '#dbe7d0',
    leg: '#5f8a43',
    trim: '#34511f',
    first: '#a9cf86',
    second: '#f0e6a6',
    knit: 'wave',
  },
];

/** Name of a sock's pictures, from the name that the catalogue gives it: `Nerd leg` → `nerd-leg`. */
export function pictureName(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (Object.hasOwn(sockDesigns, slug)) return slug;
  const sum = [...name].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
  return `plain-${String((sum % plain.length) + 1)}`;
}

/** Every design that there is a picture of, by the picture's name: the ten socks, and some for socks that are new. */
export const allDesigns: ReadonlyMap<string, SockDesign> = new Map([
  ...Object.entries(sockDesigns),
  ...plain.map((design, index) => [`plain-${String(index + 1)}`, design] as const),
]);
