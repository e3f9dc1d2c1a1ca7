import type { PodContainer, PodTemplate } from '../landscape/pods.ts';
import { fieldOf, isFields, listAt } from '../source/kubernetes-object.ts';
import type { PodSecurityProblem } from './pod-security.ts';

const volumeTypes: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
const seccompTypes: ReadonlySet<unknown> = new Set(['RuntimeDefault', 'Localhost']);

/** What the level `restricted` refuses on top of `baseline`. */
export function* restricted(
  { spec, field }: PodTemplate,
  containers: readonly PodContainer[],
): Iterable<PodSecurityProblem> {
  for (const [index, volume] of listAt(spec, 'volumes').entries()) {
    const types = isFields(volume) ? Object.keys(volume).filter((key) => key !== 'name') : [];
    for (const type of types) {
      if (volumeTypes.has(type)) continue;
      yield { field: [...field, 'volumes', index], message: `volumes of type ${type} are not allowed` };
    }
  }
  if (fieldOf(spec, 'securityContext', 'runAsUser') === 0) {
    yield { field: [...field, 'securityContext', 'runAsUser'], message: 'runs as root' };
  }
  for (const each of containers) yield* containerProblems(each, spec);
}

function* containerProblems(
  { name, container, field }: PodContainer,
  spec: PodTemplate['spec'],
): Iterable<PodSecurityProblem> {
  const context = [...field, 'securityContext'];
  const own = (...path: readonly string[]): unknown => fieldOf(container, 'securityContext', ...path);
  const inherited = (...path: readonly string[]): unknown =>
    own(...path) ?? fieldOf(spec, 'securityContext', ...path);
  if (own('allowPrivilegeEscalation') !== false) {
    yield {
      field: [...context, 'allowPrivilegeEscalation'],
      message: `container ${name} does not set allowPrivilegeEscalation: false`,
    };
  }
  if (inherited('runAsNonRoot') !== true) {
    yield {
      field: [...context, 'runAsNonRoot'],
      message: `container ${name} does not set runAsNonRoot: true`,
    };
  }
  if (own('runAsUser') === 0) {
    yield { field: [...context, 'runAsUser'], message: `container ${name} runs as root` };
  }
  if (!seccompTypes.has(inherited('seccompProfile', 'type'))) {
    yield {
      field: [...context, 'seccompProfile'],
      message: `container ${name} has no seccompProfile of type RuntimeDefault or Localhost`,
    };
  }
  if (!listAt(container, 'securityContext', 'capabilities', 'drop').includes('ALL')) {
    yield {
      field: [...context, 'capabilities', 'drop'],
      message: `container ${name} does not drop ALL capabilities`,
    };
  }
  const added = listAt(container, 'securityContext', 'capabilities', 'add').filter(
    (capability) => capability !== 'NET_BIND_SERVICE',
  );
  if (added.length > 0) {
    yield {
      field: [...context, 'capabilities', 'add'],
      message: `container ${name} adds ${added.join(', ')}`,
    };
  }
}
