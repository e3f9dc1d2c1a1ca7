import { Monorepo } from '@tideway/projen';

// This repository is made by its own template. After a change: npx projen
const project = new Monorepo({
  name: 'tideway',
  description: 'GitOps on AWS from one typed model',
  // Where packages say that their sources are: a test holds their manifests to it.
  repository: 'https://git-codecommit.us-west-2.amazonaws.com/v1/repos/platform-repo',
  fromSources: true,
  workspaces: ['packages/*', 'apps/*', 'tools'],
  references: [
    'packages/model',
    'packages/gitops',
    'packages/infra',
    'packages/kustomize',
    'packages/validate',
    'packages/local-aws',
    'packages/delivery',
    'packages/rehearsal',
    'packages/cli',
    'packages/nx',
    'packages/eslint-config',
    'packages/no-kubectl-layer',
    'tools',
    'apps/platform',
  ],
  scripts: {
    // Pages are run as their readers would run them.
    test: 'node tools/bootstrap/test.mjs docs',
    'test:system': 'node tools/bootstrap/test-system.mjs',
    'test:template':
      'node tools/bootstrap/run.mjs node_modules/.bin/vitest run --config vitest.system.config.ts template',
    'test:release':
      'node tools/bootstrap/run.mjs node_modules/.bin/vitest run --config vitest.system.config.ts release',
    'test:rehearsal': 'node tools/bootstrap/test-rehearsal.mjs',
    rehearse: 'node tools/bootstrap/rehearse.mjs',
    bench: 'node tools/bootstrap/run.mjs tools/bench/main.ts',
    soak: 'node tools/bootstrap/run.mjs tools/soak/main.ts',
    changeset: 'changeset',
    'version-packages': 'changeset version && npm install --package-lock-only',
    'pack-packages': 'changeset pack --out-dir .tideway/packed',
    'publish-packages': 'changeset publish --from-pack-dir .tideway/packed',
  },
  devDependencies: { '@changesets/cli': '3.0.3' },
  allowScripts: ['bcrypt'],
  overrides: { 'node-fetch': '2.7.0' },
  gitIgnore: [
    'packages/*/bundle/',
    'packages/*/bundle.*.tmp/',
    '.jsii',
    'packages/rehearsal/go/',
    'packages/projen/assets/service/',
  ],
  prettierIgnore: [
    'packages/*/bundle/',
    'packages/*/bundle.*.tmp/',
    'packages/*/.jsii',
    '**/fixtures/',
    '**/__snapshots__/',
  ],
});

project.synth();
