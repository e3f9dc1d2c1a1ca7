import { eventually, NotYet } from '../eventually.ts';
import type { BareRepository } from '../git/bare-repository.ts';
import type { KubernetesApi } from '../kubernetes/kubernetes-api.ts';
import { condition, type LiveObject, type ObjectName } from '../kubernetes/live-object.ts';
import { describe, isReady } from '../kubernetes/readiness.ts';

/** A Kustomization and the repository that it applies, on a cluster. */
export interface AppliedOptions {
  readonly api: KubernetesApi;
  readonly name: ObjectName;
  readonly repository: BareRepository;
  readonly signal: AbortSignal;
}

/**
 * Waits until a Kustomization has applied a commit, and is Ready. What others push meanwhile may be applied as well.
 *
 * @param head - the commit. @default what the main branch of its repository is at now
 * @throws RehearsalError `not-ready` with what it has applied instead, and what it says of itself
 */
export async function applied(
  { api, name, repository, signal }: AppliedOptions,
  within: number,
  head?: string,
): Promise<LiveObject> {
  const wanted = head ?? (await repository.head());
  return eventually({
    what: `${name.name} has applied ${wanted.slice(0, 10)} of ${repository.name}`,
    within,
    every: 50,
    signal,
    ask: async () => {
      const object = await api.get(name);
      const revision = object.status?.lastAppliedRevision ?? 'nothing';
      if (isReady(object) && (await repository.contains(revision.replace(/^.*:/, ''), wanted))) return object;
      return new NotYet(`it has applied ${revision}; ${describe(object)}`);
    },
  });
}

/** Waits until a Kustomization has tried to apply what its repository's main branch is at, with whatever result. */
export async function attempted({ api, name, repository }: Omit<AppliedOptions, 'signal'>): Promise<void> {
  const head = await repository.head();
  await api.waitFor(name, `has tried ${head.slice(0, 10)}`, (object) => {
    const { status = '', message = '' } = condition(object, 'Ready') ?? {};
    const isApplied = status !== 'Unknown' || message.includes('health check');
    return isApplied && String(object.status?.['lastAttemptedRevision']).endsWith(head);
  });
}
