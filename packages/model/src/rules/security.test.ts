import { expect, test } from 'vitest';
import { problemsWith } from '../small-shop.testing.ts';

const SECURITY = 'tenants.shop.services.db.security';

test.each([
  [
    { level: 'baseline' },
    "reason: level baseline is an exception: say why the container can't live with restricted",
  ],
  [
    { level: 'privileged', reason: '  ' },
    "reason: level privileged is an exception: say why the container can't live with restricted",
  ],
  [{ runAsNonRoot: false }, 'runAsNonRoot: level restricted allows no root: expected true, got false'],
  [{ runAsUser: 0 }, 'runAsUser: 0 is root, and runAsNonRoot forbids it'],
  [
    { addCapabilities: ['NET_BIND_SERVICE', 'CHOWN'] },
    'addCapabilities[1]: level restricted does not allow CHOWN: take it out, or name a lower level and its reason',
  ],
  [
    { level: 'baseline', reason: 'why', addCapabilities: ['SYS_ADMIN'] },
    'addCapabilities[0]: level baseline does not allow SYS_ADMIN: take it out, or name a lower level and its reason',
  ],
])('%j', (security, problem) => {
  expect(problemsWith({ [SECURITY]: security })).toEqual([`${SECURITY}.${problem}`]);
});

test.each([
  { addCapabilities: ['NET_BIND_SERVICE'] },
  {
    level: 'baseline',
    reason: 'its entrypoint drops root itself',
    runAsNonRoot: false,
    addCapabilities: ['SETUID', 'SETGID', 'CHOWN'],
  },
  {
    level: 'privileged',
    reason: 'loads a kernel module',
    runAsNonRoot: false,
    runAsUser: 0,
    addCapabilities: ['SYS_MODULE'],
  },
  { readOnlyRootFilesystem: false },
])('takes %j', (security) => {
  expect(problemsWith({ [SECURITY]: security })).toEqual([]);
});

test('a sidecar keeps to it as well', () => {
  expect(
    problemsWith({ 'tenants.shop.services.web.sidecars.exporter.security': { level: 'baseline' } }),
  ).toEqual([
    "tenants.shop.services.web.sidecars.exporter.security.reason: level baseline is an exception: say why the container can't live with restricted",
  ]);
});

test('the containers of a pod agree on the group of its volumes', () => {
  const exporter = 'tenants.shop.services.web.sidecars.exporter.security';
  const web = 'tenants.shop.services.web.security.fsGroup';
  expect(problemsWith({ [web]: 1, [exporter]: { fsGroup: 2 } })).toEqual([
    `${exporter}.fsGroup: is the group of the whole pod, and another container says another`,
  ]);
  expect(problemsWith({ [web]: 1, [exporter]: { fsGroup: 1 } })).toEqual([]);
});
