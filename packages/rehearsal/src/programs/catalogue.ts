import type { FluxController, Program, ProgramName } from './program.ts';

const kubernetesVersion = 'v1.36.3';
const fluxVersion = '2.9.4';

/** Without these kube-apiserver calls itself `v0.0.0-master` and version checks misbehave. */
const kubernetesVariables = {
  'k8s.io/component-base/version.gitVersion': kubernetesVersion,
  'k8s.io/component-base/version.gitMajor': '1',
  'k8s.io/component-base/version.gitMinor': kubernetesVersion.split('.')[1] ?? '',
  'k8s.io/client-go/pkg/version.gitVersion': kubernetesVersion,
};

function kubernetes(name: ProgramName): Program {
  return {
    name,
    family: 'kubernetes',
    package: `k8s.io/kubernetes/cmd/${name}`,
    variables: kubernetesVariables,
  };
}

function controller(name: FluxController, family = 'flux'): Program {
  return { name, family, package: `github.com/fluxcd/${name}` };
}

/** Every program, in the order in which they are built: what others share the packages of comes first. */
export const catalogue: readonly Program[] = [
  { name: 'etcd', family: 'etcd', package: 'go.etcd.io/etcd/server/v3' },
  kubernetes('kube-apiserver'),
  kubernetes('kube-controller-manager'),
  kubernetes('kube-scheduler'),
  kubernetes('kubectl'),
  { name: 'kwok', family: 'kwok', package: 'sigs.k8s.io/kwok/cmd/kwok' },
  {
    name: 'registry',
    family: 'registry',
    // distribution's own command brings the storage of three clouds along, which takes longer to compile than all else of it.
    package: 'tideway.dev/tools/go/registry',
    module: 'github.com/distribution/distribution/v3',
  },
  controller('source-controller'),
  controller('kustomize-controller'),
  controller('notification-controller'),
  controller('image-reflector-controller'),
  controller('image-automation-controller'),
  controller('helm-controller', 'helm-controller'),
  {
    name: 'flux-operator',
    family: 'flux-operator',
    package: 'github.com/controlplaneio-fluxcd/flux-operator/cmd/operator',
    embeds: {
      module: 'github.com/controlplaneio-fluxcd/flux-operator',
      files: { 'web/dist/index.html': '<!doctype html><title>Flux Operator</title>\n' },
    },
  },
  {
    name: 'flux',
    family: 'flux-cli',
    package: 'github.com/fluxcd/flux2/v2/cmd/flux',
    variables: { 'main.VERSION': fluxVersion },
    embeds: {
      module: 'github.com/fluxcd/flux2/v2',
      files: { 'cmd/flux/manifests/none.yaml': '# The manifests of Flux come with the Flux Operator.\n' },
    },
  },
];
