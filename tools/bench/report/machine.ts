import { execFileSync } from 'node:child_process';
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';

/** What the numbers depend on; nothing that tells whose machine it is. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly system: string;
  readonly node: string;
  readonly git: string;
  /** Processes that wanted to run in the minute before. */
  readonly load: number;
}

/** This machine. */
export function describeMachine(): Machine {
  const git = execFileSync('git', ['--version'], {
    encoding: 'utf8',
    timeout: 10_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: availableParallelism(),
    memory: totalmem(),
    system: `${platform()} ${arch()}`,
    node: process.versions.node,
    git: git.trim().replace('git version ', ''),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
