import fs from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as git from 'isomorphic-git';
import http from 'isomorphic-git/http/node';
import { filesOf } from '../files.ts';
import { passwordFor } from '../git-program.ts';
import type { Deliverer, Job } from '../job.ts';
import { SourceFolder } from '../source-folder.ts';

const author = { name: 'Benchmark', email: 'benchmark@localhost' };

/** isomorphic-git, the way its documentation shows: clone, copy, add what differs, commit, push. */
export function isomorphicDeliverer(): Deliverer {
  let password = { username: '', password: '' };
  let source: SourceFolder | undefined;
  const onAuth = () => password;
  return {
    prepare: async (job) => {
      const path = join(job.folder, 'source');
      if (source?.path !== path) source = new SourceFolder(path);
      source.hold(filesOf(job));
      await rm(join(job.folder, 'clone'), { recursive: true, force: true });
      password = await passwordFor(job);
    },
    deliver: async (job) => {
      const dir = join(job.folder, 'clone');
      const repository = { fs, dir, cache: {} };
      await open(repository, job, onAuth);
      await cp(join(job.folder, 'source'), dir, { recursive: true });
      const changed = await changedFiles(repository, job);
      if (changed.length === 0) return 'unchanged';
      await git.add({ ...repository, filepath: changed });
      await git.commit({ ...repository, message: 'Update', author, ref: 'refs/heads/main' });
      await git.push({ ...repository, http, onAuth, remote: 'origin', ref: 'main', remoteRef: 'main' });
      return 'changed';
    },
  };
}

interface Repository {
  readonly fs: typeof fs;
  readonly dir: string;
  readonly cache: object;
}

async function open(repository: Repository, job: Job, onAuth: () => git.GitAuth): Promise<void> {
  if (job.scenario === 'first') {
    await git.init({ ...repository, defaultBranch: 'main' });
    await git.addRemote({ ...repository, remote: 'origin', url: job.url });
    return;
  }
  await git.clone({ ...repository, http, onAuth, url: job.url, ref: 'main', singleBranch: true, depth: 1 });
}

// The documented way of `git add --all`: rows of path, state in HEAD, in the folder and in the index.
async function changedFiles(repository: Repository, job: Job): Promise<string[]> {
  if (job.scenario === 'first') return ['.'];
  const rows = await git.statusMatrix(repository);
  return rows.filter(([, head, workdir]) => workdir !== 1 || head !== 1).map(([path]) => path);
}
