import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { yours } from '../files/once';

const packages = join(__dirname, '..', '..', '..');

// The template is installed before the generators are, so it can't read theirs: it has its own, word for word.
test.each(['Dockerfile', 'buildspec.yml', 'src/main.ts', 'tsconfig.json'])(
  '%s of the first service is what the generator makes for every other one',
  (file) => {
    const first = readFileSync(
      join(packages, 'projen/assets/platform/apps/front-end', `${file}.template`),
      'utf8',
    );
    const generated = readFileSync(join(packages, 'nx/templates/service', `${file}.template`), 'utf8')
      .replaceAll('{{port}}', '8080')
      .replaceAll('{{repository}}', '__NAME__/front-end');
    const [marker, ...lines] = first.split('\n');
    expect(marker).toContain(yours);
    expect(lines.join('\n')).toBe(generated);
  },
);
