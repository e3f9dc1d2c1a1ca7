import { drawSock, sockParts } from './draw-sock.ts';
import { allDesigns, sockDesigns, type SockDesign } from './sock-design.ts';

const svg = (viewBox: string, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" preserveAspectRatio="xMidYMid slice">${content}</svg>\n`;

/** A pair of socks on their ground. */
function pair(design: SockDesign): string {
  return svg(
    '0 0 400 480',
    `<defs>${sockParts('s', design)}</defs><path fill="${design.ground}" d="M0 0h400v480H0z"/>` +
      `<ellipse cx="190" cy="452" rx="150" ry="12" fill="#000" opacity=".1"/>` +
      `${drawSock('s', design, 'translate(84 -8) rotate(5 200 240)')}${drawSock('s', design, 'translate(2 8)')}`,
  );
}

/** One sock that lost its other half. */
function single(design: SockDesign): string {
  return svg(
    '0 0 400 480',
    `<defs>${sockParts('s', design)}</defs><path fill="${design.ground}" d="M0 0h400v480H0z"/>` +
      `<ellipse cx="190" cy="452" rx="140" ry="12" fill="#000" opacity=".1"/>${drawSock('s', design, 'translate(36 8)')}`,
  );
}

/** The knit from near by. */
function close(design: SockDesign): string {
  return svg(
    '96 148 200 240',
    `<defs>${sockParts('s', design)}</defs><path fill="${design.ground}" d="M0 0h400v480H0z"/>${drawSock('s', design)}`,
  );
}

/** Socks on a washing line: the picture of the home page. */
function washingLine(): string {
  const names = [
    'figueroa',
    'colourful',
    'nerd-leg',
    'supersport-xl',
    'cat-socks',
    'weave-special',
    'youtube.sock',
  ];
  const designs = names.flatMap((name) => sockDesigns[name] ?? []);
  const socks = designs.map((design, index) => {
    const x = 2 + index * 193;
    const sag = 34 * (1 - ((index - 3) / 3.6) ** 2);
    const tilt = [-4, 3, -2, 4, -3, 2, -4][index] ?? 0;
    return (
      `<g transform="translate(${String(x)} ${(22 + sag).toFixed(1)})"><g transform="rotate(${String(tilt)} 150 20) scale(.72)">` +
      `${drawSock(`l${String(index)}`, design)}<rect x="206" y="18" width="16" height="48" rx="4" fill="#c99a5b"/><path d="M206 40h16" stroke="#7a5527" stroke-width="4"/></g></g>`
    );
  });
  return svg(
    '0 0 1400 420',
    `<defs>${designs.map((design, index) => sockParts(`l${String(index)}`, design)).join('')}</defs>` +
      `<path d="M-20 30Q700 118 1420 30" fill="none" stroke="#8b8577" stroke-width="4"/>${socks.join('')}`,
  );
}

/** Every picture of the shop, by file name, as SVG; drawn at the start, as they never change. */
export function drawPictures(): ReadonlyMap<string, string> {
  return new Map([
    ['washing-line.svg', washingLine()],
    ...[...allDesigns].flatMap(([name, design]) => [
      [`${name}.svg`, pair(design)] as const,
      [`${name}-single.svg`, single(design)] as const,
      [`${name}-close.svg`, close(design)] as const,
    ]),
  ]);
}
