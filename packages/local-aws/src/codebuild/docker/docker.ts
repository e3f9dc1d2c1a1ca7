import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findContainerTool, NO_TOOL } from './container-tool.ts';
import { translate } from './translate.ts';

// Entry file of `docker` in a build: hands the command to what this machine has.
const words = process.argv.slice(2);
const { PATH = '', CODEBUILD_SRC_DIR = process.cwd() } = process.env;
const work = dirname(CODEBUILD_SRC_DIR);
const tool = findContainerTool({ path: PATH, except: join(work, 'bin') });
process.exitCode = main();

function main(): number {
  if (!tool) {
    process.stderr.write(`${NO_TOOL}\n`);
    return 127;
  }
  if (tool.name !== 'buildah') return hand(tool.program, words);
  const translation = translate(words);
  switch (translation.kind) {
    case 'refuse':
      process.stderr.write(`${translation.message}\n`);
      return 1;
    case 'version':
      process.stdout.write('docker of local AWS, by ');
      return hand(tool.program, ['--version']);
    case 'inspect':
      return inspect(tool.program, translation.images);
    case 'run':
      return hand(tool.program, [...storage(), ...translation.arguments]);
  }
}

/** Images of one build, gone with its folder. */
function storage(): readonly string[] {
  const folder = join(work, 'images');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return ['--root', join(folder, 'root'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs'];
}

function environment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Where docker keeps its logins, of this build only.
    REGISTRY_AUTH_FILE: join(work, 'home', 'registry-logins.json'),
    BUILDAH_ISOLATION: 'chroot',
  };
}

function hand(program: string, given: readonly string[]): number {
  const { status, signal, error } = spawnSync(program, given, { stdio: 'inherit', env: environment() });
  if (error) process.stderr.write(`${program} can't be run: ${error.message}\n`);
  return status ?? (signal === 'SIGTERM' ? 143 : 1);
}

/** What docker prints, as far as buildah knows it. */
function inspect(program: string, images: readonly string[]): number {
  const found = images.map((image) => {
    const { stdout, stderr, status } = spawnSync(
      program,
      [...storage(), 'inspect', '--type', 'image', image],
      {
        encoding: 'utf8',
        env: environment(),
      },
    );
    if (status !== 0) process.stderr.write(stderr);
    return status === 0 ? describe(image, JSON.parse(stdout) as Inspected) : undefined;
  });
  process.stdout.write(
    `${JSON.stringify(
      found.filter((one) => one !== undefined),
      undefined,
      4,
    )}\n`,
  );
  return found.includes(undefined) ? 1 : 0;
}

interface Inspected {
  readonly FromImageID: string;
  readonly FromImageDigest: string;
  readonly Docker: {
    readonly created: string;
    readonly architecture: string;
    readonly os: string;
    readonly config: object;
  };
}

function describe(image: string, { FromImageID, FromImageDigest, Docker }: Inspected): object {
  const repository = image.replace(/(:[^/:]*|@.*)$/, '');
  return {
    Id: `sha256:${FromImageID}`,
    RepoTags: [image],
    RepoDigests: [`${repository}@${FromImageDigest}`],
    Created: Docker.created,
    Architecture: Docker.architecture,
    Os: Docker.os,
    Config: Docker.config,
  };
}
