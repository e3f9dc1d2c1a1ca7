// Delivers the files of a JSON file, and says each step: somebody is waiting for one to kill it.
import { readFileSync } from 'node:fs';
import { deliver } from './deliver.ts';

const [repository = '', url = '', stateDirectory = '', file = ''] = process.argv.slice(2);
const files = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
await deliver({
  repository,
  remote: { url, branch: 'main', environment: {} },
  tree: new Map(Object.entries(files).map(([path, content]) => [path, { bytes: Buffer.from(content) }])),
  stateDirectory,
  version: '1.2.3',
  onProgress: ({ kind }) => {
    process.stdout.write(`${kind}\n`);
  },
});
process.stdout.write('done\n');
