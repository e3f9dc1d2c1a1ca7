import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from 'projen';
import { ownedText } from './owned';

const assets = join(__dirname, '..', '..', 'assets', 'bootstrap');

/**
 * `npm start`, `npm test` and `npm run rehearse` for a clone that has nothing installed, on the Node that is there.
 */
export function bootstrap(project: Project): void {
  for (const name of readdirSync(assets).sort()) {
    const text = readFileSync(join(assets, name), 'utf8');
    ownedText(project, `tools/bootstrap/${name.replace(/\.template$/, '')}`, { comment: '//', text });
  }
}
