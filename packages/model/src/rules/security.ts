import type { Path, Problem } from '../problem.ts';
import type { PodSecurityLevel, Security } from '../service.ts';
import type { Rule } from './draft.ts';
import { intact, problem } from './draft.ts';
import { containersOf, eachService } from './walk.ts';

/** Capabilities that a level lets a container have back: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
const ALLOWED: Readonly<Record<PodSecurityLevel, readonly string[] | undefined>> = {
  restricted: ['NET_BIND_SERVICE'],
  baseline: [
    'AUDIT_WRITE',
    'CHOWN',
    'DAC_OVERRIDE',
    'FOWNER',
    'FSETID',
    'KILL',
    'MKNOD',
    'NET_BIND_SERVICE',
    'SETFCAP',
    'SETGID',
    'SETPCAP',
    'SETUID',
    'SYS_CHROOT',
  ],
  privileged: undefined,
};

/** A container keeps to the Pod Security level that it claims, and a lower level has a reason. */
export const security: Rule = function* (draft) {
  for (const placed of eachService(draft)) {
    const groups = new Set<number>();
    for (const { path, container } of containersOf(placed)) {
      const place = [...path, 'security'];
      if (intact(draft, place)) yield* keepsTo(container.security, place);
      const { fsGroup } = container.security;
      if (fsGroup !== undefined) groups.add(fsGroup);
      if (groups.size === 2)
        yield problem(
          [...place, 'fsGroup'],
          'is the group of the whole pod, and another container says another',
        );
    }
  }
};

function* keepsTo(one: Security, path: Path): Iterable<Problem> {
  const { level, reason, runAsNonRoot, runAsUser, addCapabilities } = one;
  if (level !== 'restricted' && (reason ?? '').trim() === '') {
    yield problem(
      [...path, 'reason'],
      `level ${level} is an exception: say why the container can't live with restricted`,
    );
  }
  if (level === 'restricted' && !runAsNonRoot) {
    yield problem([...path, 'runAsNonRoot'], 'level restricted allows no root: expected true, got false');
  }
  if (runAsNonRoot && runAsUser === 0) {
    yield problem([...path, 'runAsUser'], '0 is root, and runAsNonRoot forbids it');
  }
  for (const [index, capability] of addCapabilities.entries()) {
    if (ALLOWED[level]?.includes(capability) ?? true) continue;
    yield problem(
      [...path, 'addCapabilities', index],
      `level ${level} does not allow ${capability}: take it out, or name a lower level and its reason`,
    );
  }
}
