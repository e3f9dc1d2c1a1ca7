import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { plainEnvironment } from '../control-plane/cluster-options.ts';
import { RehearsalError } from '../rehearsal-error.ts';

/** What an image says about how it is run (OCI image specification, "config"). */
export interface ImageConfig {
  /** Such as `10001:10001`. */
  readonly User?: string;
  /** Such as `8079/tcp`. */
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>>;
}

/** An image whose file system lies on this machine. */
export interface PulledImage {
  /** Folder that is the root of its file system. */
  readonly root: string;
  readonly config: ImageConfig;
}

/** Which image is pulled, and as whom. */
export interface PullImageOptions {
  /** Its whole name, such as `111122223333.dkr.ecr.us-west-2.amazonaws.com/weaveworksdemos/front-end:main-1f49071-24`. */
  readonly image: string;
  /** Token of ECR: user and password in base64. */
  readonly token: string;
  /** Folder for everything that comes of it; whoever removes it removes the image. */
  readonly folder: string;
  /** Variables that lead to local AWS. */
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Pulls an image from ECR by its name, and lays its file system out, with buildah: it checks every digest, and knows
 * how layers are put on one another.
 *
 * @throws RehearsalError `image-not-run` with what buildah said
 */
export async function pullImage(options: PullImageOptions): Promise<PulledImage> {
  const { image, token, folder, environment, signal } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const env = plainEnvironment({
    ...environment,
    HOME: folder,
    REGISTRY_AUTH_FILE: join(folder, 'logins.json'),
    BUILDAH_ISOLATION: 'chroot',
  });
  const storage = ['--root', join(folder, 'storage'), '--runroot', join(folder, 'run')];
  const buildah = (words: readonly string[], input?: string) =>
    run([...storage, '--storage-driver', 'vfs', ...words], { env, signal, input, image });
  const [user = '', password = ''] = Buffer.from(token, 'base64').toString().split(':');
  const registry = image.slice(0, image.indexOf('/'));
  await buildah(['login', '--username', user, '--password-stdin', registry], password);
  const container = (await buildah(['from', '--quiet', image])).trim();
  const root = (await buildah(['mount', container])).trim();
  const { OCIv1 } = JSON.parse(await buildah(['inspect', '--type', 'container', container])) as {
    readonly OCIv1: { readonly config: ImageConfig };
  };
  return { root, config: OCIv1.config };
}

function run(
  words: readonly string[],
  {
    env,
    signal,
    input,
    image,
  }: {
    readonly env: NodeJS.ProcessEnv;
    readonly signal: AbortSignal;
    readonly input: string | undefined;
    readonly image: string;
  },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const limits = { timeout: 5 * 60_000, maxBuffer: 16 * 1024 * 1024 };
    const child = execFile('buildah', words, { ...limits, env, signal }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const said = stderr.trim() || error.message;
      reject(new RehearsalError('image-not-run', `buildah can't get ${image}: ${said}`, { cause: error }));
    });
    // One that could not be started says so itself.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
