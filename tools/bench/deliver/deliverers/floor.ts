import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from '../files.ts';
import { gitEnvironment, runProgram } from '../git-program.ts';
import type { Deliverer, Job } from '../job.ts';

/**
 * The least that git can do: for a first delivery `git fast-import` of a stream that is there already and `git push`,
 * for everything else one `git ls-remote`.
 */
export function floorDeliverer(): Deliverer {
  let environment: Readonly<Record<string, string>> = {};
  return {
    prepare: async (job) => {
      environment = await gitEnvironment(job);
      const isFilled = existsSync(join(job.folder, 'repository.git'));
      if (isFilled) return;
      mkdirSync(job.folder, { recursive: true });
      runProgram({
        command: ['git', 'init', '--quiet', '--bare', join(job.folder, 'repository.git')],
        environment,
      });
      writeFileSync(join(job.folder, 'stream'), importStream(filesOf(job)));
      if (job.scenario !== 'first') importAndPush(job, environment);
    },
    deliver: (job) => {
      if (job.scenario === 'first') {
        importAndPush(job, environment);
        return Promise.resolve('changed');
      }
      runProgram({ command: ['git', 'ls-remote', job.url, 'refs/heads/main'], environment });
      return Promise.resolve('unchanged');
    },
  };
}

function importAndPush({ folder, url }: Job, environment: Readonly<Record<string, string>>): void {
  const git = ['git', '--git-dir', join(folder, 'repository.git')] as const;
  const input = openSync(join(folder, 'stream'), 'r');
  runProgram({ command: [...git, 'fast-import', '--quiet'], environment, input });
  closeSync(input);
  runProgram({ command: [...git, 'push', '--quiet', url, 'refs/heads/main'], environment });
}

// git-fast-import(1)
function importStream(files: ReadonlyMap<string, string>): string {
  const parts = [
    'commit refs/heads/main\ncommitter Benchmark <benchmark@localhost> 1800000000 +0000\n',
    data('Update'),
  ];
  for (const [path, content] of files) parts.push(`M 100644 inline ${path}\n`, data(content));
  return parts.join('');
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
