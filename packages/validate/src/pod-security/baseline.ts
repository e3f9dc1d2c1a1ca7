import type { PodContainer, PodTemplate } from '../landscape/pods.ts';
import type { FieldPath } from '../source/field-path.ts';
import { fieldOf, listAt, textAt, type Fields } from '../source/kubernetes-object.ts';
import type { PodSecurityProblem } from './pod-security.ts';

const capabilities: ReadonlySet<unknown> = new Set([
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
]);
const seLinuxTypes: ReadonlySet<unknown> = new Set([
  undefined,
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);
const sysctls: ReadonlySet<unknown> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);

/** What the level `baseline` refuses. */
export function* baseline(
  { spec, field }: PodTemplate,
  containers: readonly PodContainer[],
): Iterable<PodSecurityProblem> {
  for (const name of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (spec[name] === true) yield { field: [...field, name], message: `${name} shares the node’s own` };
  }
  for (const [index, volume] of listAt(spec, 'volumes').entries()) {
    if (fieldOf(volume, 'hostPath') === undefined) continue;
    yield { field: [...field, 'volumes', index, 'hostPath'], message: 'mounts a folder of the node' };
  }
  for (const [index, sysctl] of listAt(spec, 'securityContext', 'sysctls').entries()) {
    const name = textAt(sysctl, 'name');
    if (sysctls.has(name)) continue;
    yield {
      field: [...field, 'securityContext', 'sysctls', index],
      message: `sysctl ${name} is not allowed`,
    };
  }
  yield* contextProblems(spec, field, '');
  for (const each of containers) yield* containerProblems(each);
}

function* containerProblems({ name, container, field }: PodContainer): Iterable<PodSecurityProblem> {
  const context = [...field, 'securityContext'];
  if (fieldOf(container, 'securityContext', 'privileged') === true) {
    yield { field: [...context, 'privileged'], message: `container ${name} is privileged` };
  }
  for (const capability of listAt(container, 'securityContext', 'capabilities', 'add')) {
    if (capabilities.has(capability)) continue;
    const message = `container ${name} adds capability ${String(capability)}`;
    yield { field: [...context, 'capabilities', 'add'], message };
  }
  const procMount = textAt(container, 'securityContext', 'procMount') ?? 'Default';
  if (procMount !== 'Default')
    yield { field: [...context, 'procMount'], message: `container ${name} has procMount ${procMount}` };
  for (const [index, port] of listAt(container, 'ports').entries()) {
    const hostPort = fieldOf(port, 'hostPort');
    if (typeof hostPort !== 'number' || hostPort === 0) continue;
    yield {
      field: [...field, 'ports', index, 'hostPort'],
      message: `container ${name} takes port ${hostPort} of the node`,
    };
  }
  for (const place of probes) {
    const host = textAt(container, ...place, 'host') ?? '';
    if (host !== '')
      yield { field: [...field, ...place, 'host'], message: `container ${name} probes host ${host}` };
  }
  yield* contextProblems(container, field, `container ${name} `);
}

const probes: readonly FieldPath[] = [...['livenessProbe', 'readinessProbe', 'startupProbe']].flatMap(
  (probe) => [
    [probe, 'httpGet'],
    [probe, 'tcpSocket'],
  ],
);

/** What pods and containers can set alike. */
function* contextProblems(holder: Fields, field: FieldPath, who: string): Iterable<PodSecurityProblem> {
  const context = [...field, 'securityContext'];
  const at = (...path: readonly string[]): unknown => fieldOf(holder, 'securityContext', ...path);
  if (at('seccompProfile', 'type') === 'Unconfined') {
    yield { field: [...context, 'seccompProfile', 'type'], message: `${who}turns seccomp off` };
  }
  if (at('appArmorProfile', 'type') === 'Unconfined') {
    yield { field: [...context, 'appArmorProfile', 'type'], message: `${who}turns AppArmor off` };
  }
  if (at('windowsOptions', 'hostProcess') === true) {
    yield {
      field: [...context, 'windowsOptions', 'hostProcess'],
      message: `${who}runs as a process of the node`,
    };
  }
  const seLinux = ['user', 'role'].some((name) => (at('seLinuxOptions', name) ?? '') !== '');
  if (seLinux || !seLinuxTypes.has(at('seLinuxOptions', 'type'))) {
    yield { field: [...context, 'seLinuxOptions'], message: `${who}changes its SELinux label` };
  }
}
