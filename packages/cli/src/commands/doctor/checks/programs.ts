import { join } from 'node:path';
import { findRoot } from '../../../workspace.ts';
import { askProgram, isAtLeast } from '../ask-program.ts';
import { type Check, wrong } from '../check.ts';

interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly oldest: readonly number[];
  readonly install: string;
  readonly onlyFor?: string;
}

function programCheck({ name, args, oldest, install, onlyFor }: Program): Check {
  const wanted = `${name} ${oldest.join('.')} or newer`;
  return {
    name,
    ...(onlyFor !== undefined && { onlyFor }),
    look: async ({ context }) => {
      const said = await askProgram(name, args, context.environment);
      const version = /\d+(?:\.\d+)+/.exec(said ?? '')?.[0];
      if (version === undefined) return wrong(`there is no ${name}`, `Install ${wanted}: ${install}`);
      return isAtLeast(version, oldest)
        ? { state: 'fine', found: version }
        : wrong(`${version} is too old`, `Install ${wanted}: ${install}`);
    },
  };
}

/** Node, the one that runs this. */
export const node: Check = {
  name: 'node',
  look: () =>
    Promise.resolve(
      isAtLeast(process.versions.node, [24])
        ? { state: 'fine', found: process.versions.node }
        : wrong(`${process.versions.node} is too old`, 'Install Node 24 or newer: https://nodejs.org'),
    ),
};

/** npm: workspaces and a lock file of version 3. */
export const npm = programCheck({
  name: 'npm',
  args: ['--version'],
  oldest: [10],
  install: 'npm install --global npm@11',
});

/** git: `git merge-tree --write-tree` came with 2.38. */
export const git = programCheck({
  name: 'git',
  args: ['--version'],
  oldest: [2, 38],
  install: 'https://git-scm.com/downloads',
});

/** Go, which the rehearsal builds Kubernetes and Flux with. */
export const go = programCheck({
  name: 'go',
  args: ['version'],
  oldest: [1, 26],
  install: 'https://go.dev/dl, with its bin folder on your PATH',
  onlyFor: 'tideway rehearse',
});

/** Something that builds images from a Dockerfile. */
export const images: Check = {
  name: 'images',
  onlyFor: 'building images on this machine',
  look: async ({ context }) => {
    for (const program of ['buildah', 'docker']) {
      const said = await askProgram(program, ['--version'], context.environment);
      const version = /\d+(?:\.\d+)+/.exec(said ?? '')?.[0];
      if (version !== undefined) return { state: 'fine', found: `${program} ${version}` };
    }
    return wrong(
      'there is neither buildah nor docker',
      'Install one: https://buildah.io or https://docs.docker.com/engine/install',
    );
  },
};

/** kustomize, which renders every overlay before it is delivered. */
export const kustomize: Check = {
  name: 'kustomize',
  look: async ({ context }) => {
    const { findKustomize } = await import('@tideway/kustomize');
    try {
      const { version, origin } = await findKustomize({
        cacheDirectory: join(findRoot(context.cwd), '.tideway', 'bin'),
        environment: context.environment,
      });
      const from = origin === 'bundled' ? "Tideway's own" : `${origin} on PATH`;
      return { state: 'fine', found: `${version}, ${from}` };
    } catch (error) {
      return wrong(
        error instanceof Error ? error.message : String(error),
        'Install kustomize 5 or newer: https://kubectl.docs.kubernetes.io/installation/kustomize/',
      );
    }
  },
};
