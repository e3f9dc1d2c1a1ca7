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
npm test
npx nx run platform:validate`,
  });
  ownedText(project, 'buildspec.ci.yml', {
    comment: '#',
    text: `version: 0.2
env:
  shell: bash
  variables:
    CI: 'true'
phases:
  install:
    runtime-versions:
      nodejs: 24
  build:
    commands:
      - .ci/run`,
  });
}
