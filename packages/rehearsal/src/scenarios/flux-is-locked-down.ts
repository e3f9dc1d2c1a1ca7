import { kinds } from '../kubernetes/kinds.ts';
import type { DeploymentObject } from '../flux/flux-controllers.ts';
import { fluxControllers } from '../programs/program.ts';
import { assertEqual, assert } from './assertions.ts';
import type { Scenario } from './scenario.ts';

/** Flags that keep tenants apart, by the controllers that must have them. */
const lockDown: Readonly<Record<string, readonly string[]>> = {
  'kustomize-controller': [
    '--no-cross-namespace-refs=true',
    '--no-remote-bases=true',
    '--default-service-account=default',
    '--feature-gates=CancelHealthCheckOnNewRevision=true',
  ],
  'helm-controller': ['--no-cross-namespace-refs=true', '--default-service-account=default'],
  'notification-controller': ['--no-cross-namespace-refs=true'],
  'image-reflector-controller': ['--no-cross-namespace-refs=true'],
  'image-automation-controller': ['--no-cross-namespace-refs=true'],
};

/** B5: Flux is installed as its FluxInstance says, locked down, and the processes run with those very flags. */
export const fluxIsLockedDown: Scenario = {
  name: 'flux-is-locked-down',
  promise: 'The FluxInstance is Ready, its six controllers are available and run locked down for tenants',
  ids: ['B5'],
  async run({ api, cluster }, evidence) {
    await api.waitForReady(kinds.fluxInstance('flux-system', 'flux'));
    for (const name of fluxControllers) {
      const object = await api.get<DeploymentObject>(kinds.deployment('flux-system', name));
      const available = object.status?.conditions?.find(({ type }) => type === 'Available')?.status;
      assertEqual(available, 'True', `${name} Available`);
      const live = object.spec.template.spec.containers[0]?.args ?? [];
      for (const flag of lockDown[name] ?? []) {
        const [option = ''] = flag.split('=');
        const effective = live.findLast((one) => one === option || one.startsWith(`${option}=`));
        assert(effective === flag, `${name} runs with ${effective ?? `no ${option}`} in place of ${flag}`);
      }
      assertEqual(cluster.flux.flags(name), live, `flags of the process of ${name}`);
    }
    const services = await api.list('v1', 'Service', 'flux-system');
    const names = services.map(({ metadata }) => metadata.name).sort();
    assertEqual(
      names,
      ['notification-controller', 'source-controller', 'webhook-receiver'],
      'Services of Flux',
    );
    evidence.note('object', `FluxInstance/flux Ready; ${fluxControllers.length} Deployments Available`);
    evidence.note('object', `kustomize-controller ${(lockDown['kustomize-controller'] ?? []).join(' ')}`);
  },
};
