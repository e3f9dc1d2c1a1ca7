import type { Product } from '../backends/catalogue.ts';

const sock = (
  id: string,
  name: string,
  price: number,
  count: number,
  tag: readonly string[],
  description: string,
): Product => {
  const picture = name.toLowerCase().replaceAll(/[^a-z]+/gu, '_');
  return {
    id,
    name,
    description,
    imageUrl: [`/catalogue/images/${picture}_1.svg`, `/catalogue/images/${picture}_2.svg`],
    price,
    count,
    tag: [...tag],
  };
};

/** The ten socks of Sock Shop, with the ids and prices of its database. */
export const socks: readonly Product[] = [
  sock(
    '6d62d909-f957-430e-8689-b5129c0bb75e',
    'Weave special',
    17.15,
    33,
    ['geek', 'black'],
    'Limited issue Weave socks.',
  ),
  sock(
    'a0a4f044-b040-410d-8ead-4de0446aec7e',
    'Nerd leg',
    7.99,
    115,
    ['blue', 'skin'],
    'For all those leg lovers out there. A perfect example of a swivel chair trained calf.',
  ),
  sock(
    '808a2de1-1aaa-4c25-a9b9-6612e8f29a38',
    'Crossed',
    17.32,
    738,
    ['blue', 'action', 'red', 'formal'],
    'A mature sock, crossed, with an air of nonchalance.',
  ),
  sock(
    '510a0d7e-8e83-4193-b483-e27e09ddc34d',
    'SuperSport XL',
    15,
    820,
    ['sport', 'formal', 'black'],
    'Ready for action. Engineered to be ready to smash that next bug.',
  ),
  sock(
    '03fef6ac-1896-4ce8-bd69-b798f85c6e0b',
    'Holy',
    99.99,
    1,
    ['action', 'magic'],
    'Socks fit for a Messiah. You too can experience walking in water with these special edition beauties.',
  ),
  sock(
    'd3588630-ad8e-49df-bbd7-3167f7efb246',
    'YouTube.sock',
    10.99,
    801,
    ['formal', 'geek'],
    'We were not paid to sell this sock. It is just a bit geeky.',
  ),
  sock(
    '819e1fbf-8b7e-4f6d-811f-693534916a8b',
    'Figueroa',
    14,
    808,
    ['green', 'formal', 'blue'],
    'A calm weave for long days on your feet.',
  ),
  sock('zzz4f044-b040-410d-8ead-4de0446aec7e', 'Classic', 12, 127, ['brown', 'green'], 'Keep it simple.'),
  sock(
    '3395a43e-2d88-40de-b95f-e00e1502085b',
    'Colourful',
    18,
    438,
    ['brown', 'blue'],
    'Every colour that we had, and then some.',
  ),
  sock(
    '837ab141-399e-4c1f-9abc-bace40296bac',
    'Cat socks',
    15,
    175,
    ['brown', 'formal', 'green'],
    'A sock with cats on it. What more could one want?',
  ),
];

/** Every tag of the catalogue, in the order of its database. */
export const tags: readonly string[] = [
  'brown',
  'geek',
  'formal',
  'blue',
  'skin',
  'red',
  'action',
  'sport',
  'black',
  'magic',
  'green',
];
