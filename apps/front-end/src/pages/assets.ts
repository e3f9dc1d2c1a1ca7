import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { drawPictures } from './pictures/pictures.ts';

/** A file that a page refers to. */
export interface Asset {
  /** Path on the shop, from `/`. */
  readonly path: string;
  /** Media type. */
  readonly type: string;
  readonly body: string;
  /** Changes with the body: part of the addresses that pages use, so that browsers may keep the file. */
  readonly version: string;
}

const asset = (path: string, type: string, body: string): Asset => ({
  path,
  type,
  body,
  version: createHash('sha256').update(body).digest('hex').slice(0, 10),
});

const read = (name: string): string => readFileSync(new URL(`../../public/${name}`, import.meta.url), 'utf8');

const css = asset('/css/shop.css', 'text/css; charset=utf-8', read('css/shop.css'));
const script = asset('/js/shop.js', 'text/javascript; charset=utf-8', read('js/shop.js'));
const favicon = asset('/favicon.svg', 'image/svg+xml', read('favicon.svg'));

/** Every file that pages refer to, by path; read and drawn once, as an image's files never change. */
export const assets: ReadonlyMap<string, Asset> = new Map(
  [
    css,
    script,
    favicon,
    ...[...drawPictures()].map(([name, body]) => asset(`/pictures/${name}`, 'image/svg+xml', body)),
  ].map((one) => [one.path, one]),
);

/** Address of a file for use in a page, with its version. */
export function assetPath(path: string): string {
  const version = assets.get(path)?.version;
  return version === undefined ? path : `${path}?v=${version}`;
}

/** public/footer.html as it stands: every page ends with it. */
export const footerFile: string = read('footer.html');
