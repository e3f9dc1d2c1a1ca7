// One contender in a process of its own, so that none lives with the garbage of another.
// Usage: node worker.ts <contender>; jobs arrive as messages.
import type { DelivererName } from './contenders.ts';
import type { Deliverer, Job, WorkerAnswer } from './job.ts';

const make: Readonly<Record<DelivererName, () => Promise<Deliverer>>> = {
  tideway: async () => (await import('./deliverers/tideway.ts')).tidewayDeliverer({ keepsState: true }),
  tidewayNew: async () => (await import('./deliverers/tideway.ts')).tidewayDeliverer({ keepsState: false }),
  git: async () => (await import('./deliverers/git.ts')).gitDeliverer({ keepsClone: false }),
  gitKept: async () => (await import('./deliverers/git.ts')).gitDeliverer({ keepsClone: true }),
  isomorphic: async () => (await import('./deliverers/isomorphic-git.ts')).isomorphicDeliverer(),
  lsRemote: async () => (await import('./deliverers/ls-remote.ts')).lsRemoteDeliverer(),
  request: async () => (await import('./deliverers/request.ts')).requestDeliverer(),
  push: async () => (await import('./deliverers/push.ts')).pushDeliverer(),
  fastImport: async () => (await import('./deliverers/fast-import.ts')).fastImportDeliverer(),
};

const deliverer = await make[process.argv[2] as DelivererName]();

process.on('message', (job) => {
  measure(job as Job).catch((error: unknown) => {
    answer({
      kind: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  });
});

async function measure(job: Job): Promise<void> {
  await deliverer.prepare(job);
  answer({ kind: 'begins' });
  const start = performance.now();
  const became = await deliverer.deliver(job);
  const milliseconds = performance.now() - start;
  // The run that warms up brings the repository to where the scenario starts.
  const expected = job.scenario === 'no-op' ? 'unchanged' : 'changed';
  if (job.turn > 0 && became !== expected) {
    throw new Error(`${process.argv[2]}: ${job.scenario} of ${job.size} files left the repository ${became}`);
  }
  answer({ kind: 'done', milliseconds });
}

function answer(message: WorkerAnswer): void {
  process.send?.(message);
}
