import type { Scenario } from './job.ts';

const filesPerFolder = 250;
const wantedBytes = 1_000;

/** Files of about a kilobyte each, by path; which of them are other than before depends on scenario and turn. */
export function filesOf(work: {
  readonly scenario: Scenario;
  readonly size: number;
  readonly turn: number;
}): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (let position = 0; position < work.size; position += 1) {
    const folder = `team-${Math.floor(position / filesPerFolder)}`;
    const revision = isChanging(work.scenario, position) ? work.turn : 0;
    files.set(`deploy/${folder}/config-${position}.yaml`, content(position, revision));
  }
  return files;
}

function isChanging(scenario: Scenario, position: number): boolean {
  if (scenario === 'one-file') return position === 0;
  return scenario === 'tenth' && position % 10 === 0;
}

function content(position: number, revision: number): string {
  const lines = [
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata:',
    `  name: config-${position}`,
    'data:',
    `  revision: "${revision}"`,
  ];
  let length = lines.join('\n').length;
  for (let line = 0; length < wantedBytes; line += 1) {
    // Numbers that look different in each file, so that no two files compress into one.
    const text = `  setting-${line}: "${(position * 2_654_435_761 + line * 40_503) % 4_294_967_291}"`;
    lines.push(text);
    length += text.length + 1;
  }
  return `${lines.join('\n')}\n`;
}
