import type { Path } from '../problem.ts';
import type { PodSecurityLevel, Security } from '../service.ts';
import type { Report, ServiceRule } from './draft.ts';
import { intact } from './draft.ts';

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
export const security: ServiceRule = (draft, { containers }, report) => {
  let group: number | undefined;
  for (const { path, container } of containers) {
    const { fsGroup } = container.security;
    if (intact(draft, path, 'security')) keepsTo(container.security, path, report);
    if (fsGroup !== undefined && group !== undefined && fsGroup !== group) {
      report(
        [...path, 'security', 'fsGroup'],
        'is the group of the whole pod, and another container says another',
      );
    }
    group ??= fsGroup;
  }
};

function keepsTo(one: Security, path: Path, report: Report): void {
  const { level, reason, runAsNonRoot, runAsUser, addCapabilities } = one;
  const say = (field: string, message: string): void => {
    report([...path, 'security', field], message);
  };
  if (level !== 'restricted' && (reason ?? '').trim() === '') {
    say('reason', `level ${level} is an exception: say why the container can't live with restricted`);
  }
  if (level === 'restricted' && !runAsNonRoot) {
    say('runAsNonRoot', 'level restricted allows no root: expected true, got false');
  }
  if (runAsNonRoot && runAsUser === 0) say('runAsUser', '0 is root, and runAsNonRoot forbids it');
  for (const [index, capability] of addCapabilities.entries()) {
    if (ALLOWED[level]?.includes(capability) ?? true) continue;
    report(
      [...path, 'security', 'addCapabilities', index],
      `level ${level} does not allow ${capability}: take it out, or name a lower level and its reason`,
    );
  }
}
