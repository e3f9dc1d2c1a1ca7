// Delivers the files of a JSON file in a process of its own, and says each step, and how it ended.
import { readFileSync } from 'node:fs';
import { deliver } from './deliver.ts';
import { DeliveryError } from './error.ts';

const [url = '', stateDirectory = '', file = ''] = process.argv.slice(2);
const files = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
const say = (word: string): boolean => process.stdout.write(`${word}\n`);
try {
  const { outcome } = await deliver({
    repository: 'microservices-repo',
    remote: { url, branch: 'main', environment: {} },
    tree: new Map(Object.entries(files).map(([path, content]) => [path, { bytes: Buffer.from(content) }])),
    stateDirectory,
    version: '1.2.3',
    onProgress: ({ kind }) => say(kind),
  });
  say(outcome);
} catch (error) {
  if (!(error instanceof DeliveryError)) throw error;
  say(error.code);
}
