import type { Project } from 'projen';
import { ownedText } from '../files/owned';

/** Continuous integration: one script that runs anywhere, and the buildspec that runs it on CodeBuild. */
export function ci(project: Project): void {
  ownedText(project, '.ci/run', {
    first: '#!/usr/bin/env bash',
    comment: '#',
    executable: true,
    text: `# Everything that must hold before a change lands.
set -euo pipefail
cd "$(dirname "$0")/.."
export CI=true

npm ci --no-audit --no-fund
npx projen check
npx nx sync:check
npx prettier --check .
npx nx run-many -t lint typecheck test validate --output-style=static`,
  });
  ownedText(project, 'buildspec.ci.yml', {
    comment: '#',
    text: `# Checks the monorepo in a CodeBuild project: what changed since the last green commit, or everything.
# The project clones in full (clone depth "Full") and may push to the branch tideway/green.
version: 0.2
env:
  shell: bash
  git-credential-helper: yes
  variables:
    CI: 'true'
    NX_DAEMON: 'false'
    NX_ISOLATE_PLUGINS: 'false'
    NX_CACHE_DIRECTORY: .nx/cache
phases:
  install:
    runtime-versions:
      nodejs: 24
    commands:
      - npm ci --ignore-scripts
  build:
    commands:
      - set -euo pipefail
      - npx projen check
      - npx tideway-affected --record lint typecheck test generate validate synth
cache:
  paths:
    # This project's own results only: a cache that others write to can be poisoned (CVE-2025-36852).
    - .nx/cache/**/*`,
  });
}
