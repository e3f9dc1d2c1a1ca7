import { drawKnit, drawStitches } from './draw-knit.ts';
import type { SockDesign } from './sock-design.ts';

const outline =
  'M158 62H272V246C272 272 283 300 279 332C274 374 236 404 190 418C150 430 108 440 74 434C38 427 30 384 52 358C68 340 104 336 126 316C148 296 158 274 158 244Z';
const heel = 'M300 268C262 262 226 296 228 344C229 372 240 392 262 408L330 380V280Z';
const toe = 'M20 330H92C112 356 116 400 98 450H20Z';

const line = (x: number): string => `M${String(x)} 44v50`;
const ribs = Array.from({ length: 9 }, (_, index) => line(162 + index * 13.2)).join('');

/** The definitions that `drawSock` refers to, once in each picture; `id` tells several designs in one picture apart. */
export function sockParts(id: string, design: SockDesign): string {
  return `${drawKnit(`${id}-knit`, design)}${drawStitches(`${id}-stitches`)}<clipPath id="${id}-outline"><path d="${outline}"/></clipPath>`;
}

/** SVG of one sock in a box of 330 × 460, toe to the left; its `sockParts` must be in the picture's `<defs>`. */
export function drawSock(id: string, design: SockDesign, transform = ''): string {
  return (
    `<g transform="${transform}"><g clip-path="url(#${id}-outline)">` +
    `<path fill="${design.leg}" d="${outline}"/><path fill="url(#${id}-knit)" d="${outline}"/>` +
    `<path fill="${design.trim}" d="${heel}"/><path fill="${design.trim}" d="${toe}"/>` +
    `<path d="${heel}" fill="none" stroke="#000" stroke-opacity=".18" stroke-width="3" stroke-dasharray="5 4"/>` +
    `<path d="${toe}" fill="none" stroke="#000" stroke-opacity=".18" stroke-width="3" stroke-dasharray="5 4"/>` +
    `<path fill="url(#${id}-stitches)" d="${outline}"/>` +
    `<path d="M272 60V246C272 272 283 300 279 332C274 374 236 404 190 418C150 430 108 440 74 434" fill="none" stroke="#000" stroke-opacity=".13" stroke-width="34" stroke-linecap="round"/>` +
    `<path d="${outline}" fill="none" stroke="#000" stroke-opacity=".14" stroke-width="3"/></g>` +
    `<rect x="150" y="38" width="130" height="62" rx="15" fill="${design.trim}"/>` +
    `<path d="${ribs}" stroke="#000" stroke-opacity=".16" stroke-width="4" stroke-linecap="round"/></g>`
  );
}
